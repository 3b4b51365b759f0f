"""StreamFields and rich text as the API has them, and the JSON Schema of that: both read from the same blocks."""

import re
from typing import Any

from django.db.models import Model
from wagtail import blocks
from wagtail.models import Page

from cms.pagelinks import readable_page
from cms.props import rich

REFERENCE: dict[str, Any] = {"anyOf": [{"$ref": "#/components/schemas/Reference"}, {"type": "null"}]}
#: Types of blocks whose value is no text.
_TYPES: dict[type[blocks.Block], dict[str, Any]] = {
    blocks.BooleanBlock: {"type": "boolean"},
    blocks.IntegerBlock: {"type": ["integer", "null"]},
    blocks.FloatBlock: {"type": ["number", "null"]},
    blocks.DecimalBlock: {"type": ["string", "null"]},
    blocks.MultipleChoiceBlock: {"type": "array", "items": {"type": "string"}},
    blocks.DateBlock: {"type": ["string", "null"], "format": "date"},
    blocks.TimeBlock: {"type": ["string", "null"]},
    blocks.DateTimeBlock: {"type": ["string", "null"], "format": "date-time"},
}
_OWN_ADDRESS = re.compile(r'(?<=\shref=")/(?!/)')


def reference(thing: Model | None) -> dict[str, Any] | None:
    """Return what a chooser has chosen: key, type and name; None for nothing, and for a page that is not public."""
    if isinstance(thing, Page):
        thing = readable_page(thing)
    if thing is None:
        return None
    kind = thing.cached_content_type.model_class() if isinstance(thing, Page) else type(thing)
    name = getattr(thing, "title", "") or getattr(thing, "name", "") or str(thing)
    return {"id": thing.pk, "type": kind._meta.label, "name": str(name)}


def html_of(source: Any, origin: str) -> str:
    """Return rich text as HTML, links to own pages absolute; `origin` is `https://www.example.org`."""
    return _OWN_ADDRESS.sub(f"{origin}/", str(rich(source)) if source else "")


def value_of(block: blocks.Block, value: Any, origin: str) -> Any:
    """Return the value of a block; `schema_of` says what it looks like."""
    if isinstance(block, blocks.StreamBlock):
        return [
            {"type": child.block_type, "id": child.id, "value": value_of(child.block, child.value, origin)}
            for child in value or ()
        ]
    if isinstance(block, blocks.StructBlock):
        found = value or {}
        return {name: value_of(child, found.get(name), origin) for name, child in block.child_blocks.items()}
    if isinstance(block, blocks.ListBlock):
        return [value_of(block.child_block, each, origin) for each in value or ()]
    if isinstance(block, blocks.ChooserBlock):
        return reference(value)
    if isinstance(block, blocks.RichTextBlock):
        return html_of(value, origin)
    return block.get_prep_value(value)


def schema_of(block: blocks.Block) -> dict[str, Any]:
    """Return the JSON Schema of a block's value."""
    if isinstance(block, blocks.StreamBlock):
        return {"type": "array", "items": {"oneOf": [_item(child) for child in block.child_blocks.values()]}}
    if isinstance(block, blocks.StructBlock):
        return _object({name: schema_of(child) for name, child in block.child_blocks.items()})
    if isinstance(block, blocks.ListBlock):
        return {"type": "array", "items": schema_of(block.child_block)}
    if isinstance(block, blocks.ChooserBlock):
        return REFERENCE
    if isinstance(block, blocks.RichTextBlock):
        return {"type": "string", "contentMediaType": "text/html"}
    return next(
        (schema for kind, schema in _TYPES.items() if isinstance(block, kind)), {"type": ["string", "null"]}
    )


def _item(block: blocks.Block) -> dict[str, Any]:
    return _object(
        {"type": {"const": block.name}, "id": {"type": ["string", "null"]}, "value": schema_of(block)}
    )


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
