"""Where the words of entries are kept and looked for: the site's own database, or a server beside it."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from functools import cache
from typing import Protocol

from django.conf import settings
from django.db import connection, models

from search.matching import Analysed, Match


class Store(Protocol):
    """What a database must be able to do; keys are those of `search.models.Entry`."""

    def write(self, rows: Iterable[tuple[int, Analysed]]) -> None:
        """Keep the words of entries, in place of those that are there."""

    def remove(self, keys: Iterable[int]) -> None:
        """Forget the words of entries."""

    def matching(self, match: Match) -> models.Expression | models.Q:
        """Return the condition on entries that have what is looked for."""

    def roughly(self, match: Match) -> models.Expression | None:
        """Return a condition that all that matches fulfils, and that an index answers; None: `matching` is one."""

    def fits(self, keys: list[int], match: Match) -> dict[int, list[float]]:
        """Return how well entries fit each of `match.words()`, 0 where a word is missing; one query.

        Rare words weigh more. A last number says how near to each other the words stand.
        """

    def asked(self) -> AbstractContextManager[None]:
        """Have the database answer searches from its indexes while this is open."""

    def size(self) -> int:
        """Return how much room the words take (bytes)."""


@cache
def store() -> Store:
    """Return the store in use."""
    if not settings.SEARCH_URL:
        return database_store()
    from search.stores.wagtail import WagtailStore

    return WagtailStore(database_store())


def database_store() -> Store:
    """Return the store of the database in use."""
    if connection.vendor == "postgresql":
        from search.stores.postgres import PostgresStore

        return PostgresStore()
    from search.stores.sqlite import SQLiteStore

    return SQLiteStore()
