"""Words in SQLite: a full-text table (FTS5) of words that are analysed already, a column a weight."""

import json
from collections.abc import Iterable
from typing import Final

from django.db import connection
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from search.matching import MARK, STEM, Analysed, Clause, Match

_COLUMNS: Final = {"A": "title", "B": "summary", "C": "headings", "D": "body"}
#: What a word weighs in each of them; the last are marks, which weigh nothing.
_WEIGHTS: Final = "10.0, 5.0, 3.5, 1.0, 0.0"
#: What longer words count beside the word itself.
_FAR: Final = 0.25
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

    def scores(self, keys: list[int], match: Match) -> dict[int, float]:
        parts, values = [], []
        near = [_near(clause) for clause in match.words()]
        far = [_any(clause.far) for clause in match.words() if clause.far]
        for lexemes, factor in ((near, 1.0), (far, _FAR)):
            if lexemes:
                parts.append(
                    f"SELECT rowid, -bm25(search_words, {_WEIGHTS}) * {factor} AS fit FROM search_words"  # noqa: S608
                    " WHERE search_words MATCH %s AND rowid IN (SELECT value FROM json_each(%s))"
                )
                values += [" OR ".join(lexemes), json.dumps(keys)]
        found = dict.fromkeys(keys, 0.0)
        if parts:
            with connection.cursor() as cursor:
                cursor.execute(" UNION ALL ".join(parts), values)
                for key, fit in cursor.fetchall():  # summed here: SQLite knows no bm25 below an aggregate
                    found[key] += fit
        return found

    def size(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT SUM(LENGTH(block)) FROM search_words_data")
            return cursor.fetchone()[0] or 0


def query(match: Match) -> str:
    """Return what is looked for as FTS5 reads it; every word is quoted, so that none is taken for an operator."""
    how = " OR " if match.is_any else " AND "
    either = []
    for wanted in match.either:
        found = f"({how.join(f'({_clause(clause)})' for clause in wanted.clauses)})"
        if match.in_head:
            found = f"{{title summary headings}} : {found}"
        found = f"({found}) AND {_mark(wanted.mark)}"
        unwanted = " OR ".join(_near(clause) for clause in wanted.unwanted)
        either.append(f"(({found}) NOT ({unwanted}))" if unwanted else f"({found})")
    return " AND ".join([f"({' OR '.join(either)})", *map(_mark, match.marks)])


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


def _clause(clause: Clause) -> str:
    return " OR ".join(filter(None, (_near(clause), _any(clause.far))))


def _near(clause: Clause) -> str:
    phrase = _quoted(" ".join(clause.phrase)) if clause.phrase else ""
    return " OR ".join(filter(None, (phrase, _any(clause.near))))


def _any(lexemes: Iterable[str]) -> str:
    return " OR ".join(_quoted(lexeme) for lexeme in lexemes)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
