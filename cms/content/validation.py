"""What models and blocks themselves find wrong, told at the line of the package it comes from."""

from collections.abc import Iterator

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from wagtail.fields import StreamField

from cms.content.package import Place
from cms.content.report import Problems


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
