"""Writing down what pages say, so that they are found; forgetting what is gone.

A page is read after it was published, in a transaction of its own: whatever is wrong with it, it is published. What
could not be read waits for the worker (`search_due`).
"""

import hashlib
import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import QuerySet
from wagtail.models import Page

from search import sources
from search.batches import in_batches
from search.counting import (
    Words,
    add_forms,
    count,
    count_anew,
    forget_unused_words,
    forms_of,
    is_counted,
    words_of,
)
from search.matching import Analysed
from search.models import Entry, Term, Waiting
from search.reading import Reading
from search.stores import store

logger = logging.getLogger(__name__)
#: How many pages a pass writes at once.
BATCH: Final = 100
#: Raised when what is written changes its form: everything is written anew by the next pass.
_FORM: Final = 1
_FIELDS: Final = ["language", "title", "summary", "text", "day", "closes_at", "marks", "digest", "generation"]
Tell = Callable[[int, int], Any]


def write_page(key: int) -> None:
    """Write down a page with all that stands on it, or forget it; an error is told to the log, and it waits."""
    try:
        with transaction.atomic():
            write_pages([key])
            _waited([key])
    except Exception:
        logger.exception("page %s could not be written down for the search", key)
        wait_for(key)


def write_together(keys: Iterable[int]) -> None:
    """Write down pages that were changed in one transaction."""
    for some in in_batches(keys, BATCH):
        if len(some) == 1:
            write_page(some[0])
        elif _write_some(some, new_generation()):
            _waited(some)


def _waited(keys: Iterable[int]) -> None:
    """Let pages wait no more, but those of which a search server has not got all words (`search.stores.wagtail`)."""
    Waiting.objects.filter(page__in=keys).exclude(
        page__in=Entry.objects.filter(digest="").values("page")
    ).delete()


def wait_for(*keys: int) -> None:
    """Remember that pages are to be written down by the worker."""
    there = Page.objects.filter(pk__in=keys).values_list("pk", flat=True)
    Waiting.objects.bulk_create([Waiting(page_id=key) for key in there], ignore_conflicts=True)


def write_pages(keys: Iterable[int], generation: int | None = None, *, anew: bool = False) -> int:
    """Write down pages, and return how many entries are new or have changed; `anew` writes those that have not too.

    Pages that are not published, or not there, are forgotten.
    """
    keys = list(keys)
    readings = [each for key in keys for each in sources.of_page(key)]
    return _replace(Entry.objects.filter(page__in=keys), readings, generation or new_generation(), anew=anew)


def write_offered(kind: str, keys: Iterable[str]) -> int:
    """Write down what a feature offers with certain keys, wherever it stands, and forget what it offers no more.

    The pages themselves are not read. Return how many entries are new or have changed.
    """
    keys = list(keys)
    there = Entry.objects.filter(kind=kind, key__in=keys)
    return _replace(there, sources.of_offer(kind, keys), new_generation())


def _replace(
    there: QuerySet[Entry], readings: Iterable[sources.Found], generation: int, *, anew: bool = False
) -> int:
    """Write down readings in place of the entries that are there."""
    found = {each.identity: each for each in readings}
    known = {(entry.kind, entry.key, entry.page_id, entry.language): entry for entry in there}
    forget(entry for identity, entry in known.items() if identity not in found)
    changed = [
        (known.get(identity), each)
        for identity, each in found.items()
        if anew or identity not in known or known[identity].digest != digest_of(each)
    ]
    kept = [known[identity].pk for identity in found if identity in known]
    Entry.objects.filter(pk__in=kept).update(generation=generation)
    write_found(changed, generation)
    return len(changed)


def forget(entries: Iterable[Entry]) -> None:
    """Forget entries with their words."""
    entries = list(entries)
    if entries:
        Entry.objects.filter(pk__in=[entry.pk for entry in entries]).delete()
        forget_words(entries)


def forget_words(entries: Iterable[Entry]) -> None:
    """Note that the words of entries that are gone stand there no more."""
    count({}, forms_of(entries))


