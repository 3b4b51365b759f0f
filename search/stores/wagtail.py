"""Words on OpenSearch or Elasticsearch, through Wagtail's backend, and in the database as before.

Both have the same analysed words: the server is asked, and the database answers where the server does not (ADR 27).
"""

import logging
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from time import monotonic
from typing import Any, Final

from django.db.models import Q
from django.db.models.expressions import RawSQL
from wagtail.search.backends import get_search_backend

from search.environment import SERVER
from search.matching import STEM, Analysed, Clause, Match, Wanted
from search.models import Entry
from search.stores import Store

logger = logging.getLogger(__name__)
#: As many are taken of what matches, the best: a server gives no more at once (index.max_result_window).
_MOST: Final = 10_000
#: After a failure the server is left alone for so long (seconds).
_REST: Final = 30
_FIELDS: Final = {"A": "found_title", "B": "found_summary", "C": "found_headings", "D": "found_body"}
_WEIGHTS: Final = {"A": 10, "B": 5, "C": 3.5, "D": 1}
#: What longer words count beside the word itself.
_FAR: Final = 0.25


class WagtailStore:
    """See `search.stores.Store`; `own` is that of the database."""

    def __init__(self, own: Store):
        self.own = own
        self.backend = get_search_backend(SERVER)
        self.index = self.backend.get_index_for_model(Entry)
        self._rests_until = 0.0
        self._is_there = False

    def write(self, rows: Iterable[tuple[int, Analysed]]) -> None:
        """Write words; where the server does not take them, the worker writes their pages once more."""
        rows = list(rows)
        self.own.write(rows)
        if not self._try(lambda: self._send(rows)):
            from search.indexing import wait_for

            late = Entry.objects.filter(pk__in=[key for key, analysed in rows])
            late.update(digest="")
            wait_for(*late.values_list("page", flat=True))

    def _send(self, rows: list[tuple[int, Analysed]]) -> None:
        self._make()
        entries = []
        for key, analysed in rows:
            entries.append(Entry(pk=key))
            entries[-1].analysed = analysed
        self.index.add_items(Entry, entries)
        self.index.refresh()

    def remove(self, keys: Iterable[int]) -> None:
        """Forget words; keys that are left on the server match nothing in the database."""
        keys = list(keys)
        self.own.remove(keys)
        self._try(lambda: [self.index.delete_item(Entry(pk=key)) for key in keys])

    def matching(self, match: Match) -> RawSQL | Q:
        hits = self._ask(body(match))
        return self.own.matching(match) if hits is None else Q(pk__in=hits)

    def roughly(self, match: Match) -> None:
        """`matching` is answered by the server."""

    def fits(self, keys: list[int], match: Match) -> dict[int, list[float]]:
        """Weigh by the database: a few hundred are quickly weighed, and the order is the same with a server."""
        return self.own.fits(keys, match)

    def asked(self) -> AbstractContextManager[None]:
        return self.own.asked()

    def size(self) -> int:
        return self.own.size()

    def _ask(self, query: dict[str, Any]) -> list[int] | None:
        """Return the keys of what matches, the best first; None where the server does not answer."""
        answers: list[dict] = []

        def search() -> None:
            results = self.backend.results_class(self.backend, None)
            answers.append(
                results._backend_do_search(
                    {"query": query}, index=self.index.name, size=_MOST, _source=False, stored_fields="pk"
                )
            )

        if not self._try(search):
            return None
        return [int(hit["fields"]["pk"][0]) for hit in answers[0]["hits"]["hits"]]

    def _try(self, do: Callable[[], object]) -> bool:
        """Tell whether the server did something; after a failure it is left alone for a while."""
        if monotonic() < self._rests_until:
            return False
        try:
            do()
            return True
        except Exception:
            logger.exception("the search server does not answer: the database is searched for %s s", _REST)
            self._rests_until = monotonic() + _REST
            return False

    def _make(self) -> None:
        """Make the index where it is missing: one that the server makes itself would analyse words again."""
        if not self._is_there and not self.backend.es.indices.exists(index=self.index.name):
            self.index.put()
            self.index.add_model(Entry)
        self._is_there = True


def words_in(analysed: Analysed, weight: str) -> list[str]:
    """Return a field's texts: lines as written, then all stems, which follow no word; phrases end with a text."""
    lines = [words for other, words in analysed.lines if other == weight]
    stems = " ".join(STEM + stem for words in lines for form, stem in words)
    return [*(" ".join(form for form, stem in words) for words in lines), *([stems] if stems else [])]


def body(match: Match) -> dict[str, Any]:
    """Return what is looked for as a query of the server's language."""
    weights = [weight for weight in _FIELDS if weight != "D" or not match.in_head]
    either = [_wanted(wanted, weights, match.least) for wanted in match.either]
    marks = [_marked(mark) for mark in match.marks]
    if match.years:
        marks.append({"terms": {"found_marks_filter": [f"year:{year}" for year in match.years]}})
    return {"bool": {"should": either, "minimum_should_match": 1, "filter": marks}}


def _wanted(wanted: Wanted, weights: list[str], least: int) -> dict[str, Any]:
    ways = [{"bool": {"must": [_clause(each, weights) for each in way]}} for way in wanted.ways(least)]
    unwanted = [_clause(Clause(clause.near, (), clause.phrase), list(_FIELDS)) for clause in wanted.unwanted]
    filters = [_marked(wanted.mark)]
    return {"bool": {"should": ways, "minimum_should_match": 1, "must_not": unwanted, "filter": filters}}


def _marked(mark: str) -> dict[str, Any]:
    return {"term": {"found_marks_filter": mark}}


def _clause(clause: Clause, weights: list[str]) -> dict[str, Any]:
    fields = [f"{_FIELDS[weight]}_filter^{_WEIGHTS[weight]}" for weight in weights]

    def words(lexemes: Iterable[str], boost: float, **how: str) -> dict[str, Any]:
        return {"multi_match": {"query": " ".join(lexemes), "fields": fields, "boost": boost, **how}}

    either = []
    if clause.phrase:
        either.append(words(clause.phrase, clause.weight, type="phrase"))
    if clause.near:
        either.append(words(clause.near, clause.weight, type="most_fields"))
    if clause.far:
        either.append(words(clause.far, clause.weight * _FAR, type="most_fields"))
    return {"bool": {"should": either, "minimum_should_match": 1}}
