"""The facts of a source that another language may need different: what is chosen, and where links lead."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import models
from django.utils.html import strip_tags
from django.utils.text import Truncator, capfirst
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import TranslationContext

from cms.translation.stored import TEXT_BLOCKS, stored_stream

#: Facts of other kinds (times, numbers, states) are the same for everybody.
FIELDS = (models.ForeignKey, models.URLField, models.EmailField)
BLOCKS = (blocks.ChooserBlock, blocks.URLBlock, blocks.EmailBlock)


@dataclass(frozen=True)
class Fact:
    """One fact that may be different in a language: where it is, in words, and what the source has there."""

    path: str
    label: str
    #: the field or block it stands in
    place: Any
    value: Any

    @property
    def model(self) -> type[models.Model] | None:
        """What it points at; None for an address."""
        if isinstance(self.place, models.ForeignKey):
            return self.place.related_model
        return self.place.model_class if isinstance(self.place, blocks.ChooserBlock) else None


def facts_to_differ(instance: models.Model) -> list[Fact]:
    """Return the facts of a page or record that another language may have of its own, in the order of its fields.

    Only what is there can be different: an empty chooser is no fact.
    """
    found: list[Fact] = []
    for translatable in get_translatable_fields(type(instance)):
        field = translatable.get_field(type(instance))
        if isinstance(field, StreamField):
            label = capfirst(str(field.verbose_name))
            found += _in_block(field.stream_block, stored_stream(field, instance), field.name, label)
        elif isinstance(field, FIELDS):
            value = field.value_from_object(instance)
            if value:
                found.append(Fact(field.name, capfirst(str(field.verbose_name)), field, value))
    return found


def _in_block(block: blocks.Block, raw: Any, path: str, label: str) -> Iterator[Fact]:
    if not raw:
        return
    if isinstance(block, blocks.StreamBlock):
        for item in raw:
            child = block.child_blocks.get(item["type"])
            if child is not None:
                yield from _in_block(child, item["value"], f"{path}.{item['id']}", f"{label} › {child.label}")
    elif isinstance(block, blocks.ListBlock):
        for item in raw:
            yield from _in_block(block.child_block, item["value"], f"{path}.{item['id']}", label)
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from _in_block(child, raw.get(name), f"{path}.{name}", f"{label} › {child.label}")
    elif isinstance(block, BLOCKS):
        yield Fact(path, label, block, raw)


def context_of(instance: models.Model, path: str) -> TranslationContext:
    """Return wagtail-localize's row for a place, made where it has none (it keeps none for records)."""
    context, _created = TranslationContext.objects.get_or_create(
        object_id=instance.translation_key,
        path_id=TranslationContext._get_path_id(path),
        defaults={"path": path},
    )
    context.get_field_path(instance)
    return context


@dataclass(frozen=True)
class ShownBlock:
    """One block of a stream, for a list: its key, its kind and the beginning of its words."""

    key: str
    field: str
    kind: str
    words: str


def blocks_of(instance: models.Model) -> list[tuple[StreamField, list[ShownBlock]]]:
    """Return the blocks of each stream of a page or record, those within blocks left out."""
    found = []
    for field in instance._meta.concrete_fields:
        if isinstance(field, StreamField):
            rows = [
                ShownBlock(
                    item["id"],
                    field.name,
                    str(field.stream_block.child_blocks[item["type"]].label),
                    words_of(field.stream_block.child_blocks[item["type"]], item["value"]),
                )
                for item in stored_stream(field, instance)
                if item["type"] in field.stream_block.child_blocks
            ]
            if rows:
                found.append((field, rows))
    return found


def words_of(block: blocks.Block, raw: Any) -> str:
    """Return the beginning of a block's words; of one without words, the name of what is chosen in it."""
    found = list(_words(block, raw)) or list(islice(_chosen(block, raw), 1))
    return Truncator(" ".join(found)).chars(120)


def _words(block: blocks.Block, raw: Any) -> Iterator[str]:
    for inner, value in _leaves(block, raw):
        is_text = isinstance(inner, (*TEXT_BLOCKS, blocks.RichTextBlock)) and isinstance(value, str)
        if is_text and strip_tags(value).strip():
            yield strip_tags(value).strip()


def _chosen(block: blocks.Block, raw: Any) -> Iterator[str]:
    for inner, value in _leaves(block, raw):
        if isinstance(inner, blocks.ChooserBlock) and value:
            yield shown_as(Fact("", "", inner, value), value)


def _leaves(block: blocks.Block, raw: Any) -> Iterator[tuple[blocks.Block, Any]]:
    """Return the blocks within a block that hold one value, with their stored values."""
    if not raw:
        return
    if isinstance(block, blocks.StreamBlock):
        for item in raw:
            if item["type"] in block.child_blocks:
                yield from _leaves(block.child_blocks[item["type"]], item["value"])
    elif isinstance(block, blocks.ListBlock):
        for item in raw:
            yield from _leaves(block.child_block, item["value"])
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from _leaves(child, raw.get(name))
    else:
        yield block, raw


def shown_as(fact: Fact, value: Any) -> str:
    """Return a value in words: the name of what is chosen, or the address."""
    if fact.model is None:
        return str(value)
    found = fact.model._default_manager.filter(pk=value).first()
    if isinstance(found, Page):
        return found.get_admin_display_title()
    return str(found) if found is not None else ""
