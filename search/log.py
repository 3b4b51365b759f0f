"""What people look for, counted by day; of whoever looked for it nothing is kept (docs/editors.md)."""

import datetime as dt
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from search.models import Asked
from search.questions import LONGEST, Question

logger = logging.getLogger(__name__)
#: How long counts are kept (days).
KEPT: Final = 400
#: So many different words of a day and language are counted: nobody fills the database by asking.
MOST_A_DAY: Final = 5_000
#: How long a database that others write to is waited for (milliseconds).
_PATIENCE: Final = 50

_YEARS: Final = re.compile(r"\b(?:19|20)\d\d\b")
#: Telephone numbers, numbers of people and accounts: seven digits and more, with what stands between them.
_NUMBER: Final = re.compile(r"(?:\d[\s().+/\-–]*){7,}")
_MACHINE: Final = re.compile(r"://|\bwww\.|\b\d{1,3}(?:\.\d{1,3}){3}\b|[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){3,}")
_HOUSE: Final = re.compile(r"\b\d{1,4}\s?\w?\b")
#: Streets, squares and avenues, as they stand in addresses in the languages of the Union and in Ukrainian.
_STREETS: Final = re.compile(
    r"(?:\b(?:street|road|avenue|lane|gatvė|gatve|iela|вулиця|вулиці|вул|улица|ul|ulica|ulice|ulici|ulitsa|rue|via|piazza"
    r"|calle|rua|strada|str|utca|út|tänav|maantee|katu|gade|triq|sráid|οδός|al|aleja|pr|prospektas|náměstí|g)\b"
    r"|(?:straße|strasse|straat|gatan|vej|katu|platz|laan)\b)"
)


def note(question: Question, language: str, found: int) -> None:
    """Count that something was looked for, and how much was found; whatever goes wrong, nobody is kept from searching.

    Call it for first pages without filters: what is paged and narrowed down has been counted. One statement, in a
    transaction of its own.
    """
    words = " ".join(question.text.lower().split())[:LONGEST].strip()
    if not question.wanted or is_personal(words):
        return
    try:
        with _impatient(), transaction.atomic(), connection.cursor() as cursor:
            day = timezone.localdate()
            cursor.execute(
                "INSERT INTO search_asked (day, language, words, times, found)"
                " SELECT %s, %s, %s, 1, %s WHERE"
                " (SELECT COUNT(*) FROM search_asked WHERE day = %s AND language = %s) < %s"
                " OR EXISTS (SELECT 1 FROM search_asked WHERE day = %s AND language = %s AND words = %s)"
                " ON CONFLICT (day, language, words)"
                " DO UPDATE SET times = search_asked.times + 1, found = excluded.found",
                [
                    *(day.isoformat(), language, words, found),
                    *(day.isoformat(), language, MOST_A_DAY),
                    *(day.isoformat(), language, words),
                ],
            )
    except DatabaseError as error:
        logger.debug("a search was not counted: %s", error)


def is_personal(words: str) -> bool:
    """Tell whether words in small letters look as if they told of a person: an address, a long number."""
    without_years = _YEARS.sub(" ", words)
    return (
        "@" in words
        or bool(_NUMBER.search(_YEARS.sub("y", words)))
        or bool(_MACHINE.search(words))
        or bool(_STREETS.search(without_years) and _HOUSE.search(without_years))
    )


def tidy_log() -> int:
    """Forget counts that are older than `KEPT` days, and return how many there were."""
    return Asked.objects.filter(day__lt=timezone.localdate() - dt.timedelta(days=KEPT)).delete()[0]


@contextmanager
def _impatient() -> Iterator[None]:
    """Give up soon where writers queue for the whole database, in SQLite; a row of PostgreSQL is free at once."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    execute = connection.connection.execute
    patience = execute("PRAGMA busy_timeout").fetchone()[0]
    execute(f"PRAGMA busy_timeout = {_PATIENCE}")
    try:
        yield
    finally:
        execute(f"PRAGMA busy_timeout = {patience}")
