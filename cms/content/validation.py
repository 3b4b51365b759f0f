"""What models and blocks themselves find wrong, told at the line of the package it comes from."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from wagtail.fields import StreamField

from cms.content.package import Place
from cms.content.report import Problems

#: What foreign keys were found to lead to inside `keys_checked_once`: (model, value).
_found: ContextVar[set[tuple] | None] = ContextVar("content_found_keys", default=None)
_validate = models.ForeignKey.validate


def _validate_once(self, value, model_instance) -> None:
    found, model = _found.get(), self.remote_field.model
    if found is None or value is None or self.get_limit_choices_to():
        _validate(self, value, model_instance)
    elif (model, value) in found:
        models.Field.validate(self, value, model_instance)
    else:
        _validate(self, value, model_instance)
        found.add((model, value))


@contextmanager
def keys_checked_once() -> Iterator[None]:
    """Ask the database only once whether a row is there; nothing that is pointed at may be deleted inside.

    A page is checked several times on its way to publication, and so is each entry of its log.
    """
    models.ForeignKey.validate = _validate_once
    token = _found.set(set())
    try:
        yield
    finally:
        _found.reset(token)


def is_valid(instance: models.Model, place: Place, problems: Problems) -> bool:
    """Tell whether a row is valid, blocks included; note what is wrong at the fields below `place`."""
    errors: dict[str, ValidationError] = {}
    try:
        instance.full_clean()
    except ValidationError as error:
        errors = _by_field(error)
    for field in instance._meta.concrete_fields:
        if isinstance(field, StreamField) and field.name not in errors:
            try:
                field.stream_block.clean(getattr(instance, field.name))
            except ValidationError as error:
                errors[field.name] = error
    for name, error in errors.items():
        note(error, place if name == NON_FIELD_ERRORS else place / name, problems)
    return not errors


def _by_field(error: ValidationError) -> dict[str, ValidationError]:
    """Return the errors of a form or model by field; a stream's own error keeps what it says of its blocks."""
    found = {}
    for name, errors in getattr(error, "error_dict", {NON_FIELD_ERRORS: [error]}).items():
        nested = next((item for item in errors if hasattr(item, "block_errors")), None)
        found[name] = nested or ValidationError(errors)
    return found


def note(error: ValidationError, place: Place, problems: Problems) -> None:
    """Note an error at the block it belongs to."""
    for where, message in _messages(error, place):
        problems.add(where, message)


def _messages(error: ValidationError, place: Place) -> Iterator[tuple[Place, str]]:
    if hasattr(error, "block_errors"):
        for part, inner in (error.block_errors or {}).items():
            yield from _messages(inner, _inside(place, part))
        for message in getattr(error, "non_block_errors", []):
            yield place, str(message)
        return
    for message in error.messages:
        yield place, message


def _inside(place: Place, part: str | int) -> Place:
    """Return the place of a child block: a stream's block is written under its type."""
    here = place / part
    value = here.value
    if isinstance(part, int) and isinstance(value, dict):
        names = [name for name in value if name != "id"]
        if len(names) == 1 and isinstance(place.value, list) and _is_stream_item(value, names[0]):
            return here / names[0]
    return here


def _is_stream_item(value: dict, name: str) -> bool:
    return isinstance(value[name], dict | list | str) and set(value) <= {"id", name}
