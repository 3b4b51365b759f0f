"""StreamFields: from a package's short form of blocks to what Wagtail stores.

A block of a stream is a mapping with one key, its type; an item of a list is its value, or `{id: …, value: …}`.
Ids that are not given are made from the page's key and the block's position, so that they stay the same.
"""

import datetime as dt
import uuid
from collections.abc import Iterator
from typing import Any

from wagtail import blocks

from cms.content import moments
from cms.content.package import Place
from cms.content.richtext import read_markup, tidy
from cms.content.values import Reading, read_moment, read_reference, read_text, read_typed

TEXT_BLOCKS = (blocks.CharBlock, blocks.TextBlock)
PLAIN_TEXT_BLOCKS = (*TEXT_BLOCKS, blocks.URLBlock, blocks.EmailBlock, blocks.ChoiceBlock, blocks.RegexBlock)


def read_stream(
    block: blocks.StreamBlock, plain: Any, place: Place, reading: Reading, path: str
) -> list[dict]:
    """Return a stream as Wagtail stores it; `path` is where it stands, as wagtail-localize writes it."""
    if not isinstance(plain, list):
        reading.problems.add(place, "Must be a list of blocks.")
        return []
    found = []
    for index, item in enumerate(plain):
        here = place / index
        kind = stream_kind(block, item, here, reading)
        if kind is None:
            continue
        identity = _identity(item.get("id"), here, reading, path, index)
        value = read_block(block.child_blocks[kind], item[kind], here / kind, reading, f"{path}.{identity}")
        found.append({"type": kind, "value": value, "id": identity})
    return found


def stream_kind(block: blocks.StreamBlock, item: Any, place: Place, reading: Reading) -> str | None:
    """Return the type of a block of a stream; None (with a problem noted) where it has none."""
    kinds = [name for name in item if name != "id"] if isinstance(item, dict) else []
    if len(kinds) != 1:
        reading.problems.add(place, "A block is a mapping with one key, its type, and perhaps an id.")
        return None
    if kinds[0] not in block.child_blocks:
        known = ", ".join(block.child_blocks)
        reading.problems.add(place / kinds[0], f"There is no block “{kinds[0]}” here; there are: {known}.")
        return None
    return kinds[0]


def block_id(given: str, reading: Reading, path: str) -> str:
    """Return the id that a given one stands for: a UUID is taken as it is, a word makes one for the page."""
    try:
        return str(uuid.UUID(given))
    except ValueError:
        return str(uuid.uuid5(reading.key, f"{path.split('.')[0]}#{given}"))


def _identity(given: Any, place: Place, reading: Reading, path: str, index: int) -> str:
    """Return the id of a block: the given one, or one made from where it stands."""
    if given is None:
        return str(uuid.uuid5(reading.key, f"{path}.{index}"))
    if not isinstance(given, str) or not given or len(given) > 100 or "." in given:
        reading.problems.add(place / "id", "An id of a block is a word of letters, digits and hyphens.")
        return ""
    identity = block_id(given, reading, path)
    if identity in reading.block_ids:
        first = reading.block_ids[identity]
        reading.problems.add(place / "id", f"The id “{given}” stands twice; first in line {first.line}.")
    reading.block_ids[identity] = place
    return identity


def read_block(block: blocks.Block, plain: Any, place: Place, reading: Reading, path: str) -> Any:
    """Return one block's value as Wagtail stores it; `None` and what is left out give what is empty."""
    if isinstance(block, blocks.StreamBlock):
        return read_stream(block, [] if plain is None else plain, place, reading, path)
    if isinstance(block, blocks.StructBlock):
        return _read_struct(block, {} if plain is None else plain, place, reading, path)
    if isinstance(block, blocks.ListBlock):
        return _read_list(block, [] if plain is None else plain, place, reading, path)
    if plain is None:
        return _empty(block)
    return _read_leaf(block, plain, place, reading, path)


def _read_struct(block: blocks.StructBlock, plain: Any, place: Place, reading: Reading, path: str) -> dict:
    if not isinstance(plain, dict):
        reading.problems.add(place, f"Must be a mapping with: {', '.join(block.child_blocks)}.")
        return {}
    for name in plain:
        if name not in block.child_blocks:
            known = ", ".join(block.child_blocks)
            reading.problems.add(place / name, f"There is no “{name}” here; there are: {known}.")
    return {
        name: read_block(child, plain.get(name), place / name, reading, f"{path}.{name}")
        for name, child in block.child_blocks.items()
    }


