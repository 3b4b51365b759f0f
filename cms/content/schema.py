"""Checks the shape of files against `schema.json` (JSON Schema 2020-12)."""

import json
from functools import cache
from pathlib import Path

from jsonschema import Draft202012Validator

from cms.content.package import Document, Place
from cms.content.report import Problems


@cache
def _validator(kind: str) -> Draft202012Validator:
    schema = json.loads(Path(__file__).with_name("schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator({"$defs": schema["$defs"], "$ref": f"#/$defs/{kind}"})


def check_shape(document: Document, kind: str, problems: Problems) -> bool:
    """Tell whether a document has the shape of its kind; note each place where it has not."""
    errors = list(_validator(kind).iter_errors(document.data))
    for error in errors:
        place = Place(document, tuple(error.absolute_path))
        unknown = _unknown_key(error)
        problems.add(place / unknown if unknown else place, _reason(error, unknown))
    return not errors


def _unknown_key(error) -> str | None:
    if error.validator != "additionalProperties":
        return None
    known = error.schema.get("properties", {})
    return next(name for name in error.instance if name not in known)


def _reason(error, unknown: str | None) -> str:
    """Return what is wrong, without repeating a long text back."""
    if unknown:
        return f"“{unknown}” is not known here; known are: {', '.join(sorted(error.schema['properties']))}."
    if error.validator == "required":
        missing = [name for name in error.validator_value if name not in error.instance]
        return f"Missing: {', '.join(missing)}."
    if error.validator == "const":
        return f"Must be “{error.validator_value}”."
    if error.validator == "pattern":
        return f"“{str(error.instance)[:60]}” is not written as it must be ({error.validator_value})."
    if error.validator == "type":
        wanted = error.validator_value
        return f"Must be {wanted if isinstance(wanted, str) else ' or '.join(wanted)}."
    return error.message if len(error.message) < 200 else f"Breaks the rule “{error.validator}”."
