"""In how many entries each word stands: the vocabulary of what can be found (`search.models.Term`)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models import Count

from search.analysis import lexemes
from search.batches import in_batches
from search.models import Entry, Term

#: pairs of form and stem
Words = tuple[tuple[str, str], ...]


def words_of(line: str, language: str, known: dict[str, Words]) -> Words:
    """Return the words of a line; `known` are lines that are analysed already, and this one then."""
    if line not in known:
        known[line] = tuple(lexemes(line, language))
    return known[line]


def forms_of(entries: Iterable[Entry]) -> Counter:
    """Return in how many of the entries each word stands, as they were written."""
    found: Counter = Counter()
    for entry in entries:
        add_forms(found, entry, {})
    return found


def add_forms(found: Counter, entry: Entry, known: dict[str, Words]) -> None:
    """Add the words of an entry, as they were written, each once."""
    language, forms = entry.language, set()
    for line in (entry.title, entry.summary, *entry.text.split("\n")):
        forms.update(words_of(line, language, known))
    found.update((language, form, stem) for form, stem in forms)
    found[language, Term.EVERY, Term.EVERY] += 1


def count(after: Counter | dict, before: Counter | dict) -> None:
    """Note that words stand in more entries or in fewer: in one order, so that nobody waits for each other."""
    change = {term: after.get(term, 0) - before.get(term, 0) for term in {*after, *before}}
    rows = [(*term, term[1][::-1], number) for term, number in sorted(change.items()) if number]
    for some in in_batches(rows, 150):  # SQLite takes 999 values in older builds
        places = ", ".join(["(%s, %s, %s, %s, %s)"] * len(some))
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO search_term (language, form, stem, backwards, entries)"  # noqa: S608
                f" VALUES {places} ON CONFLICT (language, form, stem)"
                " DO UPDATE SET entries = search_term.entries + excluded.entries",
                [value for row in some for value in row],
            )


def forget_unused_words() -> None:
    """Forget words that stand nowhere any more."""
    Term.objects.filter(entries__lte=0).delete()


def count_anew() -> None:
    """Count in how many entries each word stands, as it is analysed now, language by language.

    The difference is added to what was counted before, both as of one moment: what is published meanwhile counts.
    """
    languages = {
        *Entry.objects.values_list("language", flat=True).distinct(),
        *Term.objects.values_list("language", flat=True).distinct(),
    }
    for language in sorted(languages):
        with _one_moment():
            terms = Term.objects.filter(language=language).values_list("language", "form", "stem", "entries")
            before = Counter({tuple(term): entries for *term, entries in terms.iterator()})
            entries = Entry.objects.filter(language=language).only("language", "title", "summary", "text")
            after = forms_of(entries.iterator(chunk_size=100))
        count(after, before)


@contextmanager
def _one_moment() -> Iterator[None]:
    """Let queries see the database as it was at the first of them, where it can, and holds up nobody."""
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def is_counted() -> bool:
    """Tell whether as many entries were counted as there are."""
    there = Counter(dict(Entry.objects.values_list("language").annotate(number=Count("pk"))))
    counted = Term.objects.filter(form=Term.EVERY).values_list("language", "entries")
    return there == Counter(dict(counted))
