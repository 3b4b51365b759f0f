"""The texts of one language, told in the same shape as the source: laid over the source's values.

Facts stay the source's. What a text replaces is found by its place: the field, the block, the item of a list.
"""

from dataclasses import dataclass, field
from typing import Any

from django.db import models
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail_localize.fields import TranslatableField, get_translatable_fields

from cms.content.package import Place
from cms.content.richtext import read_markup
from cms.content.streams import TEXT_BLOCKS, block_id, list_item, read_block, stream_kind
from cms.content.values import Reading, check_field, read_field, read_text


@dataclass
class Overlay:
    """How texts are laid over a source.

    With `keep`, a text left out stays the source's; without, it becomes empty (it is not translated).
    `places` has where in the package each text stands, by the path that wagtail-localize gives it; `partial` the
    pieces of the rich texts of which only some are translated.
    """

    reading: Reading
    keep: bool = False
    places: dict[str, Place] = field(default_factory=dict)
    partial: dict[str, list] = field(default_factory=dict)


def text_fields(model: type[models.Model]) -> dict[str, models.Field]:
    """Return the fields of a model that are translated, streams included."""
    found = {}
    for item in get_translatable_fields(model):
        field_ = item.get_field(model)
        if isinstance(item, TranslatableField) and isinstance(
            field_, models.CharField | models.TextField | StreamField
        ):
            found[item.field_name] = field_
    return found


def lay_fields(
    model: type[models.Model], values: dict[str, Any], place: Place, overlay: Overlay, prefix: str = ""
) -> dict[str, Any]:
    """Return the text fields of a row with the texts at `place` laid over its source values."""
    given = place.value or {}
    texts = text_fields(model)
    for name in given.keys() & values.keys() - texts.keys():
        _check_fact(model._meta.get_field(name), values[name], given[name], place / name, overlay)
    found = {}
    for name, field_ in texts.items():
        here, path = place / name, f"{prefix}{name}"
        plain = given.get(name)
        if isinstance(field_, StreamField):
            found[name] = lay_block(field_.stream_block, values[name], plain, here, overlay, path)
        elif plain is None:
            found[name] = values[name] if overlay.keep else ""
        elif isinstance(plain, list) and isinstance(field_, RichTextField):
            found[name] = _lay_pieces(field_, plain, here, overlay, path)
        else:
            found[name] = read_field(field_, plain, here, overlay.reading)
            check_field(field_, found[name], here, overlay.reading)
            _note_text(values[name] if name != "slug" else "slug", found[name], here, overlay, path)
    return found


def _check_fact(field_: models.Field, value: Any, plain: Any, place: Place, overlay: Overlay) -> None:
    if plain is not None and read_field(field_, plain, place, overlay.reading) != value:
        overlay.reading.problems.add(
            place, "It is a fact, the same in every language: it stands in `fields` only."
        )


def _note_text(source: Any, text: Any, place: Place, overlay: Overlay, path: str) -> None:
    if text and not source and not overlay.keep:
        overlay.reading.problems.add(place, "There is no text here in the source.")
    overlay.places[path] = place


def lay_block(block: blocks.Block, raw: Any, plain: Any, place: Place, overlay: Overlay, path: str) -> Any:
    """Return a block's stored value with texts laid over it. References are left out unless they are kept."""
    if isinstance(block, (*TEXT_BLOCKS, blocks.RichTextBlock)):
        if plain is None:
            return raw if overlay.keep else ""
        if isinstance(plain, list) and isinstance(block, blocks.RichTextBlock):
            return _lay_pieces(block, plain, place, overlay, path)
        text = read_block(block, plain, place, overlay.reading, path)
        _note_text(raw, text, place, overlay, path)
        return text
    if not hasattr(block, "get_translatable_segments"):
        if isinstance(block, blocks.StreamBlock):
            return _lay_stream(block, raw, plain, place, overlay, path)
        if isinstance(block, blocks.StructBlock):
            return _lay_struct(block, raw, plain, place, overlay, path)
        if isinstance(block, blocks.ListBlock):
            return _lay_list(block, raw, plain, place, overlay, path)
    if plain is not None and read_block(block, plain, place, overlay.reading, path) != raw:
        overlay.reading.problems.add(
            place, "It is a fact, the same in every language: it stands in `fields` only."
        )
    return None if isinstance(block, blocks.ChooserBlock) and not overlay.keep else raw


