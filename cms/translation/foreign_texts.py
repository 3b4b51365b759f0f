"""Finds the texts of a page that are not in its language, and signs them, so that they are known when shown.

`lang` belongs to an element, and only a template knows in which element a text ends up; some join texts to one
line. So each such text is put between two characters that no text has and nobody sees: Unicode's noncharacters,
meant for use within a program (Unicode 16.0, 23.7). `cms.translation.language_marks` turns them into markup.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.blocks.stream_block import StreamValue
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.strings import extract_strings

from cms.translation.composing import TEXT_BLOCKS, markup, plain, stored_stream
from cms.translation.pieces import SLUG

END = "\ufdd0"
#: The characters that begin a text in the first, second … of a page's foreign languages.
BEGINNINGS = [chr(number) for number in range(0xFDD1, 0xFDF0)]

_SLOT = re.compile(r'<text position="(\d+)"></text>')
_TAG = re.compile(r"<(?!br\b)")


@dataclass
class Signer:
    """Puts signs around texts: `codes` are the languages, in the order of `BEGINNINGS`."""

    codes: list[str]
    #: text as wagtail-localize writes it → its language
    texts: dict[str, str]
    #: the same for fields of plain text
    plain_texts: dict[str, str]
    found: set[str] = field(default_factory=set)
    count: int = 0

    def plain(self, text: Any) -> Any:
        """Return a plain text, signed if it is foreign."""
        code = self.plain_texts.get(_one_line(text)) if isinstance(text, str) else None
        return text if code is None else self._signed(text, code, _one_line(text))

    def rich(self, html: Any) -> Any:
        """Return stored rich text with each foreign text in it signed."""
        if not (html and isinstance(html, str)):
            return html
        template, strings = extract_strings(html)
        codes = [self.texts.get(_one_line(text.data)) for text, _attrs in strings]
        if not any(codes):
            return html

        def fill(match: re.Match) -> str:
            text, attrs = strings[int(match[1])]
            words, code = markup(text.data, attrs), codes[int(match[1])]
            return words if code is None else self._signed(words, code, _one_line(plain(text.data)))

        return _SLOT.sub(fill, template)

    def _signed(self, text: str, code: str, words: str) -> str:
        self.found.add(words)
        self.count += 1
        return f"{BEGINNINGS[self.codes.index(code)]}{text}{END}"


def sign(page: Page, foreign: list[list[str]]) -> Signer:
    """Sign the foreign texts of a page in memory; `foreign` is that of its `LanguageVersion`.

    Costs no query that showing the page does not cost: rows that hang on it are looked at only for a text
    that is nowhere else, and are loaded then.
    """
    own = page.locale.language_code
    texts = {_one_line(text): code for text, code in foreign if code != own}
    signer = Signer(
        codes=list(dict.fromkeys(texts.values()))[: len(BEGINNINGS)],
        texts=texts,
        plain_texts={_one_line(plain(text)): code for text, code in texts.items() if not _TAG.search(text)},
    )
    if texts:
        _sign_fields(page, signer)
        if {_one_line(plain(text)) for text in texts} - signer.found:
            for row in _rows_with_texts(page):
                _sign_fields(row, signer)
    return signer


def _sign_fields(instance: models.Model, signer: Signer) -> None:
    for found in get_translatable_fields(type(instance)):
        field_ = found.get_field(type(instance))
        if isinstance(field_, StreamField):
            raw = _block(field_.stream_block, stored_stream(field_, instance), signer)
            setattr(instance, field_.name, StreamValue(field_.stream_block, raw, is_lazy=True))
        elif _is_text(field_) and field_.name != SLUG and found.is_translated(instance):
            value = getattr(instance, field_.attname)
            sign_one = signer.rich if isinstance(field_, RichTextField) else signer.plain
            setattr(instance, field_.attname, sign_one(value))


def _block(block: blocks.Block, raw: Any, signer: Signer) -> Any:
    """Return a block's stored value with its foreign texts signed."""
    if raw is None:
        return None
    if isinstance(block, blocks.StreamBlock):
        return [
            {**item, "value": _block(block.child_blocks[item["type"]], item["value"], signer)}
            for item in raw
            if item["type"] in block.child_blocks
        ]
    if isinstance(block, blocks.ListBlock):
        return [
            {**item, "value": _block(block.child_block, item["value"], signer)}
            if block._item_is_in_block_format(item)
            else _block(block.child_block, item, signer)
            for item in raw
        ]
    if isinstance(block, blocks.StructBlock):
        children = block.child_blocks
        return {
            name: _block(children[name], value, signer) if name in children else value
            for name, value in raw.items()
        }
    if isinstance(block, blocks.RichTextBlock):
        return signer.rich(raw)
    return signer.plain(raw) if isinstance(block, TEXT_BLOCKS) else raw


def _rows_with_texts(page: Page) -> list[models.Model]:
    """Return the rows of a page that hold texts; from here on the page has them in memory."""
    found: list[models.Model] = []
    for translatable in get_translatable_fields(type(page)):
        relation = translatable.get_field(type(page))
        if (
            isinstance(relation, models.ManyToOneRel)
            and isinstance(relation.remote_field, ParentalKey)
            and issubclass(relation.related_model, TranslatableMixin)
            and any(
                _is_text(each.get_field(relation.related_model))
                for each in get_translatable_fields(relation.related_model)
            )
        ):
            found += getattr(page, relation.get_accessor_name()).get_object_list()
    return found


def _is_text(field_: models.Field) -> bool:
    return isinstance(field_, models.CharField | models.TextField) and not field_.choices


def _one_line(text: str) -> str:
    return " ".join(text.split())
