"""The order of what was found: how well the words fit, and a little what it is and how old it is (docs/search.md)."""

import datetime as dt
from collections.abc import Iterable
from typing import Final

from django.utils import timezone

from search.matching import Match
from search.rows import Row
from search.stores import store

#: How much more something of today counts than something very old, and after how many days half of that is left.
_FRESH: Final = 0.2
_HALF_LIFE: Final = 365
#: What counts less than a page that is true until it is changed.
_BY_KIND: Final = {"document": 0.8}
_CLOSED: Final = 0.6


def ranked(rows: Iterable[Row], match: Match) -> list[Row]:
    """Return rows, the best first; one query."""
    rows = list(rows)
    if not rows:
        return []
    fits = store().fits([row.pk for row in rows], match)
    weights = [clause.weight for clause in match.words()]
    now = timezone.now()
    today = timezone.localdate(now)
    weighed = {
        row.pk: score(fits[row.pk], weights) * boost(row, now, today) if row.pk in fits else 0.0
        for row in rows
    }
    return sorted(rows, key=lambda row: (-weighed[row.pk], -row.pk))


def score(fits: list[float], weights: list[float]) -> float:
    """Return how well all words fit: less where words are missing, by what they tell."""
    there = sum(weight for weight, fit in zip(weights, fits, strict=False) if fit > 0)
    return sum(fits) * (there / sum(weights)) ** 2


def boost(row: Row, now: dt.datetime, today: dt.date) -> float:
    """Return what the fit of a row's words is multiplied by: 0.6 to 1.2."""
    found = 1.0
    if row.day is not None:
        age = abs((today - row.day).days)
        found += _FRESH * 0.5 ** (age / _HALF_LIFE)
    if row.is_closed(now):
        found *= _CLOSED
    return found * _BY_KIND.get(row.kind, 1.0)
