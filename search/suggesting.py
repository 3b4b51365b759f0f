"""What is offered while somebody types: words that go on as she began, pages that are called so."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from wagtail.models import Page

from cms.preloading import shelf
from cms.serving import attach_locale
from search.analysis import Token, tokens
from search.asking import kinds
from search.matching import STEM, Clause, Match, Wanted
from search.models import Entry
from search.questions import ask
from search.ranking import ranked
from search.rows import latest
from search.snippets import as_written
from search.stores import store
from search.vocabulary import completions

#: Less is no beginning of anything.
SHORTEST: Final = 2
#: In all; so many of them are pages where there are words enough.
MOST: Final = 8
_MOST_PAGES: Final = 5
#: Each is looked for among what everybody may see.
_MOST_COMPLETIONS: Final = 6
#: Of these the best are shown.
_MOST_WEIGHED: Final = 100


@dataclass
class Suggestions:
    """What is offered, each in its order."""

    #: questions, as the visitor could have typed them
    questions: list[str] = field(default_factory=list)
    #: text, url, kind
    pages: list[dict[str, str]] = field(default_factory=list)


def suggest(typed: str, language: str, roots: tuple[str, ...]) -> Suggestions:
    """Return what can be meant by the beginning of a question; at most eighteen queries."""
    question = ask(typed)
    text = question.text
    begun = list(tokens(text, language))
    is_plain = text == " ".join(part.text for part in question.parts)  # no quotation marks, no minus
    if not begun or begun[-1].end < len(text) or len(text) < SHORTEST or not is_plain:
        return Suggestions()
    with store().asked():
        return _suggest(text, begun, language, roots)


def _suggest(text: str, begun: list[Token], language: str, roots: tuple[str, ...]) -> Suggestions:
    *before, last = begun
    clauses = tuple(Clause(near=(token.form, STEM + token.stem)) for token in before)
    forms = completions(last.form, language, _MOST_COMPLETIONS)
    near = dict.fromkeys((last.form, STEM + last.stem, *forms))
    match = Match((Wanted(language, (*clauses, Clause(near=tuple(near)))),), in_head=True)
    called = _called(match, roots)
    room = max(MOST - _MOST_PAGES, MOST - len(called))
    words = _words(forms, called, clauses, language, roots)
    questions = (text[: last.start] + word for word in _one_of_each(words, language))
    questions = list(islice((each for each in questions if each.casefold() != text.casefold()), room))
    return Suggestions(questions, _pages(called[: MOST - len(questions)]))


def _words(
    forms: Iterable[str],
    called: list[Entry],
    clauses: tuple[Clause, ...],
    language: str,
    roots: tuple[str, ...],
) -> Iterator[str]:
    """Yield words as they stand on something that everybody may see and that has the other words.

    The titles that are shown anyway are looked at first; else it takes two queries a word.
    """
    in_titles: dict[str, Entry] = {}
    for entry in called:
        for token in tokens(entry.title, entry.language):
            in_titles.setdefault(token.form, entry)
    for form in forms:
        entry = in_titles.get(form)
        if not entry:
            match = Match((Wanted(language, (*clauses, Clause(near=(form,)))),))
            rows, _is_more = latest(match, roots, 1, in_order=False)
            entry = Entry.objects.filter(pk=rows[0].pk).first() if rows else None
        if word := entry and as_written(form, entry, language):
            yield word


def _one_of_each(words: Iterable[str], language: str) -> Iterator[str]:
    """Yield the first of the words that are forms of one."""
    found = set()
    for word in words:
        stems = tuple(token.stem for token in tokens(word, language))
        if stems not in found:
            found.add(stems)
            yield word


def _called(match: Match, roots: tuple[str, ...]) -> list[Entry]:
    """Return the pages whose titles have the words, the best first."""
    rows, _is_more = latest(match, roots, _MOST_WEIGHED)
    best = ranked((row for row in rows if row.kind == "page"), match)
    entries = Entry.objects.in_bulk([row.pk for row in best[: 3 * MOST]])
    called = [entries[row.pk] for row in best if row.pk in entries and _is_called(entries[row.pk], match)]
    return called[:MOST]


def _pages(called: list[Entry]) -> list[dict[str, str]]:
    """Return pages as they are offered; two queries."""
    pages = Page.objects.in_bulk([entry.page_id for entry in called])
    names, found = kinds(), []
    with shelf.open():
        for entry in called:
            if page := pages.get(entry.page_id):
                attach_locale(page)
                types = [
                    mark.removeprefix("type:") for mark in entry.marks.split() if mark.startswith("type:")
                ]
                kind = next((str(names[each]) for each in types if each in names), "")
                found.append({"text": entry.title, "url": page.url, "kind": kind})
    return found


def _is_called(entry: Entry, match: Match) -> bool:
    words = {
        lexeme for token in tokens(entry.title, entry.language) for lexeme in (token.form, STEM + token.stem)
    }
    return all(words & set(clause.near) for clause in match.either[0].clauses)
