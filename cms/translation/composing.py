"""Makes the content of one language from its source: the facts as they are there, each text as it is here.

It works on stored values, never on block values: no picture, record or page is loaded for it.
"""

import copy
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup
from django.db import models
from wagtail import blocks
from wagtail.blocks.stream_block import StreamValue
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.segments.extract import quote_path_component
from wagtail_localize.strings import StringValue, extract_strings

from cms.translation.rows import attach_rows
from cms.translation.stored import TEXT_BLOCKS, stored_stream

_SLOT = re.compile(r'<text position="(\d+)"></text>')
#: Places of a block whose `language` is that of what stands there.
TARGETS = ("document", "page", "url")
_NOTHING = object()


@dataclass
class Language:
    """What makes a language's content its own."""

    locale_id: int
    #: (path, position) → the text as wagtail-localize writes it; None where the source's own is shown
    text: Callable[[str, int], str | None]
    #: (model, primary key of a record) → the primary key of the record in this language
    related: dict[tuple[type[models.Model], int], int] = field(default_factory=dict)
    #: path → value of facts that are different here
    overrides: dict[str, Any] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    #: (field, key of the block before) → blocks that only this language has, in stored form
    local: dict[tuple[str, str], list[dict]] = field(default_factory=dict)


class Original:
    """A source, taken apart once for all its languages."""

    def __init__(self, instance: models.Model):
        self.instance = instance
        if hasattr(instance, "serializable_data"):
            attach_rows([instance])
        self._raw: dict[tuple[int, str], Any] = {}
        self._markup: dict[str, tuple[str, list[dict]]] = {}

    def write_into(self, target: models.Model, language: Language) -> None:
        """Give `target`, another language's row of the same type, its content; nothing is saved."""
        self._write(self.instance, target, language, "")
        if isinstance(target, Page):
            target.expire_at = self.instance.expire_at

    # --- Fields ---

    def _write(self, source: models.Model, target: models.Model, language: Language, prefix: str) -> None:
        for found in get_translatable_fields(type(source)):
            field_ = found.get_field(type(source))
            path = f"{prefix}{field_.name}"
            if isinstance(field_, models.ManyToOneRel):
                self._write_rows(field_, source, target, language, path)
                continue
            value = self._value(field_, source, target, language, path, is_text=found.is_translated(source))
            if value is not _NOTHING:
                setattr(target, getattr(field_, "attname", field_.name), value)

    def _value(
        self,
        field_: models.Field,
        source: models.Model,
        target: models.Model,
        language: Language,
        path: str,
        *,
        is_text: bool,
    ) -> Any:
        if isinstance(field_, StreamField):
            stored = self._stored_stream(field_, source)
            raw = self._stream(field_.stream_block, stored, language, path, top=field_.name)
            return StreamValue(field_.stream_block, raw, is_lazy=True)
        own = getattr(source, field_.attname)
        if path in language.overrides:
            return language.overrides[path]
        if isinstance(field_, RichTextField):
            return self._rich_text(own, language, path) if is_text else own
        if is_text and isinstance(field_, models.CharField | models.TextField):
            text = language.text(path, 0) if own else None
            if text is None:
                # A slug that nobody translated stays what it is here; any other text is the source's.
                return _NOTHING if field_.name == "slug" and target.slug else own
            return plain(text)
        if isinstance(field_, models.ForeignKey):
            return language.related.get((field_.related_model, own), own)
        return copy.deepcopy(own)

    def _stored_stream(self, field_: StreamField, source: models.Model) -> list[dict]:
        key = (id(source), field_.name)
        if key not in self._raw:
            self._raw[key] = stored_stream(field_, source)
        return self._raw[key]

    def _write_rows(
        self, relation: models.ManyToOneRel, source: models.Model, target: models.Model, language, path: str
    ) -> None:
        """Make the rows that hang on the target those of the source, each with its texts in this language."""
        accessor = relation.get_accessor_name()
        if not issubclass(relation.related_model, TranslatableMixin):
            source.copy_child_relation(accessor, target)
            return
        here = {row.translation_key: row for row in getattr(target, accessor).all()}
        rows = []
        for original in getattr(source, accessor).all():
            row = here.get(original.translation_key) or relation.related_model(
                translation_key=original.translation_key
            )
            row.locale_id = language.locale_id
            row.sort_order = original.sort_order
            self._write(original, row, language, f"{path}.{original.translation_key}.")
            rows.append(row)
        getattr(target, accessor).set(rows)

    # --- Blocks, in stored form ---

    def _block(self, block: blocks.Block, raw: Any, language: Language, path: str) -> Any:
        if raw is None:
            return None
        if isinstance(block, blocks.StreamBlock):
            return self._stream(block, raw, language, path)
        if isinstance(block, blocks.ListBlock):
            return [
                {
                    **item,
                    "value": self._block(block.child_block, item["value"], language, f"{path}.{item['id']}"),
                }
                for item in raw
            ]
        if isinstance(block, blocks.StructBlock):
            found = {
                name: self._block(block.child_blocks[name], value, language, f"{path}.{name}")
                if name in block.child_blocks
                else value
                for name, value in raw.items()
            }
            if "language" in found and any(f"{path}.{name}" in language.overrides for name in TARGETS):
                found["language"] = ""  # it tells the language of the source's document or link
            return found
        if path in language.overrides:
            return language.overrides[path]
        if isinstance(block, blocks.RichTextBlock):
            return self._rich_text(raw, language, path)
        if isinstance(block, TEXT_BLOCKS):
            text = language.text(path, 0) if raw else None
            return raw if text is None else plain(text)
        if isinstance(block, blocks.ChooserBlock):
            return language.related.get((block.model_class, raw), raw)
        return raw

    def _stream(
        self, block: blocks.StreamBlock, raw: list[dict], language: Language, path: str, top: str = ""
    ) -> list[dict]:
        found = list(language.local.get((top, ""), [])) if top else []
        for item in raw:
            child = block.child_blocks.get(item["type"])
            if child is not None and item["id"] not in language.hidden:
                found.append(
                    {**item, "value": self._block(child, item["value"], language, f"{path}.{item['id']}")}
                )
            if top:
                found += language.local.get((top, item["id"]), [])
        return found

    def _rich_text(self, html: str, language: Language, path: str) -> str:
        if not html:
            return html
        if path not in self._markup:
            template, strings = extract_strings(html)
            self._markup[path] = template, strings
        template, strings = self._markup[path]
        texts = [language.text(path, position) for position in range(len(strings))]
        if all(text is None for text in texts) and not language.overrides:
            return html

        def fill(match: re.Match) -> str:
            position = int(match[1])
            original, attrs = strings[position]
            text = texts[position] if texts[position] is not None else original.data
            return markup(text, _with_links(attrs, language, path))

        return _SLOT.sub(fill, template)