def _lay_pieces(holder: Any, plain: list, place: Place, overlay: Overlay, path: str) -> str:
    """Note the pieces of a rich text one by one: null stands for one that is not translated."""
    overlay.places[path] = place
    overlay.partial[path] = [
        None
        if piece is None
        else read_markup(
            read_text(piece, place / index, overlay.reading),
            place / index,
            overlay.reading.references,
            holder.features,
        )
        for index, piece in enumerate(plain)
    ]
    return ""


def _lay_struct(block, raw: dict, plain: Any, place: Place, overlay: Overlay, path: str) -> dict:
    if plain is not None and not isinstance(plain, dict):
        overlay.reading.problems.add(place, f"Must be a mapping with: {', '.join(block.child_blocks)}.")
        plain = None
    given = plain or {}
    for name in given.keys() - block.child_blocks.keys():
        known = ", ".join(block.child_blocks)
        overlay.reading.problems.add(place / name, f"There is no “{name}” here; there are: {known}.")
    return {
        name: lay_block(child, raw.get(name), given.get(name), place / name, overlay, f"{path}.{name}")
        for name, child in block.child_blocks.items()
    }


def _same_length(raw: list, plain: Any, place: Place, overlay: Overlay) -> list:
    """Return as many texts as the source has items; another number is a problem."""
    if plain is None or plain == []:
        return [None] * len(raw)
    if not isinstance(plain, list):
        overlay.reading.problems.add(place, "Must be a list, as in the source.")
    elif len(plain) != len(raw):
        overlay.reading.problems.add(
            place,
            f"{len(plain)} stand here, {len(raw)} in the source: write null for what is not translated.",
        )
    else:
        return plain
    return [None] * len(raw)


def _lay_list(block, raw: list, plain: Any, place: Place, overlay: Overlay, path: str) -> list:
    found = []
    for index, (item, text) in enumerate(zip(raw, _same_length(raw, plain, place, overlay), strict=True)):
        given, value, here = list_item(block, text, place / index)
        _check_id(given, item["id"], place / index, overlay, path)
        value = lay_block(block.child_block, item["value"], value, here, overlay, f"{path}.{item['id']}")
        found.append({**item, "value": value})
    return found


def _lay_stream(block, raw: list, plain: Any, place: Place, overlay: Overlay, path: str) -> list:
    found = []
    for index, (item, text) in enumerate(zip(raw, _same_length(raw, plain, place, overlay), strict=True)):
        here, value = place / index, None
        if text:
            kind = stream_kind(block, text, here, overlay.reading)
            if kind is not None and kind != item["type"]:
                overlay.reading.problems.add(here, f"Here stands “{kind}”, in the source “{item['type']}”.")
            elif kind is not None:
                _check_id(text.get("id"), item["id"], here, overlay, path)
                here, value = here / kind, text[kind]
        child = block.child_blocks[item["type"]]
        # An empty mapping stands for a block without texts, whatever its value is.
        value = None if value == {} else value
        laid = lay_block(child, item["value"], value, here, overlay, f"{path}.{item['id']}")
        found.append({**item, "value": laid})
    return found


def _check_id(given: Any, wanted: str, place: Place, overlay: Overlay, path: str) -> None:
    if given is not None and block_id(str(given), overlay.reading, path) != wanted:
        overlay.reading.problems.add(
            place / "id", f"The block “{given}” stands at another place in the source."
        )
