"""Which pages show a record: persons, organisations, contacts, topics, projects, recordings."""

from collections.abc import Mapping
from typing import Final

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import Page, ReferenceIndex

from cms.models import Contact, MediaItem, Organisation, Person, PoliticalGroup, Project, Topic

RECORDS: Final = (Contact, MediaItem, Organisation, Person, PoliticalGroup, Project, Topic)
#: Those that pages show along with what belongs to them, as a person's organisation.
_BETWEEN: Final = (Contact, Person, Project)


def pages_showing(records: Mapping[type[Model], set[int]]) -> set[int]:
    """Return the keys of the pages that show records, by themselves or along with others; two queries a type.

    Translated records stand on the pages of their language.
    """
    wanted = {model: set(keys) for model, keys in records.items()}
    found: set[int] = set()
    for model, keys in records.items():
        for kind, key in _referring(model, keys, *_BETWEEN):
            wanted.setdefault(kind, set()).add(key)
    for model, keys in wanted.items():
        found |= {key for _kind, key in _referring(model, keys, Page)}
    return found


def _referring(model: type[Model], keys: set[int], *models: type[Model]) -> set[tuple[type[Model], int]]:
    """Return what points at records, by Wagtail's index of references: rows that hang on a page count as the page."""
    kinds = {ContentType.objects.get_for_model(each).pk: each for each in models}
    rows = ReferenceIndex.objects.filter(
        base_content_type__in=kinds,
        to_content_type=ContentType.objects.get_for_model(model),
        to_object_id__in=[str(key) for key in keys],
    ).values_list("base_content_type", "object_id")
    return {(kinds[kind], int(key)) for kind, key in rows}
