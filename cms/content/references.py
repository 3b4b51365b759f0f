"""Who is meant by an id: from a package's ids to keys that stay the same, and to rows of this database."""

import uuid
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import models
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, TranslatableMixin

from cms.content.package import Place
from cms.content.report import Problems

#: The same for every installation, for ever: what a package means must not depend on where it is loaded.
NAMESPACE: Final = uuid.UUID("5d3c7f5e-9a0b-5c1e-8f43-3a8f1c6b7e21")


def key_for(kind: str, name: str) -> uuid.UUID:
    """Return the key of the thing of a kind with an id."""
    return uuid.uuid5(NAMESPACE, f"{kind}:{name}")


def kind_of(model: type[models.Model]) -> str:
    """Return the kind that ids of a model's rows belong to: page, image, document or the record's type."""
    if issubclass(model, Page):
        return "page"
    if issubclass(model, get_image_model()):
        return "image"
    if issubclass(model, get_document_model()):
        return "document"
    return model._meta.label


@dataclass(frozen=True)
class Reference:
    """Something meant by its id; its row may not exist yet."""

    kind: str
    name: str


@dataclass
class Declared:
    """Something a package holds: its key, where it stands, and the rows it has by language ("" for files)."""

    key: uuid.UUID
    place: Place | None
    model: type[models.Model]
    source: str = ""
    languages: set[str] = field(default_factory=set)
    rows: dict[str, Any] = field(default_factory=dict)


class References:
    """Everything that can be meant by an id: what the package holds, and what the database has already."""

    def __init__(self, problems: Problems):
        self.problems = problems
        self._declared: dict[tuple[str, str], Declared] = {}
        self._keys: dict[uuid.UUID, Place] = {}
        self._in_database: dict[tuple[str, str], Declared | None] = {}

    def declare(self, kind: str, name: str, declared: Declared) -> None:
        """Add something the package holds; an id or a key that stands twice is a problem."""
        place = declared.place
        if (kind, name) in self._declared:
            first = self._declared[kind, name].place
            self.problems.add(
                place / "id", f"The id “{name}” stands twice; first in {first.file}:{first.line}."
            )
            return
        if declared.key in self._keys:
            first = self._keys[declared.key]
            self.problems.add(place / "key", f"The key stands twice; first in {first.file}:{first.line}.")
        self._keys[declared.key] = place
        self._declared[kind, name] = declared

    def find(self, kind: str, name: str) -> Declared | None:
        """Return what an id means, None where neither the package nor the database has it."""
        if (kind, name) in self._declared:
            return self._declared[kind, name]
        if (kind, name) not in self._in_database:
            self._in_database[kind, name] = _from_database(kind, key_for(kind, name))
        return self._in_database[kind, name]

    def check(self, reference: Reference, place: Place, model: type[models.Model] | None = None) -> bool:
        """Tell whether a reference leads somewhere, and to a row of `model`; note a problem if not."""
        found = self.find(reference.kind, reference.name)
        if found is None:
            self.problems.add(place, f"There is no {reference.kind} with the id “{reference.name}”.")
        elif model is not None and not issubclass(found.model, model):
            self.problems.add(
                place, f"“{reference.name}” is a {found.model._meta.label}, not a {model._meta.label}."
            )
        else:
            return True
        return False

    def row(self, reference: Reference, language: str) -> Any:
        """Return the primary key of the row meant.

        A record is taken in `language` where it has a row in it; a page always in its own source language, so
        that it does not matter which of its translations exist yet: the site shows the reader's language.
        """
        found = self.find(reference.kind, reference.name)
        if reference.kind != "page" and language in found.rows:
            return found.rows[language]
        return found.rows.get(found.source) or next(iter(found.rows.values()), None)


def _from_database(kind: str, key: uuid.UUID) -> Declared | None:
    """Return what the database has under a key."""
    if kind in ("image", "document"):
        model = get_image_model() if kind == "image" else get_document_model()
        row = model.objects.filter(key=key).first()
        return Declared(key, None, model, rows={"": row.pk}) if row else None
    model = Page if kind == "page" else _model_of(kind)
    if not issubclass(model, TranslatableMixin):
        return None
    rows = list(model.objects.filter(translation_key=key).select_related("locale").order_by("pk"))
    if not rows:
        return None
    by_language = {row.locale.language_code: row.pk for row in rows}
    specific = rows[0].specific_class if kind == "page" else model
    source = source_language(key) or rows[0].locale.language_code
    return Declared(key, None, specific, source, set(by_language), by_language)


def source_language(key: uuid.UUID) -> str | None:
    """Return the language that a page or record is translated from; None where it is not translated."""
    from wagtail_localize.models import TranslationSource

    codes = TranslationSource.objects.filter(object_id=key).order_by("pk")
    return codes.values_list("locale__language_code", flat=True).first()


def _model_of(label: str) -> type[models.Model]:
    from django.apps import apps

    return apps.get_model(label)


def resolve(value: Any, references: References, language: str) -> Any:
    """Return a value with every reference in it replaced by the key of its row."""
    if isinstance(value, Reference):
        return references.row(value, language)
    if isinstance(value, dict):
        return {name: resolve(part, references, language) for name, part in value.items()}
    if isinstance(value, list):
        return [resolve(part, references, language) for part in value]
    if hasattr(value, "with_rows"):
        return value.with_rows(lambda reference: references.row(reference, language))
    return value
