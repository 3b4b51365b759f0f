"""Links whose words say nothing by themselves: “here”, “read more”, a bare address (WCAG 2.2, 2.4.4 and 2.4.9)."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from bs4 import BeautifulSoup
from django.db.models import Model
from django.utils.translation import ngettext
from wagtail.blocks import Block, ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.fields import RichTextField, StreamField

from cms.blocks import LinkBlock
from cms.formats import format_list
from cms.link_words import EMPTY_WORDS
from cms.quotes import quoted

#: An address instead of words: with its scheme, or a host with a path or not.
_ADDRESS: Final = re.compile(r"(https?://|www\.)\S+|[\w-]+(\.[\w-]+)*\.[a-z]{2,}(/\S*)?", re.IGNORECASE)
#: What stands around words and does not change them; apostrophes inside words stay.
_AROUND: Final = re.compile(r"^[\W_]+|[\W_]+$")


def says_nothing(text: str, language: str) -> bool:
    """Tell whether words of a link, in a language, do not say where it leads; empty words are no words of a link."""
    plain = _plain(text)
    if not plain:
        return False
    return plain in _empty_words(language) or _ADDRESS.fullmatch(text.strip()) is not None


def empty_links(page: Model) -> list[str]:
    """Return the words of the links of a page that say nothing, as they are written, each once; no query."""
    language = page.locale.language_code
    return [text for text in dict.fromkeys(_link_texts(page)) if says_nothing(text, language)]


def warning_of_empty_links(page: Model) -> str:
    """Return what to tell the editor of such links; empty where there are none."""
    found = empty_links(page)
    words = ngettext(
        "The words of a link do not say where it leads: %(links)s. Read alone, they must make sense.",
        "The words of some links do not say where they lead: %(links)s. Read alone, they must make sense.",
        len(found),
    )
    return words % {"links": format_list(quoted(text) for text in found)} if found else ""


@cache
def _empty_words(language: str) -> frozenset[str]:
    return frozenset(_plain(words) for words in EMPTY_WORDS.get(language, "").split(","))


def _plain(text: str) -> str:
    words = " ".join(text.replace("’", "'").casefold().split())
    return _AROUND.sub("", words)


def _link_texts(page: Model) -> Iterator[str]:
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            yield from _in_block(field.stream_block, getattr(page, field.name).raw_data)
        elif isinstance(field, RichTextField):
            yield from _in_html(getattr(page, field.name))


def _in_block(block: Block, raw: Any) -> Iterator[str]:
    """Yield the words of the links in `raw`, the stored form of a block's value."""
    if not raw:
        return
    if isinstance(block, StreamBlock):
        for item in raw:
            if child := block.child_blocks.get(item["type"]):
                yield from _in_block(child, item["value"])
    elif isinstance(block, ListBlock):
        for item in raw:
            yield from _in_block(
                block.child_block, item["value"] if block._item_is_in_block_format(item) else item
            )
    elif isinstance(block, LinkBlock):
        yield _collapsed(raw.get("text") or "")
    elif isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            yield from _in_block(child, raw.get(name))
    elif isinstance(block, RichTextBlock):
        yield from _in_html(str(raw))


def _in_html(source: str | None) -> Iterator[str]:
    if source and "<a" in source:
        for link in BeautifulSoup(source, "html.parser").find_all("a"):
            yield _collapsed(link.get_text())


def _collapsed(text: str) -> str:
    return " ".join(text.split())
