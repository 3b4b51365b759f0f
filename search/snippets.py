"""Pieces of an entry's own words around what was looked for, with the words that were found marked."""

from dataclasses import dataclass
from typing import Final

from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString, mark_safe

from search.analysis import Token, tokens
from search.matching import STEM, Match
from search.models import Entry

#: How long a piece is, at most, and what of an entry is looked through for it (characters).
LENGTH: Final = 220
_LOOKED_THROUGH: Final = 60_000
_BEFORE: Final = 60
_BETWEEN_LINES: Final = " · "


@dataclass(frozen=True)
class Found:
    """How an entry is shown: its title and a piece of it, each with marks."""

    title: SafeString
    text: SafeString


def shown(entry: Entry, match: Match) -> Found:
    """Return an entry's title and the piece of it that has most of the words; its summary where its title says all."""
    wanted = _lexemes(match, entry.language)
    title_hits = _hits(entry.title, entry.language, wanted)
    title = marked(entry.title, title_hits)
    best, best_hits = entry.summary, _hits(entry.summary, entry.language, wanted)
    distinct = len({token.stem for token in best_hits})
    is_said = entry.summary and len({token.stem for token in title_hits}) >= len(match.words())
    if distinct < len(match.words()) and not is_said:
        text = entry.text[:_LOOKED_THROUGH]
        hits = _hits(text, entry.language, wanted)
        start, number = _densest(hits)
        if number > distinct:
            best, best_hits = _piece(text, hits, start)
    elif best_hits and len(best) > LENGTH:
        best, best_hits = _piece(best, best_hits, best_hits[0].start)
    return Found(title, marked(best, best_hits))


def marked(text: str, hits: list[Token]) -> SafeString:
    """Return text as HTML with the words that were found in `<mark>`."""
    found, place = [], 0
    for token in hits:
        found.append((escape(text[place : token.start]), text[token.start : token.end]))
        place = token.end
    return mark_safe(format_html_join("", "{}<mark>{}</mark>", found) + escape(text[place:]))


def as_written(form: str, entry: Entry, language: str) -> str:
    """Return a folded word as it is written in an entry; empty where it does not stand there."""
    said = "\n".join((entry.title, entry.summary, entry.text))[:_LOOKED_THROUGH]
    token = next((token for token in tokens(said, language) if token.form == form), None)
    return said[token.start : token.end] if token else ""


def _lexemes(match: Match, language: str) -> set[str]:
    clauses = [clause for wanted in match.either if wanted.language == language for clause in wanted.clauses]
    return {lexeme for clause in clauses for lexeme in (*clause.near, *clause.far, *clause.phrase)}


def _hits(text: str, language: str, wanted: set[str]) -> list[Token]:
    return [token for token in tokens(text, language) if token.form in wanted or STEM + token.stem in wanted]


def _densest(hits: list[Token]) -> tuple[int, int]:
    """Return where the piece begins that has most different words, the earliest of such, and how many it has."""
    best = (0, 0)
    for number, first in enumerate(hits):
        stems = set()
        for token in hits[number:]:
            if token.end - first.start > LENGTH - _BEFORE:
                break
            stems.add(token.stem)
        if len(stems) > best[1]:
            best = (first.start, len(stems))
    return best


def _piece(text: str, hits: list[Token], start: int) -> tuple[str, list[Token]]:
    """Return whole words around a place, within its line if that is long enough, and the hits in it."""
    line = text.rfind("\n", 0, start) + 1
    begin = max(line, start - _BEFORE)
    if begin > line:
        begin = text.find(" ", begin, start) + 1 or start
    end = min(len(text), begin + LENGTH)
    if end < len(text):
        end = max(text.rfind(" ", begin, end), start + 1)
    piece = _BETWEEN_LINES.join(text[begin:end].split("\n"))
    before, after = "… " if begin > line else "", " …" if end < len(text) else ""

    def moved(token: Token) -> Token:
        lines = text.count("\n", begin, token.start)
        shift = len(before) - begin + lines * (len(_BETWEEN_LINES) - 1)
        return Token(token.start + shift, token.end + shift, token.form, token.stem)

    inside = [moved(token) for token in hits if token.start >= begin and token.end <= end]
    return before + piece + after, inside
