"""What is offered while somebody types: words that go on as she began, pages that are called so."""

from collections.abc import Iterable
from dataclasses import dataclass, field
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
from search.rows import matching, rows_of
from search.snippets import as_written
from search.stores import store
from search.vocabulary import completions

#: Less is no beginning of anything.
SHORTEST: Final = 2
#: In all; so many of them are pages where there are words enough.
MOST: Final = 8
_MOST_PAGES: Final = 5
#: Each is looked for among what everybody may see, by a query.
_MOST_COMPLETIONS: Final = 6
#: Of these the best are shown.
_MOST_WEIGHED: Final = 200


@dataclass
class Suggestions:
    """What is offered, each in its order."""

    #: questions, as the visitor could have typed them
    questions: list[str] = field(default_factory=list)
    #: text, url, kind
    pages: list[dict[str, str]] = field(default_factory=list)


def suggest(typed: str, language: str, roots: tuple[str, ...]) -> Suggestions:
    """Return what can be meant by the beginning of a question; at most twelve queries."""
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
    written = filter(None, (_written(form, clauses, language, roots) for form in forms))
    questions = [text[: last.start] + word for word in _one_of_each(written, language)]
    near = dict.fromkeys((last.form, STEM + last.stem, *forms))
    match = Match((Wanted(language, (*clauses, Clause(near=tuple(near)))),), in_head=True)
    pages = _pages(match, roots)
    room = max(MOST - _MOST_PAGES, MOST - len(pages))
    questions = [each for each in questions if each.casefold() != text.casefold()][:room]
    return Suggestions(questions, pages[: MOST - len(questions)])


def _written(form: str, clauses: tuple[Clause, ...], language: str, roots: tuple[str, ...]) -> str:
    """Return a word as it stands on something that everybody may see and that has the other words; else nothing."""
    match = Match((Wanted(language, (*clauses, Clause(near=(form,)))),))
    entry: Entry | None = next(iter(matching(match, roots).order_by()[:1]), None)
    return as_written(form, entry, language) if entry else ""


def _one_of_each(words: Iterable[str], language: str) -> Iterable[str]:
    """Return the first of the words that are forms of one."""
    found: dict[tuple[str, ...], str] = {}
    for word in words:
        found.setdefault(tuple(token.stem for token in tokens(word, language)), word)
    return found.values()


def _pages(match: Match, roots: tuple[str, ...]) -> list[dict[str, str]]:
    """Return the pages whose titles have the words, the best first."""
    best = ranked(rows_of(matching(match, roots).filter(kind="page").order_by(), _MOST_WEIGHED), match)
    entries = Entry.objects.in_bulk([row.pk for row in best[: 3 * MOST]])
    called = [entries[row.pk] for row in best if row.pk in entries and _is_called(entries[row.pk], match)]
    called = called[:MOST]
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
