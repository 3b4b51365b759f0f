"""The log of a set in words."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.formats import format_datetime, format_duration
from cms.releases.models import ReleaseEntry, ReleaseSet
from cms.releases.problems import in_words
from cms.zones import default_time_zone

#: How many pages an entry names.
MOST_PAGES = 12


def log_in_words(release_set: ReleaseSet) -> list[dict[str, Any]]:
    """Return the log of a set, the newest first: when, who, what, and lines that say more; one query."""
    zone = default_time_zone()
    return [
        {
            "at": format_datetime(entry.at, zone),
            "who": (entry.user.get_full_name() or entry.user.get_username()) if entry.user else "",
            "what": entry.get_what_display(),
            "lines": _lines(entry),
        }
        for entry in release_set.entries.select_related("user")
    ]


def named(problem: dict[str, Any]) -> str:
    """Return a problem with the page it is one of."""
    return f"“{problem['title']}” ({problem['language']}): {in_words(problem)}"


def _lines(entry: ReleaseEntry) -> list[str]:
    details = entry.details
    if entry.what in ("add", "remove"):
        pages = details["pages"]
        lines = [f"“{page['title']}” ({page['language']})" for page in pages[:MOST_PAGES]]
        more = len(pages) - MOST_PAGES
        if more > 0:
            lines.append(ngettext("and %(count)s more", "and %(count)s more", more) % {"count": more})
        return lines
    if entry.what in ("plan", "change"):
        return [_moment(details["moment"])]
    if entry.what == "release":
        count = details["published"]
        lines = [ngettext("%(count)s page published", "%(count)s pages published", count) % {"count": count}]
        return [*lines, *_late(details), *(named(problem) for problem in details["left_out"])]
    if entry.what == "block":
        return [*_late(details), *(named(problem) for problem in details["problems"])]
    if entry.what == "comment":
        return [_("%(name)s on “%(title)s”") % details]
    return [details[key] for key in ("label", "name") if details.get(key)]


def _moment(moment: str | None) -> str:
    if moment is None:
        return _("by hand")
    return format_datetime(dt.datetime.fromisoformat(moment), default_time_zone())


def _late(details: dict[str, Any]) -> list[str]:
    if "late_seconds" not in details:
        return []
    return [_("Late by %(time)s") % {"time": format_duration(details["late_seconds"] // 60)}]
