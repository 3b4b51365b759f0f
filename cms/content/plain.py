"""Fields and blocks as a package writes them: the way back of `values` and `streams`."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import models
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField

from cms.content.moments import write_datetime
from cms.content.references import kind_of
from cms.content.richtext import write_markup
from cms.content.values import stored_value
from cms.models.works import LONGEST, SHORTEST

#: Gives the id of a thing of a kind by its primary key; None where it is not in the package.
Names = Callable[[str, Any], str | None]


def plain_fields(
    instance: models.Model, fields: dict[str, models.Field], names: Names, zone: str = "UTC"
) -> dict[str, Any]:
    """Return the fields of a row that say something, as a package writes them."""
    found = {}
    for name, field in fields.items():
        value = stored_value(field, instance)
        default = None if callable(field.default) else field.get_default()
        if value in (None, "", []) and default in (None, "", []):
            continue
        if isinstance(field, models.BooleanField) and value == default:
            continue
        plain = _plain_field(field, value, names, zone)
        if plain is not None:
            found[name] = plain
    return found


def _plain_field(field: models.Field, value: Any, names: Names, zone: str) -> Any:
    if value is None:
        return None
    if isinstance(field, StreamField):
        return plain_block(field.stream_block, value, names)
    if isinstance(field, RichTextField):
        return write_markup(value, names)
    if isinstance(field, models.ForeignKey):
        return names(kind_of(field.related_model), value)
    if isinstance(value, dt.datetime):
        return write_datetime(value, zone)
    if isinstance(value, dt.timedelta):
        return plain_duration(value)
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return value


def plain_duration(value: dt.timedelta) -> str | None:
    """Return a duration as hours, minutes and seconds; None for one that no package may hold."""
    if not SHORTEST <= value <= LONGEST:
        return None
    minutes, seconds = divmod(int(value.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"


def plain_block(block: blocks.Block, raw: Any, names: Names) -> Any:
    """Return a block's stored value as a package writes it, ids included; None where it says nothing."""
    if isinstance(block, blocks.StreamBlock):
        return [_stream_item(block, item, names) for item in raw]
    if isinstance(block, blocks.ListBlock):
        return [_list_item(block, item, names) for item in raw]
    if isinstance(block, blocks.StructBlock):
        return _struct(block, raw or {}, names)
    if isinstance(block, blocks.RichTextBlock):
        return write_markup(raw, names) if raw else None
    if isinstance(block, blocks.ChooserBlock):
        return names(kind_of(block.model_class), raw) if raw else None
    return raw


def _struct(block: blocks.StructBlock, raw: dict, names: Names) -> dict:
    found = {}
    for name, child in block.child_blocks.items():
        value = plain_block(child, raw.get(name), names) if raw.get(name) is not None else None
        if value not in (None, "", [], {}, False) or (value in ("", False) and child.get_default()):
            found[name] = value
    return found


def _stream_item(block: blocks.StreamBlock, item: dict, names: Names) -> dict:
    value = plain_block(block.child_blocks[item["type"]], item["value"], names)
    return {"id": item["id"], item["type"]: value}


def _list_item(block: blocks.ListBlock, item: dict, names: Names) -> dict:
    value = plain_block(block.child_block, item["value"], names)
    if isinstance(block.child_block, blocks.StructBlock) and "id" not in block.child_block.child_blocks:
        return {"id": item["id"], **value}
    return {"id": item["id"], "value": value}
