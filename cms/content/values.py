"""Model fields: from the plain values of a package to what is stored, and back."""

import datetime as dt
import json
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from taggit.managers import TaggableManager
from wagtail.fields import RichTextField, StreamField

from cms.content import moments
from cms.content.package import Place
from cms.content.references import Reference, References, kind_of
from cms.content.report import Problems
from cms.content.richtext import read_markup, tidy

#: Fields of a page that say how it is kept, not what it says.
NOT_CONTENT = {"owner", "content_type", "go_live_at", "expire_at", "first_published_at", "locale"} | {
    "path",
    "depth",
    "numchild",
}
#: What strings are stripped of: white space of the file, never no-break spaces, which are typography.
_SPACES = " \t\r\n"


@dataclass
class Reading:
    """What the values of one page or record are read with.

    `stored` has what is stored now by path (`start_at`, `agenda.<block id>.day`), for values that are fixed at the
    first load; `today` is the day that relative values of it are counted from.
    """

    references: References
    key: uuid.UUID
    today: dt.date
    zone: str
    stored: Mapping[str, Any] = field(default_factory=dict)
    block_ids: dict[str, Place] = field(default_factory=dict)

    @property
    def problems(self) -> Problems:
        """Where problems are noted."""
        return self.references.problems


def content_fields(model: type[models.Model]) -> dict[str, models.Field]:
    """Return the fields of a model that a package may hold, by name."""
    return {
        field.name: field
        for field in model._meta.concrete_fields
        if field.editable
        and not field.primary_key
        and field.name not in NOT_CONTENT
        and not (field.remote_field and getattr(field.remote_field, "parent_link", False))
        and not isinstance(field, TaggableManager)
    }


