"""What the admin shows of a page's language versions."""

from typing import Any

from django import template
from wagtail.models import Page

from cms.translation.deleting import what_stays
from cms.translation.overview import versions_overview
from cms.translation.remaining import how_many_remain
from cms.translation.rights import may_publish

register = template.Library()


@register.inclusion_tag("translation/overview.html", takes_context=True)
def language_versions(context: dict[str, Any], page: Page) -> dict[str, Any]:
    """Show all versions of a page: where each comes from and how far it is."""
    user = context["request"].user
    versions = versions_overview(page, user)
    return {
        "page": page,
        "versions": versions,
        "remaining_count": sum(how_many_remain(each["version"]) for each in versions if each["is_current"]),
        "may_differ": may_publish(user, page),
    }


@register.simple_tag(takes_context=True)
def what_stays_of(context: dict[str, Any], page: Page) -> str:
    """Say which language versions stay when a page is deleted."""
    return " ".join(what_stays(page, context["request"].user))
