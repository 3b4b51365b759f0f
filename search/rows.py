"""Entries that match, as rows to be counted and put in order."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Final, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Page

from cms import findable
from cms.models.pages import PublicPageQuerySet
from search.documents import public_documents
from search.matching import Match
from search.models import Entry
from search.stores import store

_FIELDS: Final = ("pk", "kind", "key", "marks", "day", "closes_at")
#: As many are asked for at least.
_FEWEST_ASKED: Final = 20
#: So many are asked at once whether they have a phrase, for which the words of each are opened; and so many that have
#: it are enough.
_PHRASES_ASKED: Final = 1_000
_ENOUGH: Final = 100
#: Where so many may match, the latest are first looked for among those of last year, of this and of years to come.
_VERY_MANY: Final = 6_000
_YEARS_TO_COME: Final = 20
_BY_DAY: Final = (F("day").desc(nulls_last=True), "-pk")


class Row(NamedTuple):
    """What is known of an entry without its words; thousands are read for one question."""

    pk: int
    kind: str
    key: str
    marks: frozenset[str]
    day: dt.date | None
    closes_at: dt.datetime | None

    def has(self, marks: Iterable[str]) -> bool:
        """Tell whether it has all of the marks, as `topic:energy`."""
        return self.marks.issuperset(marks)

    def is_closed(self, now: dt.datetime) -> bool:
        """Tell whether it is a call that has closed."""
        return self.closes_at is not None and self.closes_at <= now


def facets(rows: Iterable[Row], names: Iterable[str]) -> dict[str, Counter[str]]:
    """Return how many of the rows have which value of each facet."""
    marks: Counter[str] = Counter()
    for row in rows:
        marks.update(row.marks)
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


def latest(match: Match, roots: Iterable[str], most: int, *, in_order: bool = True) -> tuple[list[Row], bool]:
    """Return rows of what matches and the public may see, the latest day first, and whether there may be more.

    Not `in_order`, they are any rows that match, which is quicker where very many do.

    One query, two where very many match and recent years have too few of them, and one for each kind but pages. Of
    very many only the latest are asked for, and of those alone whether the public may see them and whether words
    follow each other; where little of that is left, further ones are asked.
    """
    if in_order and not match.marks and match.entries >= _VERY_MANY:
        rows, is_more = _latest(replace(match, years=_recent_years()), roots, most)
        if is_more:  # else older ones belong to them
            return rows, is_more
    return _latest(match, roots, most, in_order=in_order)


def _recent_years() -> tuple[int, ...]:
    year = timezone.localdate().year
    return tuple(range(year - 1, year + _YEARS_TO_COME))


def _latest(
    match: Match, roots: Iterable[str], most: int, *, in_order: bool = True
) -> tuple[list[Row], bool]:
    pages, rough = visible(roots).filter(pk=OuterRef("page")), store().roughly(match)
    if rough is not None:
        pages = pages.filter(store().matching(match))
    entries = Entry.objects.filter(store().matching(match) if rough is None else rough)
    entries = entries.annotate(is_shown=Exists(pages)).order_by(*(_BY_DAY if in_order else ()))
    window, enough = (
        (max(most, _FEWEST_ASKED), most) if rough is None else (_PHRASES_ASKED, min(most, _ENOUGH))
    )
    while True:
        found = list(entries.values_list("is_shown", *_FIELDS)[: window + 1])
        rows = [
            Row(pk, kind, key, frozenset(marks.split()), *days)
            for is_shown, pk, kind, key, marks, *days in found[:window]
            if is_shown
        ]
        is_more = len(found) > window
        if len(rows) >= enough or not is_more:
            return _each_once(rows[:most]), is_more or len(rows) > most
        window *= 4


def _each_once(found: list[Row]) -> list[Row]:
    """Return rows without what the public may not see of other kinds than pages, and each other thing once.

    A document is shown on a page in the reader's language where it stands on one, and has what any of its pages has.
    """
    for kind in {row.kind for row in found} - {"page"}:
        there = _visible_keys(kind, {row.key for row in found if row.kind == kind})
        found = [row for row in found if row.kind != kind or row.key in there]
    own = f"on:{get_language()}"
    each: dict[tuple[str, str], Row] = {}
    for row in found:
        other = each.setdefault((row.kind, row.key), row)
        if other is not row:
            shown = row if row.has([own]) and not other.has([own]) else other
            each[row.kind, row.key] = shown._replace(marks=other.marks | row.marks)
    return list(each.values())


def by_day(rows: Iterable[Row]) -> list[Row]:
    """Return rows in the order of their days, the latest first; those without one at the end."""
    return sorted(rows, key=lambda row: (row.day or dt.date.min, row.pk), reverse=True)


def _visible_keys(kind: str, keys: set[str]) -> set[str]:
    """Return those of the keys that everybody may see."""
    if kind == "document":
        return {str(pk) for pk in public_documents(keys).values_list("pk", flat=True)}
    offer = findable.offer(kind)
    return offer.visible(keys) if offer else set()
