"""The log of a set in words."""

import datetime as dt
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.formats import format_duration
from cms.quotes import quoted
from cms.releases.forecast import Forecast
from cms.releases.journal import name_of
from cms.releases.models import ReleaseEntry, ReleaseSet
from cms.releases.moments import in_words as moment_in_words
from cms.releases.problems import in_words

#: How many pages an entry names.
MOST_PAGES = 12


def log_in_words(release_set: ReleaseSet) -> list[dict[str, Any]]:
    """Return the log of a set, the newest first: when, who, what, and lines that say more; one query.

    Comments that came one after the other are one line: they stand in full above the log.
    """
    told = []
    for what, group in groupby(release_set.entries.select_related("user"), key=lambda entry: entry.what):
        entries = list(group)
        if what == "comment" and len(entries) > 1:
            told.append(_comments(entries))
        else:
            told += [
                {
                    "at": moment_in_words(entry.at),
                    "who": _who(entry),
                    "what": entry.get_what_display(),
                    "lines": _lines(entry),
                }
                for entry in entries
            ]
    return told


def _comments(entries: list[ReleaseEntry]) -> dict[str, Any]:
    count = len(entries)
    words = ngettext("%(count)s comment received", "%(count)s comments received", count)
    names = dict.fromkeys(entry.details["name"] for entry in entries)
    return {
        "at": moment_in_words(entries[0].at),
        "who": "",
        "what": words % {"count": count},
        "lines": _first_of(list(names)),
    }


def _who(entry: ReleaseEntry) -> str:
    if "planned_by" in entry.details:
        return _("automatically, planned by %(name)s") % {"name": entry.details["planned_by"] or "–"}
    return name_of(entry.user)


def named(problem: dict[str, Any]) -> str:
    """Return a problem with the page it is one of."""
    return f"{_page(problem)}: {in_words(problem)}"


def wanting_in_words(wanting: dict[str, Any]) -> str:
    """Return a page that will be public though some of its texts are missing or outdated, and how many."""
    return f"{_page(wanting)}: {counts_in_words(wanting['missing'], wanting['outdated'])}"


def told_of(forecast: Forecast) -> list[str]:
    """Return what a forecast says of pages that do not go live, or not whole."""
    words = _("Will be public with texts that are missing or outdated: %(page)s")
    return [
        *(named(problem) for problem in forecast.problems),
        *(words % {"page": wanting_in_words(each)} for each in forecast.wanting),
    ]


def counts_in_words(missing: int, outdated: int) -> str:
    """Return how many texts are missing and outdated; empty where none is."""
    parts = []
    if missing:
        parts.append(ngettext("%(count)s missing", "%(count)s missing", missing) % {"count": missing})
    if outdated:
        parts.append(ngettext("%(count)s outdated", "%(count)s outdated", outdated) % {"count": outdated})
    return " · ".join(parts)


def _page(known: dict[str, Any]) -> str:
    return f"{quoted(known['title'])} ({known['language']})"


def _first_of(lines: list[str]) -> list[str]:
    """Return the first of many lines, and how many more there are."""
    more = len(lines) - MOST_PAGES
    if more <= 0:
        return lines
    return [*lines[:MOST_PAGES], ngettext("and %(count)s more", "and %(count)s more", more) % {"count": more}]


def _lines(entry: ReleaseEntry) -> list[str]:
    details = entry.details
    if entry.what in ("add", "remove", "gone"):
        return _first_of([_page(page) for page in details["pages"]])
    if entry.what in ("plan", "change"):
        return [_moment(details["moment"])]
    if entry.what == "release":
        count = details["published"]
        lines = [ngettext("%(count)s page published", "%(count)s pages published", count) % {"count": count}]
        out = len(details["left_out"])
        if out:
            lines.append(ngettext("%(count)s left out", "%(count)s left out", out) % {"count": out})
        return [*lines, *_late(details), *(named(problem) for problem in details["left_out"])]
    if entry.what == "block":
        return [*_late(details), *(named(problem) for problem in details["problems"])]
    if entry.what == "comment":
        return [_("%(name)s on “%(title)s”") % details]
    return [details[key] for key in ("label", "name") if details.get(key)]


def _moment(moment: str | None) -> str:
    if moment is None:
        return _("by hand")
    return moment_in_words(dt.datetime.fromisoformat(moment))


def _late(details: dict[str, Any]) -> list[str]:
    if "late_seconds" not in details:
        return []
    return [_("Late by %(time)s") % {"time": format_duration(details["late_seconds"] // 60)}]
