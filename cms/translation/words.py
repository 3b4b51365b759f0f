"""The words that stand in a block, and the names of what is chosen in it."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import models
from django.utils.html import strip_tags
from django.utils.text import Truncator
from wagtail import blocks
from wagtail.models import Page

from cms.translation.stored import TEXT_BLOCKS


def words_of(block: blocks.Block, raw: Any) -> str:
    """Return the beginning of a block's words; of one without words, the name of what is chosen in it."""
    found = list(texts_of_block(block, raw)) or list(islice(_chosen(block, raw), 1))
    return Truncator(" ".join(found)).chars(120)


def first_words(block: blocks.Block, raw: Any, *, or_chosen: bool = False) -> str:
    """Return the beginning of the first text in a block; where there is none, the name of what is chosen in it."""
    found = next(texts_of_block(block, raw), "") or (next(_chosen(block, raw), "") if or_chosen else "")
    return Truncator(found).chars(40)


def texts_of_block(block: blocks.Block, raw: Any) -> Iterator[str]:
    """Yield the texts within a block, without markup."""
    for inner, value in _leaves(block, raw):
        is_text = isinstance(inner, (*TEXT_BLOCKS, blocks.RichTextBlock)) and isinstance(value, str)
        if is_text and strip_tags(value).strip():
            yield strip_tags(value).strip()


def name_of(model: type[models.Model], key: Any) -> str:
    """Return the name of something chosen; empty where it is gone."""
    found = model._default_manager.filter(pk=key).first()
    if isinstance(found, Page):
        return found.get_admin_display_title()
    return str(found) if found is not None else ""


def _chosen(block: blocks.Block, raw: Any) -> Iterator[str]:
    for inner, value in _leaves(block, raw):
        if isinstance(inner, blocks.ChooserBlock) and value:
            yield name_of(inner.model_class, value)


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
