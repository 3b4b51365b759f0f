"""What the accessibility statement needs of Python."""

from django import template
from django.utils.translation import gettext as _

from cms.props import rich, section

register = template.Library()


@register.simple_tag(takes_context=True)
def statement_parts(context) -> str:
    """Put the parts of a statement into the context as its contents.

    They follow the model in the annex of Implementing Decision (EU) 2018/1523.
    """
    page = context["page"]
    found = [section("status", _("Compliance status"))]
    limits = (page.non_compliance, page.disproportionate_burden, page.outside_scope, page.alternatives)
    if any(rich(text) for text in limits):
        found.append(section("limits", _("Content that is not accessible")))
    context["contents"] = [
        *found,
        section("preparation", _("Preparation of this statement")),
        section("feedback", _("Feedback and contact")),
        section("enforcement", _("Enforcement procedure")),
    ]
    return ""
