"""Members that the search of the site finds by their names."""

from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _

from alliance.alliance_serving import MEMBERS
from alliance.directory import Entry, entries, named
from alliance.models.pages import AlliancePage
from cms.below import url_below
from cms.choices import country_name
from cms.foreign import foreign

#: More are found in the directory.
MOST_FOUND = 5


def members_called(request: HttpRequest, query: str) -> list[dict[str, Any]]:
    """Return the first public members whose names hold all words of `query`; at most three queries."""
    found = named(entries(), query)[:MOST_FOUND]
    page = AlliancePage.objects.visible_to_public().in_language().first() if found else None
    if page is None:
        return []
    url = page.get_url(request)
    return [
        {
            "url": url_below(url, AlliancePage, MEMBERS, entry.slug),
            "title": _marked(entry),
            "kind": _("Member of the alliance"),
            "text": ", ".join(
                part for part in (entry.region, entry.country and country_name(entry.country)) if part
            ),
        }
        for entry in found
    ]


def _marked(entry: Entry) -> str:
    code = foreign(entry.language)
    return format_html('<span lang="{}">{}</span>', code, entry.name) if code else entry.name