def rebuild(tell: Tell = lambda done, total: None, *, from_scratch: bool = False) -> int:
    """Look through all published pages, and return how many there are. Searching goes on meanwhile.

    What has not changed stays; `from_scratch` writes all anew. What was not met in the end is forgotten: pages that
    are gone, whose words would only take room.
    """
    generation = new_generation()
    keys = list(sources.published().order_by("pk").values_list("pk", flat=True))
    done = 0
    for some in in_batches(keys, BATCH):
        _write_some(some, generation, anew=from_scratch)
        done += len(some)
        tell(done, len(keys))
    for some in in_batches(Entry.objects.filter(generation__lt=generation).iterator(), BATCH):
        with transaction.atomic():
            forget(some)
    if from_scratch or not is_counted():
        count_anew()
    forget_unused_words()
    return len(keys)


def _write_some(keys: Iterable[int], generation: int, *, anew: bool = False) -> bool:
    """Write pages together; where one of them fails, each by itself, so that the others are found, and say no."""
    try:
        with transaction.atomic():
            write_pages(keys, generation, anew=anew)
            return True
    except Exception:
        logger.exception("pages could not be written down together")
        for key in keys:
            write_page(key)
        return False


def write_waiting() -> int:
    """Write down the pages that wait, and return how many still do."""
    for key in list(Waiting.objects.order_by("tries", "pk").values_list("pk", flat=True)[:1000]):
        with transaction.atomic():
            rows = Waiting.objects.filter(pk=key)
            if connection.features.has_select_for_update_skip_locked:
                rows = rows.select_for_update(skip_locked=True)
            if waiting := rows.first():  # else another worker has it, or has done it
                rows.update(tries=waiting.tries + 1)
                write_page(waiting.page_id)
    return Waiting.objects.count()


def new_generation() -> int:
    """Return the number of a pass: greater than those of all before it (milliseconds)."""
    return time.time_ns() // 1_000_000


def digest_of(found: sources.Found) -> str:
    """Return what tells an entry from what it was before."""
    reading = found.reading
    parts = (_FORM, reading.lines(), reading.day, reading.closes_at, found.marks)
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def analysed(
    reading: Reading, language: str, marks: Iterable[str], known: dict[str, Words] | None = None
) -> Analysed:
    """Return the words of a reading as the index keeps them; `known` are lines that are analysed already."""
    known = {} if known is None else known
    lines = ((weight, words_of(line, language, known)) for weight, line in reading.lines())
    return Analysed(tuple((weight, words) for weight, words in lines if words), tuple(marks))


def analysed_again(entry: Entry) -> Analysed:
    """Return the words of an entry, read from its page; none where it is not to be found any more."""
    identity = (entry.kind, entry.key, entry.page_id, entry.language)
    for found in sources.of_page(entry.page_id):
        if found.identity == identity:
            return analysed(found.reading, entry.language, found.marks)
    return Analysed((), ())


def write_found(changed: list[tuple[Entry | None, sources.Found]], generation: int) -> None:
    """Write entries: new ones, and such as say something else now."""
    old = [entry for entry, found in changed if entry]
    rows, before, after = [], Counter(), Counter()
    for entry, found in changed:
        reading = found.reading
        known: dict[str, Words] = {}  # most lines are as they were
        if entry:
            add_forms(before, entry, known)
        kind, key, page, language = found.identity
        entry = entry or Entry(kind=kind, key=key, page_id=page, language=language)
        entry.title, entry.summary = reading.title, reading.summary
        entry.text = "\n".join(line for weight, line in reading.lines() if weight in "CD")
        entry.day, entry.closes_at, entry.marks = reading.day, reading.closes_at, " ".join(found.marks)
        entry.digest, entry.generation = digest_of(found), generation
        words = analysed(reading, language, found.marks, known)
        rows.append((entry, words))
        forms = {pair for weight, pairs in words.lines for pair in pairs}
        after.update((language, form, stem) for form, stem in forms)
        after[language, Term.EVERY, Term.EVERY] += 1
    Entry.objects.bulk_create(entry for entry, words in rows if entry.pk is None)
    Entry.objects.bulk_update(old, _FIELDS, batch_size=BATCH)
    store().write([(entry.pk, words) for entry, words in rows])
    count(after, before)
