"""What is found now, and in how many entries each word stands: as it was counted, and counted from scratch."""

from collections import Counter

from search.analysis import tokens
from search.finding import Search, find
from search.models import Entry, Term
from search.questions import ask


def found(words: str, language: str = "en") -> list[tuple[str, str]]:
    """Return what these very words find: kind and key."""
    results = find(Search(ask(words), (language,)))
    if results.instead or results.is_some:
        return []
    entries = Entry.objects.in_bulk(results.keys)
    return [(entries[key].kind, entries[key].key) for key in results.keys]


def counted() -> dict[tuple[str, str, str], int]:
    """Return in how many entries each word stands, as it was counted."""
    rows = Term.objects.exclude(entries=0).values_list("language", "form", "stem", "entries")
    return {(language, form, stem): entries for language, form, stem, entries in rows}


def recounted() -> dict[tuple[str, str, str], int]:
    """Count it from scratch."""
    found: Counter = Counter()
    for entry in Entry.objects.all():
        said = "\n".join((entry.title, entry.summary, entry.text))
        found.update({(entry.language, each.form, each.stem) for each in tokens(said, entry.language)})
    return dict(found)
