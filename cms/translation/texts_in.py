"""The texts of a page or record as wagtail-localize takes them apart, read off its stored values.

wagtail-localize loads every picture, record and page that is pointed at on its way to the texts; a test compares
the two.
"""

from collections.abc import Iterator
from typing import Any

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.strings import StringValue, extract_strings

from cms.translation.stored import TEXT_BLOCKS, stored_stream

#: (path, the text as wagtail-localize writes it, the attributes of its tags)
Text = tuple[str, str, dict]


def texts_in(instance: models.Model, prefix: str = "") -> Iterator[Text]:
    """Yield every text that is not empty, in wagtail-localize's order."""
    for found in get_translatable_fields(type(instance)):
        field = found.get_field(type(instance))
        if not found.is_translated(instance):
            continue
        path = f"{prefix}{field.name}"
        if isinstance(field, StreamField):
            yield from _in_block(field.stream_block, stored_stream(field, instance), path)
        elif isinstance(field, RichTextField):
            yield from _markup(field.value_from_object(instance), path)
        elif isinstance(field, models.CharField | models.TextField) and not field.choices:
            yield from _plain(field.value_from_object(instance), path)
        elif (
            isinstance(field, models.ManyToOneRel)
            and isinstance(field.remote_field, ParentalKey)
            and issubclass(field.related_model, TranslatableMixin)
        ):
            for row in getattr(instance, field.name).all():
                yield from texts_in(row, f"{path}.{row.translation_key}.")


def _in_block(block: blocks.Block, raw: Any, path: str) -> Iterator[Text]:
    if raw is None:
        return
    if isinstance(block, blocks.StreamBlock):
        for item in raw:
            child = block.child_blocks.get(item["type"])
            if child is not None:
                yield from _in_block(child, item["value"], f"{path}.{item['id']}")
    elif isinstance(block, blocks.ListBlock):
        for item in raw:
            yield from _in_block(block.child_block, item["value"], f"{path}.{item['id']}")
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from _in_block(child, raw.get(name), f"{path}.{name}")
    elif isinstance(block, TEXT_BLOCKS):
        yield from _plain(raw, path)
    elif isinstance(block, blocks.RichTextBlock):
        yield from _markup(raw, path)


def _plain(value: str | None, path: str) -> Iterator[Text]:
    if value:
        yield path, StringValue.from_plaintext(value).data, {}


def _markup(html: str | None, path: str) -> Iterator[Text]:
    if html:
        for text, attrs in extract_strings(html)[1]:
            if text.data:
                yield path, text.data, attrs or {}
