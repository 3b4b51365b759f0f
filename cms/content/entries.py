"""What stands in a package: pages, records and files, each with its place."""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail.models import COMMENTS_RELATION_NAME, Page, TranslatableMixin

from cms.content.package import Document, Place
from cms.content.references import Declared, References, key_for, kind_of

#: What stands beside `fields` in a page's file, rows aside.
PAGE_KEYS = {"id", "key", "type", "parent", "source", "first_published_at", "live", "fields", "translations"}
#: What stands beside the texts of a language.
LANGUAGE_KEYS = ("live", "first_published_at", "outdated")


@dataclass
class Texts:
    """The texts of one language: field values (empty where not translated), rows, and where they stand.

    `partial` has rich texts of which only some pieces are translated, by path.

    `old` has the fields and rows whose source has changed since, as they were; None where nothing has.
    """

    place: Place
    live: bool = True
    first_published_at: dt.datetime | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, list[dict]] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    partial: dict[str, list] = field(default_factory=dict)
    old_fields: dict[str, Any] | None = None
    old_rows: dict[str, list[dict]] = field(default_factory=dict)
    old_paths: set[str] = field(default_factory=set)


@dataclass
class Entry:
    """A page or a record of a package."""

    name: str
    model: type[models.Model]
    source: str
    place: Place
    key: uuid.UUID
    parent: str | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, list[dict]] = field(default_factory=dict)
    texts: dict[str, Texts] = field(default_factory=dict)
    live: bool = True
    first_published_at: dt.datetime | None = None

    @property
    def is_page(self) -> bool:
        """Whether it is a page; else it is a record."""
        return issubclass(self.model, Page)

    @property
    def languages(self) -> set[str]:
        """The languages it has texts in."""
        return {self.source, *self.texts}


@dataclass(frozen=True)
class Relation:
    """Rows that hang on a page, as its topics: their name in packages and the field that a bare id is for."""

    name: str
    accessor: str
    model: type[models.Model]
    parent: str
    short: str | None


def relations_of(model: type[models.Model]) -> dict[str, Relation]:
    """Return the rows that hang on a page type, by their name in packages (`topic_links` is `topics`)."""
    if not issubclass(model, Page):
        return {}
    found = {}
    for relation in get_all_child_relations(model):
        accessor, row = relation.get_accessor_name(), relation.related_model
        if accessor == COMMENTS_RELATION_NAME or not issubclass(row, TranslatableMixin):
            continue
        name = accessor.removesuffix("_links") + "s" if accessor.endswith("_links") else accessor
        keys = [
            item.name
            for item in row._meta.concrete_fields
            if isinstance(item, models.ForeignKey) and item.editable and item.name != relation.field.name
        ]
        short = keys[0] if len(keys) == 1 else None
        found[name] = Relation(name, accessor, row, relation.field.name, short)
    return found


def collect(documents: dict[str, list[Document]], references: References) -> list[Entry]:
    """Return the pages and records of a package, and declare their ids."""
    entries = []
    for document in documents.get("records", []):
        model = _model(Place(document) / "type", references)
        for index, data in enumerate(document.data["records"] or []) if model else ():
            entries.append(_entry(model, data, Place(document, ("records", index)), references))
    for document in documents.get("page", []):
        model = _model(Place(document) / "type", references, page=True)
        if model:
            entries.append(_entry(model, document.data, Place(document), references))
    return entries


def _entry(model: type[models.Model], data: dict, place: Place, references: References) -> Entry:
    kind = kind_of(model)
    key = uuid.UUID(data["key"]) if data.get("key") else key_for(kind, data["id"])
    entry = Entry(data["id"], model, data["source"], place, key, parent=data.get("parent"))
    entry.live = data.get("live", True)
    for language, texts in (data.get("translations") or {}).items():
        here = place / "translations" / language
        if language == entry.source:
            references.problems.add(here, "This is the source language: its texts stand in `fields`.")
        else:
            entry.texts[language] = Texts(here, live=(texts or {}).get("live", True))
    references.declare(kind, entry.name, Declared(key, place, model, entry.source, entry.languages))
    return entry


def record_models() -> dict[str, type[models.Model]]:
    """Return the record types by their name in packages."""
    from cms.models import SiteTexts
    from cms.models.records import Record

    found = [model for model in apps.get_models() if issubclass(model, Record)]
    return {model._meta.label: model for model in [*found, SiteTexts]}


def page_models() -> dict[str, type[models.Model]]:
    """Return the page types by their name in packages."""
    from cms.models import BasePage

    return {model._meta.label: model for model in apps.get_models() if issubclass(model, BasePage)}


def _model(place: Place, references: References, *, page: bool = False) -> type[models.Model] | None:
    known = page_models() if page else record_models()
    if place.value in known:
        return known[place.value]
    kind = "type of page" if page else "type of record"
    references.problems.add(
        place, f"There is no {kind} “{place.value}”; there are: {', '.join(sorted(known))}."
    )
    return None