def _with_links(attrs: dict[str, dict], language: Language, path: str) -> dict[str, dict]:
    """Return the attributes of a text's tags, with the links that are different in this language."""
    found = {}
    for name, values in (attrs or {}).items():
        values = dict(values)
        if "href" in values:
            place = f"{path}.{quote_path_component(values['href'])}"
            values["href"] = language.overrides.get(place) or values["href"]
        found[name] = values
    return found


def plain(text: str) -> str:
    """Return a text of wagtail-localize's as a field of plain text holds it."""
    return text if "<" not in text and "&" not in text else StringValue(text).render_text()


def markup(text: str, attrs: dict[str, dict]) -> str:
    """Return it as rich text holds it: its tags with the source's attributes.

    A tag that the source has no more (in a text that is outdated) loses its effect, never its words.
    """
    if "<" not in text:
        return text
    soup = BeautifulSoup(text, "html.parser")
    for tag in soup.find_all(id=True):
        values = attrs.get(tag["id"])
        if values is None:
            tag.unwrap()
        else:
            tag.attrs = dict(values)
    return str(soup)


def content_of(instance: models.Model) -> dict[str, Any]:
    """Return the content of a page or record by field, in a form that can be compared and stored."""
    if hasattr(instance, "serializable_data"):
        return instance.serializable_data()
    return {
        field_.name: stored_stream(field_, instance)
        if isinstance(field_, StreamField)
        else field_.value_from_object(instance)
        for field_ in instance._meta.concrete_fields
        if not field_.primary_key
    }
