"""What the page of an article needs of Python."""

from django import template

from news.article_props import article_context
from news.republishing import offer

register = template.Library()


@register.simple_tag(takes_context=True)
def article_parts(context) -> str:
    """Put an article's facts, links, corrections, source, contents and offer into the template's context."""
    page = context["page"]
    for name, value in article_context(page).items():
        context[name] = value
    if page.pk and not getattr(context["request"], "embargo", None):
        url = context["request"].build_absolute_uri(page.get_url(context["request"]))
        context["republishing"] = offer(page, url, context["furniture"])
    return ""
