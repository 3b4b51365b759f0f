"""What stands below the page of an alliance: its title, its place among the pages, and its own context."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from alliance.directory_props import directory_context
from alliance.member_props import Addresses, member_context, public_member
from alliance.partner_search import PARAMETERS, partner_context


def below_context(
    request: HttpRequest, below: list[str], breadcrumb: list[dict[str, str]], url: Addresses
) -> dict[str, Any]:
    """Return the context of an address below the alliance page. Raises Http404 for a member that is not public."""
    title, trail, context, filters = _("Members"), [], {}, ()
    if below[0] == "find-a-partner":
        title, filters = _("Find a partner"), PARAMETERS
        context = partner_context(request, url)
    elif len(below) == 1:
        filters = ("q", "country", "type", "topic", "offer", "need")
        context = directory_context(request, url)
    else:
        member = public_member(below[1])
        trail = [{"title": title, "url": url("members")}]
        title, context = member.name, member_context(member, url)
    return {
        "below_title": title,
        "below_description": context.get("lead") or f"{title}. {breadcrumb[-1]['title']}",
        "below_filters": filters or None,
        "breadcrumb": [*breadcrumb, *trail, {"title": title, "url": ""}],
        "members_url": url("members"),
        "find_url": url("find-a-partner"),
        "json_url": url("members", "_json"),
        "csv_url": url("members", "_csv"),
        **context,
    }
