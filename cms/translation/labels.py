"""Where something stands in a page or record, in words: field › block “its first words” › part of the block."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import get_translatable_fields

from cms.translation.places import Place
from cms.translation.stored import stored_stream
from cms.translation.words import first_words

#: Key of a block or of an item of a list → its stored value
Said = dict[str, Any]


@dataclass(frozen=True)
class Labelled:
    """One value of a page or record: its path, the same in words, the field or block it stands in, and itself."""

    path: str
    label: str
    place: Place
    value: Any


class Labels:
    """Walks through what a page or record holds. `speaking` is the version in whose words blocks are named.

    Blocks without words are named after what is chosen in them where `with_chosen`; that takes a query each.
    """

    def __init__(self, speaking: models.Model, *, with_chosen: bool = False):
        self.said = said_in(speaking)
        self.with_chosen = with_chosen

    def walk(self, instance: models.Model) -> Iterator[Labelled]:
        """Yield every value of a page or record in the order of its fields, rows that hang on it included."""
        return self._in_fields(instance, "", "")

    def _in_fields(self, instance: models.Model, prefix: str, before: str) -> Iterator[Labelled]:
        for found in get_translatable_fields(type(instance)):
            field = found.get_field(type(instance))
            path = f"{prefix}{field.name}"
            if _holds_translatable_rows(field):
                yield from self._in_rows(field, instance, path)
                continue
            if isinstance(field, models.ManyToOneRel):
                continue
            label = f"{before}{capfirst(str(field.verbose_name))}"
            if isinstance(field, StreamField):
                yield from self._in_block(field.stream_block, stored_stream(field, instance), path, label)
            else:
                yield Labelled(path, label, field, field.value_from_object(instance))

    def _in_rows(
        self, relation: models.ManyToOneRel, instance: models.Model, path: str
    ) -> Iterator[Labelled]:
        rows = list(getattr(instance, relation.name).all())
        name = capfirst(str(relation.related_model._meta.verbose_name))
        for number, row in enumerate(rows, start=1):
            own_name = f"{name} {number}" if len(rows) > 1 else name
            yield from self._in_fields(row, f"{path}.{row.translation_key}.", f"{own_name} › ")

    def _in_block(self, block: blocks.Block, raw: Any, path: str, label: str) -> Iterator[Labelled]:
        if not raw:
            return
        if isinstance(block, blocks.StreamBlock | blocks.ListBlock):
            children = _children(block, raw)
            for (child, item), name in zip(children, self._names(children), strict=True):
                yield from self._in_block(child, item["value"], f"{path}.{item['id']}", f"{label} › {name}")
        elif isinstance(block, blocks.StructBlock):
            for name, child in block.child_blocks.items():
                yield from self._in_block(child, raw.get(name), f"{path}.{name}", f"{label} › {child.label}")
        else:
            yield Labelled(path, label, block, raw)

    def _names(self, children: list[tuple[blocks.Block, dict]]) -> list[str]:
        """Return a name for each of the blocks that stand beside each other; equal ones are numbered."""
        names = [self.name(child, item["id"], item["value"]) for child, item in children]
        times, so_far, found = Counter(names), Counter(), []
        for name in names:
            so_far[name] += 1
            found.append(f"{name} {so_far[name]}".strip() if times[name] > 1 or not name else name)
        return found

    def name(self, block: blocks.Block, key: str, raw: Any) -> str:
        """Return what a block is called: its kind, its first words, and its hour."""
        kind = str(block.label or getattr(block.meta, "label", "") or "")
        if not isinstance(block, blocks.StructBlock | blocks.StreamBlock | blocks.ListBlock):
            return kind
        raw = self.said.get(key, raw)
        words = first_words(block, raw, or_chosen=self.with_chosen)
        name = _("%(kind)s “%(words)s”") % {"kind": kind, "words": words} if words else kind
        return f"{name.strip()}, {hour}" if (hour := _hour(block, raw)) else name.strip()


def said_in(instance: models.Model) -> Said:
    """Return the stored value of every block in the streams of a page or record, by its key."""
    found: Said = {}
    for field in instance._meta.concrete_fields:
        if isinstance(field, StreamField):
            found |= dict(_items(field.stream_block, stored_stream(field, instance)))
    return found


def _items(block: blocks.Block, raw: Any) -> Iterator[tuple[str, Any]]:
    if not raw:
        return
    if isinstance(block, blocks.StreamBlock | blocks.ListBlock):
        for child, item in _children(block, raw):
            yield item["id"], item["value"]
            yield from _items(child, item["value"])
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from _items(child, raw.get(name))


def _children(
    block: blocks.StreamBlock | blocks.ListBlock, raw: list[dict]
) -> list[tuple[blocks.Block, dict]]:
    """Return the items of a stream or list, each with its block; those of a kind that is no more are left out."""
    if isinstance(block, blocks.ListBlock):
        return [(block.child_block, item) for item in raw]
    return [(block.child_blocks[item["type"]], item) for item in raw if item["type"] in block.child_blocks]


def _hour(block: blocks.Block, raw: Any) -> str:
    """Return when something begins, as “13:05”; empty where a block has no time of day."""
    if not isinstance(block, blocks.StructBlock):
        return ""
    for name, child in block.child_blocks.items():
        if isinstance(child, blocks.TimeBlock) and raw.get(name):
            return str(raw[name])[:5]
    return ""


def _holds_translatable_rows(field: Any) -> bool:
    return (
        isinstance(field, models.ManyToOneRel)
        and isinstance(field.remote_field, ParentalKey)
        and issubclass(field.related_model, TranslatableMixin)
    )
