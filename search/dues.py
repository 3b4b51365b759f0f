"""What a transaction leaves to be written down: collected while it goes on, written once after its commit."""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import local
from typing import Any, Final

from django.db import connection, models, transaction

from cms.sitestate import one_state
from search import indexing, sources
from search.models import Entry
from search.records import pages_showing

logger = logging.getLogger(__name__)
#: Of what only stands on pages, or below them, so much is written at once; the worker writes what is more.
MOST_AT_ONCE: Final = 20

_current = local()


class Dues:
    """What one transaction has changed."""

    def __init__(self) -> None:
        self.pages: dict[int, None] = {}
        #: pages that show records which are gone
        self.shown: set[int] = set()
        self.records: defaultdict[type[models.Model], set[int]] = defaultdict(set)
        #: kind → keys
        self.offered: defaultdict[str, set[str]] = defaultdict(set)
        self.gone: list[Entry] = []
        self.hooks: list | None = None

    def write(self) -> None:
        """Write all of it down. What is wrong with one thing is told to the log, and keeps no other."""
        if self.gone:
            _try(indexing.forget_words, self.gone)
        indexing.write_together(self.pages)
        shown = sorted((self.shown | pages_showing(self.records)) - self.pages.keys())
        indexing.write_together(shown[:MOST_AT_ONCE])
        indexing.wait_for(*shown[MOST_AT_ONCE:])
        for kind, keys in self.offered.items():
            if len(keys) > MOST_AT_ONCE or not _try(indexing.write_offered, kind, keys):
                pages = sources.pages_offering(kind).exclude(pk__in=self.pages)
                indexing.wait_for(*pages.values_list("pk", flat=True))


def _try(write: Callable, *what: Any) -> bool:
    """Tell whether something was written; an error is told to the log."""
    try:
        with transaction.atomic():
            write(*what)
            return True
    except Exception:
        logger.exception("a change could not be written down for the search")
        return False


@contextmanager
def dues() -> Iterator[Dues]:
    """Give what the running transaction leaves to be written down; without one, it is written when the block ends."""
    hooks = connection.run_on_commit
    found = getattr(_current, "dues", None)
    if found is None or not (found.hooks is hooks or any(hook is _write for _ids, hook, _robust in hooks)):
        found = _current.dues = Dues()  # what was there was rolled back
    found.hooks = hooks
    yield found
    transaction.on_commit(_write, robust=True)


def _write() -> None:
    """Write down what the transaction has left: the first call after the commit does it."""
    found, _current.dues = getattr(_current, "dues", None), None
    if found:
        with one_state():  # the running request may know the site as it was before
            found.write()
