"""Entries that match, as rows to be counted and put in order."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Final, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from wagtail.models import Page

from cms import findable
from cms.models.pages import PublicPageQuerySet
from search.documents import public_documents
from search.matching import Match
from search.models import Entry
from search.stores import store

_FIELDS: Final = ("pk", "kind", "key", "marks", "day", "closes_at")
_BY_DAY: Final = (F("day").desc(nulls_last=True), "-pk")


class Row(NamedTuple):
    """What is known of an entry without its words; thousands are read for one question."""

    pk: int
    kind: str
    key: str
    marks: str
    day: dt.date | None
    closes_at: dt.datetime | None

    def has(self, marks: Iterable[str]) -> bool:
        """Tell whether it has all of the marks, as `topic:energy`."""
        return all(f" {mark} " in f" {self.marks} " for mark in marks)

    def is_closed(self, now: dt.datetime) -> bool:
        """Tell whether it is a call that has closed."""
        return self.closes_at is not None and self.closes_at <= now


def facets(rows: Iterable[Row], names: Iterable[str]) -> dict[str, Counter[str]]:
    """Return how many of the rows have which value of each facet."""
    marks: Counter[str] = Counter()
    for row in rows:
        marks.update(row.marks.split())
    found: dict[str, Counter[str]] = {name: Counter() for name in names}
    for mark, number in marks.items():
        name, _colon, value = mark.partition(":")
        if name in found:
            found[name][value] = number
    return found


def visible(roots: Iterable[str] = ()) -> QuerySet[Page]:
    """Return the pages that everybody may see at this moment: published, not expired, not restricted.

    `roots` are paths of home pages (`url_path`): only below one of them.
    """
    below = Q()
    for root in roots:
        below |= Q(url_path__startswith=root)
    return PublicPageQuerySet(Page).visible_to_public().filter(below).order_by()


def matching(match: Match, roots: Iterable[str] = ()) -> QuerySet[Entry]:
    """Return the entries that the public may see and that have what is looked for."""
    return Entry.objects.filter(store().matching(match), page__in=visible(roots).values("pk"))


def latest(match: Match, roots: Iterable[str], most: int) -> list[Row]:
    """Return at most so many rows of what the public may see, in the order of their days, the latest first.

    One query, and one for each kind but pages. Whether the public may see it is asked of the latest alone, not of
    all that matches; only where it may not see much of that, further ones are asked for.
    """
    is_shown = Exists(visible(roots).filter(pk=OuterRef("page")))
    entries = Entry.objects.filter(store().matching(match)).annotate(is_shown=is_shown).order_by(*_BY_DAY)
    window = most
    while True:
        found = list(entries.values_list("is_shown", *_FIELDS)[:window])
        rows = [values for is_shown, *values in found if is_shown]
        if len(rows) >= most or len(found) < window:
            return _each_once(Row(*values) for values in rows[:most])
        window *= 4


def rows_of(entries: QuerySet[Entry], most: int) -> list[Row]:
    """Return rows of entries, each thing once; one query, and one for each kind but pages."""
    return _each_once(Row(*values) for values in entries.values_list(*_FIELDS)[:most])


def _each_once(found: Iterable[Row]) -> list[Row]:
    found = list(found)
    for kind in {row.kind for row in found} - {"page"}:
        there = _visible_keys(kind, {row.key for row in found if row.kind == kind})
        found = [row for row in found if row.kind != kind or row.key in there]
    return list({(row.kind, row.key): row for row in reversed(found)}.values())[::-1]


def by_day(rows: Iterable[Row]) -> list[Row]:
    """Return rows in the order of their days, the latest first; those without one at the end."""
    return sorted(rows, key=lambda row: (row.day or dt.date.min, row.pk), reverse=True)


def _visible_keys(kind: str, keys: set[str]) -> set[str]:
    """Return those of the keys that everybody may see."""
    if kind == "document":
        return {str(pk) for pk in public_documents(keys).values_list("pk", flat=True)}
    offer = findable.offer(kind)
    return offer.visible(keys) if offer else set()
