"""Finding: a question and what it is narrowed down by → what is there, in order, with counts.

What matches is looked at once, the latest up to a bound, for how many there are of what; the best of it are weighed.
Nobody reads further than `DEEPEST`.
"""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from django.utils import timezone

from search.matching import Clause, Match, Wanted
from search.models import Entry
from search.neighbours import neighbours
from search.questions import Question, ask
from search.ranking import ranked
from search.rows import Row, by_day, facets, latest
from search.snippets import as_written
from search.stores import store
from search.vocabulary import Words, in_words

#: As many are counted; beyond it is said that there are more.
MOST_COUNTED: Final = 1_000
#: As many are weighed against each other, fewer where there are more than are counted; and so many are paged through.
MOST_WEIGHED: Final = 600
MOST_WEIGHED_OF_MORE: Final = 300
DEEPEST: Final = 300
#: What a word weighs that every second entry has (`search.vocabulary`): it tells little, in a title too.
_OF_EVERY_SECOND: Final = math.log1p(2)
#: What one can narrow down by, in the order in which it is offered.
FACETS: Final = ("type", "topic", "year", "country")
RELEVANCE, DATE = "relevance", "date"


@dataclass(frozen=True)
class Search:
    """What is asked for."""

    question: Question
    #: those that are searched: the reader's own, or others on request
    languages: tuple[str, ...]
    #: facet → value
    chosen: dict[str, str] = field(default_factory=dict)
    #: calls that are closed are left out, or looked for alone
    is_closed: bool = False
    sort: str = RELEVANCE
    #: paths of home pages: only below one of them; none: everywhere
    roots: tuple[str, ...] = ()


@dataclass
class Results:
    """What was found."""

    #: of entries, in order, at most `DEEPEST`
    keys: list[int] = field(default_factory=list)
    total: int = 0
    #: there are more than `total`
    is_more: bool = False
    #: facet → value → how many there would be
    facets: dict[str, Counter[str]] = field(default_factory=dict)
    #: closed calls among what matches, shown or not
    closed: int = 0
    #: the question that was answered instead, for nothing matches what was typed
    instead: Question | None = None
    #: pages have some of the words, for none has all
    is_some: bool = False
    #: what the words were looked for by; none where nothing was asked for
    match: Match | None = None


def find(search: Search) -> Results:
    """Find what is asked for; where nothing matches, what was probably meant, else some of the words, and say so."""
    with store().asked():
        return _find_somehow(search)


def _find_somehow(search: Search) -> Results:
    words = in_words(search.question, search.languages)
    results = _find(search, words)
    if results.total or results.closed or not search.question.wanted or search.chosen:
        return results
    corrected = corrected_question(search.question, words)
    if corrected:
        words = in_words(corrected, search.languages)
        found = _find(search, words)
        if found.total or found.closed:
            return replace(found, instead=corrected)
    most = max(len(each.clauses) for each in words)
    for least in dict.fromkeys((most - 1, 1)):
        if 0 < least < most:
            found = _find(search, words, least)
            if found.total:
                return replace(found, instead=corrected, is_some=True)
    return results


def corrected_question(question: Question, words: Iterable[Words]) -> Question | None:
    """Return the question with each word that stands nowhere replaced by the likeliest; None where there is none."""
    better = {}
    for each in words:
        for word in each.unknown:
            likely = neighbours(word, each.language) if word not in better else ()
            for form in likely:
                if written := _as_written(form, each.language):
                    better[word] = written
                    break
    return ask(question.with_words(better)) if better else None


def elsewhere(search: Search, languages: Iterable[str]) -> Counter[str]:
    """Return how much matches in other languages, at most 1,000 in all; four queries."""
    match = _match(in_words(search.question, languages), _marks(search))
    if not match:
        return Counter()
    with store().asked():
        rows, _is_more = latest(match, search.roots, MOST_COUNTED)
    now = timezone.now()
    rows = [row for row in rows if row.is_closed(now) == search.is_closed]
    return facets(rows, ["language"])["language"]


def _match(words: Iterable[Words], marks: tuple[str, ...] = (), least: int = 0) -> Match | None:
    either = tuple(
        Wanted(each.language, tuple(each.clauses), tuple(each.unwanted)) for each in words if each.clauses
    )
    return Match(either, marks, least=least) if either else None


def _find(search: Search, words: list[Words], least: int = 0) -> Results:
    match = _match(words, least=least)
    if not match:
        return Results()
    rows, is_more = latest(match, search.roots, MOST_COUNTED)
    everything = rows
    if is_more and search.chosen:
        match = replace(match, marks=_marks(search))
        rows, is_more = latest(match, search.roots, MOST_COUNTED)
    now = timezone.now()

    def shown(some: list[Row], without: str = "") -> list[Row]:
        marks = _marks(search, without)
        return [row for row in some if row.is_closed(now) == search.is_closed and row.has(marks)]

    found = shown(rows)
    counts = facets(shown(everything), FACETS)
    for name in search.chosen:
        counts |= facets(shown(everything, name), [name])
    most = MOST_WEIGHED_OF_MORE if is_more else MOST_WEIGHED
    best = found
    if len(found) > most and search.sort == RELEVANCE:  # the latest, first those with the words in their head
        in_head: list[Row] = []
        if not is_more or any(clause.weight > _OF_EVERY_SECOND for clause in match.words()):
            in_head, _is_more = latest(replace(match, in_head=True), search.roots, most // 2)
        best = list({(row.kind, row.key): row for row in (*shown(in_head), *found)}.values())[:most]
    best = by_day(best) if search.sort == DATE else ranked(best, match)
    return Results(
        keys=[row.pk for row in best[:DEEPEST]],
        total=_rounded(len(found)) if is_more else len(found),
        is_more=is_more,
        facets=counts,
        closed=sum(row.is_closed(now) and row.has(_marks(search)) for row in rows),
        match=match,
    )


def _rounded(number: int) -> int:
    """Return what it can be said to be more than."""
    return number // 100 * 100 or number


def _marks(search: Search, without: str = "") -> tuple[str, ...]:
    return tuple(f"{name}:{value}" for name, value in search.chosen.items() if name != without)


def _as_written(form: str, language: str) -> str:
    """Return a folded word as it stands on a page that everybody may see; empty where it stands on none."""
    match = Match((Wanted(language, (Clause(near=(form,)),)),))
    rows, _is_more = latest(match, (), 1)
    entry = Entry.objects.filter(pk=rows[0].pk).first() if rows else None
    return as_written(form, entry, language) if entry else ""