def _read_list(block: blocks.ListBlock, plain: Any, place: Place, reading: Reading, path: str) -> list[dict]:
    if not isinstance(plain, list):
        reading.problems.add(place, "Must be a list.")
        return []
    found = []
    for index, item in enumerate(plain):
        given, value, here = list_item(block, item, place / index)
        identity = _identity(given, place / index, reading, path, index)
        value = read_block(block.child_block, value, here, reading, f"{path}.{identity}")
        found.append({"type": "item", "value": value, "id": identity})
    return found


def list_item(block: blocks.ListBlock, item: Any, place: Place) -> tuple[Any, Any, Place]:
    """Return the id, the value and the place of an item of a list, which may be written with or without an id."""
    if not isinstance(item, dict) or "id" not in item:
        return None, item, place
    if isinstance(block.child_block, blocks.StructBlock):
        if "id" in block.child_block.child_blocks:
            return None, item, place
        return item["id"], {name: value for name, value in item.items() if name != "id"}, place
    return item["id"], item.get("value"), place / "value"


def _empty(block: blocks.Block) -> Any:
    """Return what an empty block stores. Text is never None: wagtail-localize cannot take that (#690)."""
    if isinstance(block, (*PLAIN_TEXT_BLOCKS, blocks.RichTextBlock)):
        default = block.get_default()
        return str(default or "")
    if isinstance(block, blocks.BooleanBlock):
        return bool(block.get_default())
    return None


def _read_leaf(block: blocks.Block, plain: Any, place: Place, reading: Reading, path: str) -> Any:
    if isinstance(block, blocks.RichTextBlock):
        return read_markup(read_text(plain, place, reading), place, reading.references, block.features)
    if isinstance(block, blocks.ChooserBlock):
        return read_reference(block.model_class, plain, place, reading)
    if isinstance(block, blocks.DateBlock):
        return _iso(read_moment(moments.read_date, plain, place, reading, path, reading.today))
    if isinstance(block, blocks.TimeBlock):
        return _iso(read_moment(moments.read_time, plain, place, reading, path))
    if isinstance(block, blocks.DateTimeBlock):
        found = read_moment(moments.read_datetime, plain, place, reading, path, reading.today, reading.zone)
        return _iso(found)
    if isinstance(block, blocks.BooleanBlock):
        return read_typed(plain, bool, "true or false", place, reading)
    if isinstance(block, blocks.IntegerBlock):
        return read_typed(plain, int, "a whole number", place, reading)
    if isinstance(block, PLAIN_TEXT_BLOCKS):
        return read_text(plain, place, reading)
    reading.problems.add(place, f"Packages cannot hold a {type(block).__name__} yet.")
    return None


def _iso(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date | dt.time) else value


def tidy_stream(block: blocks.Block, raw: Any) -> Any:
    """Return a stored value in the one way it is compared: rich text tidied."""
    if isinstance(block, blocks.RichTextBlock):
        return tidy(raw or "")
    if isinstance(block, blocks.StreamBlock):
        return [
            {**item, "value": tidy_stream(block.child_blocks[item["type"]], item["value"])}
            for item in raw
            if item["type"] in block.child_blocks
        ]
    if isinstance(block, blocks.StructBlock):
        return {name: tidy_stream(child, raw.get(name)) for name, child in block.child_blocks.items()}
    if isinstance(block, blocks.ListBlock):
        return [{**item, "value": tidy_stream(block.child_block, item["value"])} for item in raw]
    return raw


def walk(block: blocks.Block, raw: Any, path: str) -> Iterator[tuple[str, blocks.Block, Any]]:
    """Yield every leaf of a stored value with its path, as wagtail-localize writes paths."""
    if isinstance(block, blocks.StreamBlock):
        for item in raw or []:
            yield from walk(block.child_blocks[item["type"]], item["value"], f"{path}.{item['id']}")
    elif isinstance(block, blocks.ListBlock):
        for item in raw or []:
            yield from walk(block.child_block, item["value"], f"{path}.{item['id']}")
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from walk(child, (raw or {}).get(name), f"{path}.{name}")
    else:
        yield path, block, raw
