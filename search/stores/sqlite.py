"""Words in SQLite: a full-text table (FTS5) of words that are analysed already, a column a weight."""

import json
from collections.abc import Iterable
from contextlib import nullcontext
from itertools import pairwise
from typing import Final

from django.db import connection
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from search.matching import MARK, STEM, Analysed, Clause, Match

_COLUMNS: Final = {"A": "title", "B": "summary", "C": "headings", "D": "body"}
#: What a word weighs in each of them; the last are marks, which weigh nothing.
_WEIGHTS: Final = "10.0, 5.0, 3.5, 1.0, 0.0"
#: What it counts that words follow each other, and how many others may stand between them.
_TOGETHER: Final = 0.25
_BETWEEN: Final = 4
#: Between two lines, so that a phrase does not reach over them.
_GAP: Final = " _ "


class SQLiteStore:
    """See `search.stores.Store`."""

    def write(self, rows: Iterable[tuple[int, Analysed]]) -> None:
        rows = list(rows)
        self.remove(key for key, each in rows)
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_words (rowid, title, summary, headings, body, marks)"
                " VALUES (%s, %s, %s, %s, %s, %s)",
                [(key, *_texts(each)) for key, each in rows],
            )

    def remove(self, keys: Iterable[int]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM search_words WHERE rowid = %s", [(key,) for key in keys])

    def matching(self, match: Match) -> RawSQL:
        sql = "search_entry.id IN (SELECT rowid FROM search_words WHERE search_words MATCH %s)"
        return RawSQL(sql, [query(match)], BooleanField())  # noqa: S611

    def roughly(self, match: Match) -> None:
        """`matching` is answered by the index alone."""

    def fits(self, keys: list[int], match: Match) -> dict[int, list[float]]:
        clauses = match.words()
        asked = [
            (place, _near(part), factor)
            for place, clause in enumerate(clauses)
            for part, factor in clause.weighed()
        ]
        if pairs := _neighbours(clauses):
            asked.append((len(clauses), pairs, _TOGETHER))
        part = (  # "+": else FTS5 asks anew for each row, and counts the words of the whole table each time
            f"SELECT rowid, %s, -bm25(search_words, {_WEIGHTS}) * %s FROM search_words"  # noqa: S608
            " WHERE search_words MATCH %s AND +rowid IN (SELECT value FROM json_each(%s))"
        )
        values = [
            value for place, lexemes, factor in asked for value in (place, factor, lexemes, json.dumps(keys))
        ]
        found = {key: [0.0] * (len(clauses) + 1) for key in keys}
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join([part] * len(asked)), values)
            for key, place, fit in cursor.fetchall():  # summed here: SQLite knows no bm25 below an aggregate
                found[key][place] += fit
        return found

    def asked(self) -> nullcontext[None]:
        return nullcontext()

    def size(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT SUM(LENGTH(block)) FROM search_words_data")
            return cursor.fetchone()[0] or 0


def query(match: Match) -> str:
    """Return what is looked for as FTS5 reads it; every word is quoted, so that none is taken for an operator."""
    either = []
    for wanted in match.either:
        ways = (" AND ".join(f"({_clause(clause)})" for clause in way) for way in wanted.ways(match.least))
        found = f"({' OR '.join(f'({way})' for way in ways)})"
        if match.in_head:
            found = f"{{title summary headings}} : {found}"
        found = f"({found}) AND {_mark(wanted.mark)}"
        unwanted = " OR ".join(_near(clause) for clause in wanted.unwanted)
        either.append(f"(({found}) NOT ({unwanted}))" if unwanted else f"({found})")
    years = [_any(f"{MARK}year:{year}" for year in match.years)] if match.years else []
    return " AND ".join([f"({each})" for each in (" OR ".join(either), *years)] + [*map(_mark, match.marks)])


def _mark(mark: str) -> str:
    return _quoted(MARK + mark)


def _texts(analysed: Analysed) -> list[str]:
    """Return the columns: words as written, then their stems, which follow no word."""
    texts = {column: ([], []) for column in _COLUMNS.values()}
    for weight, words in analysed.lines:
        forms, stems = texts[_COLUMNS[weight]]
        forms.append(" ".join(form for form, stem in words))
        stems += [STEM + stem for form, stem in words]
    found = [_GAP.join([*forms, " ".join(stems)]) for forms, stems in texts.values()]
    return [*found, " ".join(MARK + mark for mark in analysed.marks)]


def _neighbours(clauses: list[Clause]) -> str:
    """Return what finds words near the next word of the question."""
    stems = [next((each for each in clause.near if each.startswith(STEM)), "") for clause in clauses]
    pairs = [(one, other) for one, other in pairwise(stems) if one and other]
    return " OR ".join(f"NEAR({_quoted(one)} {_quoted(other)}, {_BETWEEN})" for one, other in pairs)


def _clause(clause: Clause) -> str:
    return " OR ".join(filter(None, (_near(clause), _any(clause.far))))


def _near(clause: Clause) -> str:
    phrase = _quoted(" ".join(clause.phrase)) if clause.phrase else ""
    return " OR ".join(filter(None, (phrase, _any(clause.near))))


def _any(lexemes: Iterable[str]) -> str:
    return " OR ".join(_quoted(lexeme) for lexeme in lexemes)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
