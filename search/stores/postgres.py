"""Words in PostgreSQL: two vectors an entry, made of words that are analysed already, each with its own GIN index.

`words` is everything, `head` what stands in titles, summaries and headings: the best of very many are among those.
The server's own configurations are not asked, so that a new dictionary of theirs changes nothing (ADR 26).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Final

from django.db import connection, transaction
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from search.matching import MARK, STEM, Analysed, Clause, Match

#: A vector holds no place beyond, and so many places of a word (PostgreSQL, 12.11).
_LAST_PLACE: Final = 16_383
_MOST_PLACES: Final = 255
#: How many bytes of words and places a vector is given; it holds 1 MB (PostgreSQL, 12.11) and would refuse more.
_ROOM: Final = 900_000
#: Places between two lines: a phrase does not reach over them.
_GAP: Final = 5
#: What a word weighs in D, C, B, A: texts, headings, summary, title.
_WEIGHTS: Final = "{0.2, 0.4, 0.6, 1.0}"
#: 1: a long text is held against it, by the logarithm of its length (PostgreSQL, 12.3.3).
_BY_LENGTH: Final = 1
#: Each vector is opened once, not by each rank; marks, which have no weight, are left behind.
_OPENED: Final = (
    "SELECT id, ts_filter(words, '{a,b,c,d}') AS words FROM search_entry WHERE id = ANY(%s) OFFSET 0"
)
#: No word of a query has this in it: words are letters and digits.
_FOLLOWED_BY: Final = " <-> "
_RANK: Final = f"%s * ts_rank('{_WEIGHTS}', words, %s::tsquery, {_BY_LENGTH})"


class PostgresStore:
    """See `search.stores.Store`."""

    def write(self, rows: Iterable[tuple[int, Analysed]]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "UPDATE search_entry SET words = %s::tsvector, head = %s::tsvector WHERE id = %s",
                [(vector(each), vector(each, "ABC"), key) for key, each in rows],
            )

    def remove(self, keys: Iterable[int]) -> None:
        """They are columns of the entry: gone with it."""

    def matching(self, match: Match) -> RawSQL:
        return self._has(match, query(match))

    def _has(self, match: Match, asked: str) -> RawSQL:
        column = "head" if match.in_head else "words"
        return RawSQL(f"search_entry.{column} @@ %s::tsquery", [asked], BooleanField())  # noqa: S611

    def roughly(self, match: Match) -> RawSQL | None:
        """Return what finds the words of phrases anywhere: that they follow each other, only the vector tells."""
        if not any(
            clause.phrase for wanted in match.either for clause in (*wanted.clauses, *wanted.unwanted)
        ):
            return None
        either = (
            replace(wanted, unwanted=tuple(clause for clause in wanted.unwanted if not clause.phrase))
            for wanted in match.either
        )
        return self._has(match, query(replace(match, either=tuple(either))).replace(_FOLLOWED_BY, " & "))

    def fits(self, keys: list[int], match: Match) -> dict[int, list[float]]:
        columns, values = [], []
        clauses = match.words()
        for clause in clauses:
            parts = clause.weighed()
            for part, factor in parts:  # the server divides by the number of lexemes
                number = len(part.near) + len(part.phrase)
                values += [clause.weight * factor * number, _near(part)]
            columns.append(" + ".join([_RANK] * len(parts)))
        columns.append(f"ts_rank_cd('{_WEIGHTS}', words, %s::tsquery, {_BY_LENGTH})")
        values.append(" & ".join(f"({_near(clause)})" for clause in clauses))
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT id, {', '.join(columns)} FROM ({_OPENED}) AS opened", [*values, keys])  # noqa: S608
            return {key: fits for key, *fits in cursor.fetchall()}

    @contextmanager
    def asked(self) -> Iterator[None]:
        """See `Store`. The server takes opening a vector for cheap, and would open those of a whole table."""
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)"
                )
            yield

    def size(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_total_relation_size('search_entry')")
            return cursor.fetchone()[0]


def vector(analysed: Analysed, weights: str = "ABCD") -> str:
    """Return words as a vector is written: 'ukmerge':1A '.ukmerg':1A '#language:lt'; only as many as it holds."""
    places = defaultdict(list)
    place = taken = 0
    for weight, words in analysed.lines:
        if weight not in weights:
            continue
        for form, stem in words:
            place = min(place + 1, _LAST_PLACE)
            where = f"{place}{weight}"
            for lexeme in (form, STEM + stem):
                found = places[lexeme]
                if taken < _ROOM and len(found) < _MOST_PLACES:
                    taken += 2 if found else len(lexeme.encode()) + 5
                    found.append(where)
        place += _GAP
    written = [f"{_quoted(lexeme)}:{','.join(found)}" for lexeme, found in places.items() if found]
    return " ".join(written + [_quoted(MARK + mark) for mark in analysed.marks])


def query(match: Match) -> str:
    """Return what is looked for as a query is written."""
    either = []
    for wanted in match.either:
        ways = (" & ".join(f"({_clause(clause)})" for clause in way) for way in wanted.ways(match.least))
        clauses = " | ".join(f"({way})" for way in ways)
        parts = [f"({clauses})", *(f"!({_near(clause)})" for clause in wanted.unwanted), _mark(wanted.mark)]
        either.append(f"({' & '.join(parts)})")
    years = [_any(f"{MARK}year:{year}" for year in match.years)] if match.years else []
    return " & ".join([f"({each})" for each in (" | ".join(either), *years)] + [*map(_mark, match.marks)])


def _mark(mark: str) -> str:
    return _quoted(MARK + mark)


def _clause(clause: Clause) -> str:
    return " | ".join(filter(None, (_near(clause), _any(clause.far))))


def _near(clause: Clause) -> str:
    phrase = _FOLLOWED_BY.join(_quoted(form) for form in clause.phrase)
    return " | ".join(filter(None, (phrase and f"({phrase})", _any(clause.near))))


def _any(lexemes: Iterable[str]) -> str:
    return " | ".join(_quoted(lexeme) for lexeme in lexemes)


def _quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"
