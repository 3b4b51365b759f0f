"""What is found now, and in how many entries each word stands: as it was counted, and counted from scratch."""

from collections import Counter
from typing import Any

from wagtail.blocks import StreamValue
from wagtail.models import Locale

from cms.models import Person
from home.models import StandardPage
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
        found[entry.language, Term.EVERY, Term.EVERY] += 1
    return dict(found)


def people(*persons: Person) -> StreamValue:
    """Return a text that shows people."""
    value = {"title": "", "people": [person.pk for person in persons]}
    return StandardPage.body.field.to_python([{"type": "people", "value": value}])


def make_person(name: str, **fields: Any) -> Person:
    """Make a person in English."""
    return Person.objects.create(name=name, locale=Locale.objects.get(language_code="en"), **fields)
