"""The texts of one language as a package writes them, from what wagtail-localize stores."""

from dataclasses import dataclass, field
from typing import Any

from django.db import models
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail_localize.strings import StringValue, extract_strings, restore_strings

from cms.content.plain import Names
from cms.content.richtext import write_markup
from cms.content.segments import Pieces
from cms.content.streams import TEXT_BLOCKS
from cms.content.texts import text_fields
from cms.content.values import stored_value


@dataclass
class Language:
    """What is known of one translation: by (path, source text) its text, and what the target says now."""

    names: Names
    stored: dict[tuple[str, str], str]
    target: Pieces
    #: Older translations at a path, in the order they were made: (source text, translation)
    stale: dict[str, list[tuple[str, str]]] = field(default_factory=dict)


#: What is told of a text: its translation, and the old source where that is what was translated.
Told = tuple[Any, Any]
NOTHING: Told = (None, None)


def translated_fields(instance: models.Model, language: Language, prefix: str = "") -> tuple[dict, dict]:
    """Return the translated fields of a row, and what the source said of those that are outdated."""
    texts, old = {}, {}
    for name, field_ in text_fields(type(instance)).items():
        value = stored_value(field_, instance)
        if isinstance(field_, StreamField):
            told = _block(field_.stream_block, value, f"{prefix}{name}", language)
        elif isinstance(field_, RichTextField):
            told = _markup(value, f"{prefix}{name}", language)
        else:
            told = _text(value, f"{prefix}{name}", language)
        if told[0] is not None:
            texts[name] = told[0]
        if told[1] is not None:
            old[name] = told[1]
    return texts, old


def _text(value: str, path: str, language: Language) -> Told:
    if not value:
        return NOTHING
    original = StringValue.from_plaintext(value).data
    texts, olds = _pieces([original], path, language)
    if texts[0] is None:
        return NOTHING
    old = None if olds[0] == original else StringValue(olds[0]).render_text()
    return StringValue(texts[0]).render_text(), old


def _markup(html: str, path: str, language: Language) -> Told:
    """Return a translated rich text; where only some of it is translated, its pieces one by one."""
    if not html:
        return NOTHING
    template, strings = extract_strings(html)
    texts, olds = _pieces([text.data for text, _attrs in strings], path, language)
    attrs = [attrs for _text, attrs in strings]
    if all(text is None for text in texts):
        return NOTHING
    if any(text is None for text in texts):
        return [_piece(text, attrs[index], language) for index, text in enumerate(texts)], None
    told = _restore(template, texts, attrs, language)
    changed = any(old != text.data for old, (text, _attrs) in zip(olds, strings, strict=True))
    return told, _restore(template, olds, attrs, language) if changed else None


def _restore(template: str, texts: list[str], attrs: list[dict], language: Language) -> str:
    values = [(StringValue(text), attrs[index]) for index, text in enumerate(texts)]
    return write_markup(restore_strings(template, values), language.names)


def _piece(text: str | None, attrs: dict, language: Language) -> str | None:
    if text is None:
        return None
    return write_markup(StringValue(text).render_html(attrs), language.names)


def _pieces(originals: list[str], path: str, language: Language) -> tuple[list, list]:
    """Return each piece's translation (None where there is none) and the source text it was made for.

    What is published although its source has changed since is taken too, with that older source text.
    """
    texts: list[str | None] = [language.stored.get((path, original)) for original in originals]
    olds = list(originals)
    shown = [data for data, _attrs in language.target.get(path, [])]
    stale = [(old, text) for old, text in language.stale.get(path, []) if text in shown]
    missing = [index for index, text in enumerate(texts) if text is None]
    if stale and len(stale) == len(missing):
        for index, (old, text) in zip(missing, stale, strict=True):
            texts[index], olds[index] = text, old
    return texts, olds


def _block(block: blocks.Block, raw: Any, path: str, language: Language) -> Told:
    if isinstance(block, TEXT_BLOCKS):
        return _text(raw or "", path, language)
    if isinstance(block, blocks.RichTextBlock):
        return _markup(raw or "", path, language)
    if hasattr(block, "get_translatable_segments"):
        return NOTHING
    if isinstance(block, blocks.StructBlock):
        return _struct(block, raw or {}, path, language)
    if isinstance(block, blocks.ListBlock):
        told = [
            _block(block.child_block, item["value"], f"{path}.{item['id']}", language) for item in raw or []
        ]
        return _list([item[0] for item in told]), _list([item[1] for item in told])
    if isinstance(block, blocks.StreamBlock):
        return _stream(block, raw or [], path, language)
    return NOTHING


def _struct(block: blocks.StructBlock, raw: dict, path: str, language: Language) -> Told:
    texts, olds = {}, {}
    for name, child in block.child_blocks.items():
        text, old = _block(child, raw.get(name), f"{path}.{name}", language)
        if text is not None:
            texts[name] = text
        if old is not None:
            olds[name] = old
    return texts or None, olds or None


def _stream(block: blocks.StreamBlock, raw: list, path: str, language: Language) -> Told:
    texts, olds = [], []
    for item in raw:
        kind = item["type"]
        text, old = _block(block.child_blocks[kind], item["value"], f"{path}.{item['id']}", language)
        texts.append(None if text is None else {kind: text})
        olds.append(None if old is None else {kind: old})
    return _list(texts), _list(olds)


def _list(items: list) -> list | None:
    return items if any(item is not None for item in items) else None