def read_fields(
    fields: dict[str, models.Field], place: Place, reading: Reading, *, extra: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Return what is to be stored in each field, references not yet resolved; note what is wrong.

    A field that is left out gets its default. A default that is computed, as today's date, counts as relative.
    """
    given = place.value
    if not isinstance(given, dict):
        reading.problems.add(place, "Must be a mapping of fields.")
        return {}
    for name in given:
        if name not in fields and name not in extra:
            reading.problems.add(place / name, f"There is no field “{name}”.")
    values: dict[str, Any] = {}
    for name, field_ in fields.items():
        if given.get(name) is not None:
            values[name] = read_field(field_, given[name], place / name, reading)
            check_field(field_, values[name], place / name, reading)
        elif callable(field_.default) and name in reading.stored and not isinstance(field_, StreamField):
            values[name] = reading.stored[name]
        else:
            values[name] = _default(field_, place, reading)
    return values


def check_field(field_: models.Field, value: Any, place: Place, reading: Reading) -> None:
    """Note what a model field finds wrong with a value of its own: length, choice, form of an address."""
    if value in (None, "") or isinstance(field_, StreamField | RichTextField | models.ForeignKey):
        return
    try:
        field_.clean(value, None)
    except ValidationError as error:
        for message in error.messages:
            reading.problems.add(place, message)


def _default(field_: models.Field, place: Place, reading: Reading) -> Any:
    if isinstance(field_, StreamField):
        return []
    needed = not field_.has_default() and not field_.blank and not field_.null
    if needed and field_.name != "slug":
        reading.problems.add(place, f"The field “{field_.name}” is missing.")
    return field_.get_default()


def read_field(field_: models.Field, plain: Any, place: Place, reading: Reading) -> Any:
    """Return one field's value to be stored; note a problem where it is not of the field's kind."""
    from cms.content.streams import read_stream

    if isinstance(field_, StreamField):
        return read_stream(field_.stream_block, plain, place, reading, field_.name)
    if isinstance(field_, RichTextField):
        text = read_text(plain, place, reading)
        return read_markup(text, place, reading.references, field_.features)
    if isinstance(field_, models.ForeignKey):
        return read_reference(field_.related_model, plain, place, reading)
    if isinstance(field_, models.DateTimeField | models.DateField | models.TimeField | models.DurationField):
        return _read_moment(field_, plain, place, reading)
    if isinstance(field_, models.JSONField):
        return _read_json(plain, place, reading)
    for kind, wanted, name in _PLAIN:
        if isinstance(field_, kind):
            return read_typed(plain, wanted, name, place, reading)
    if isinstance(field_, models.CharField | models.TextField):
        return read_text(plain, place, reading)
    reading.problems.add(place, f"Packages cannot hold a {type(field_).__name__} yet.")
    return None


_PLAIN = [(models.BooleanField, bool, "true or false"), (models.IntegerField, int, "a whole number")]


def read_typed(plain: Any, wanted: type, name: str, place: Place, reading: Reading) -> Any:
    """Return a value that must be exactly of one type."""
    if type(plain) is wanted:
        return plain
    reading.problems.add(place, f"Must be {name}.")
    return None


def read_text(plain: Any, place: Place, reading: Reading) -> str:
    """Return text; a whole number may stand without quotation marks."""
    if isinstance(plain, str):
        return plain.strip(_SPACES)
    if type(plain) is int:
        return str(plain)
    reading.problems.add(place, "Must be text.")
    return ""


def read_reference(model: type[models.Model], plain: Any, place: Place, reading: Reading) -> Reference | None:
    """Return what an id refers to; None (with a problem noted) where it leads nowhere."""
    if not isinstance(plain, str) or not plain:
        reading.problems.add(place, "Must be an id.")
        return None
    reference = Reference(kind_of(model), plain)
    return reference if reading.references.check(reference, place, model) else None


def read_moment(read: Callable, plain: Any, place: Place, reading: Reading, path: str, *extra: Any) -> Any:
    """Return a date or time; a relative one is what is stored already, if anything is."""
    if moments.is_relative(plain) and reading.stored.get(path) is not None:
        return reading.stored[path]
    try:
        return read(plain, *extra)
    except ValueError as error:
        reading.problems.add(place, str(error))
        return None


def _read_moment(field_: models.Field, plain: Any, place: Place, reading: Reading) -> Any:
    if isinstance(field_, models.DateTimeField):
        return read_moment(
            moments.read_datetime, plain, place, reading, field_.name, reading.today, reading.zone
        )
    if isinstance(field_, models.DateField):
        return read_moment(moments.read_date, plain, place, reading, field_.name, reading.today)
    read = moments.read_time if isinstance(field_, models.TimeField) else moments.read_duration
    return read_moment(read, plain, place, reading, field_.name)


def _read_json(plain: Any, place: Place, reading: Reading) -> Any:
    if isinstance(plain, list):
        return [read_text(item, place / index, reading) for index, item in enumerate(plain)]
    reading.problems.add(place, "Must be a list.")
    return []


def stored_value(field_: models.Field, instance: models.Model) -> Any:
    """Return what is stored in a field, in the form that `read_fields` and `resolve` give."""
    value = field_.value_from_object(instance)
    if isinstance(field_, StreamField):
        from cms.content.streams import tidy_stream

        raw = field_.get_prep_value(value)
        return tidy_stream(field_.stream_block, json.loads(json.dumps(raw, cls=field_.json_field.encoder)))
    if isinstance(field_, RichTextField):
        return tidy(value or "")
    return value


def differing(instance: models.Model, values: Mapping[str, Any]) -> list[str]:
    """Return the names of the fields whose stored value is not the wanted one."""
    fields = content_fields(type(instance))
    return [name for name, wanted in values.items() if stored_value(fields[name], instance) != wanted]


def set_fields(instance: models.Model, values: Mapping[str, Any]) -> None:
    """Put resolved values into a row."""
    for name, value in values.items():
        field_ = instance._meta.get_field(name)
        setattr(instance, field_.attname, value)
