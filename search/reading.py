"""What a published page says: its own words by their weight, its documents, what it can be narrowed down by."""

import datetime as dt
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import models
from django.utils import timezone, translation
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.models import BasePage
from cms.models.records import Record
from cms.plain_texts import plain
from cms.preloading import loading_queryset, shelf, wanted_by
from cms.richlinks import LINK
from search.record_words import words_of_record

#: What one page is read of; a longer one is found by its beginning.
MOST_CHARACTERS: Final = 400_000
#: Children of blocks that head what follows them.
_HEADS: Final = {"heading", "title", "question", "label", "name"}
#: What is shown of a person beside the name, where its block says no other (`search_shows`).
_OF_PERSONS: Final = ("position", "organisation")
_BLOCK_END: Final = re.compile(r"</(?:p|li|h[1-6]|td|th|tr|blockquote|div)>|<br\s*/?>", re.IGNORECASE)
_TAG: Final = re.compile(r"<[^<>]*>")


@dataclass
class Reading:
    """What something says."""

    title: str = ""
    summary: str = ""
    headings: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    day: dt.date | None = None
    closes_at: dt.datetime | None = None
    topics: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    #: documents that stand on it, by key
    documents: set[int] = field(default_factory=set)
    #: what kind of thing it is, as `event`
    type: str = ""

    def lines(self) -> list[tuple[str, str]]:
        """Return all its words with their weight: A title, B summary, C headings, D texts."""
        found = [("A", self.title), ("B", self.summary)]
        found += [("C", line) for line in self.headings]
        found += [("D", line) for line in self.texts]
        return [(weight, line) for weight, line in found if line]


def read(page: Page) -> Reading:
    """Read a page in its own type, in whose language names of countries are; few queries, one a kind of record."""
    with translation.override(page.locale.language_code), shelf.open(_load):
        return _read(page)


def _read(page: Page) -> Reading:
    reading = Reading(title=plain(page.title), type=page._meta.model_name)
    if isinstance(page, BasePage):
        reading.summary = plain(page.summary)
        reading.topics = {topic.slug for topic in page.topics}
        reading.countries = _codes(page, page.search_countries)
        if page.image_id and not page.image_is_decorative:
            reading.texts.append(plain(page.image_alt))
        reading.closes_at = getattr(page, page.search_closes) if page.search_closes else None
    reading.day = _day(getattr(page, getattr(page, "search_day", "") or "first_published_at"))
    for model, keys in wanted_by(page).items():
        shelf.put(model, keys)
    for one in text_fields(type(page)):
        value = getattr(page, one.name)
        if isinstance(one, StreamField):
            _read_block(reading, value, one.stream_block)
        elif value:
            where = reading.headings if one.name.endswith(("_heading", "_title")) else reading.texts
            where += _rich(reading, value) if isinstance(one, RichTextField) else [plain(value)]
    if isinstance(page, BasePage):
        reading.texts += _rows(page)
        for record in _records(page):
            reading.texts += words_of_record(record, _OF_PERSONS)
    _shorten(reading)
    return reading


def _rows(page: BasePage) -> Iterator[str]:
    """Yield what rows say that hang on a page of this type alone, as the tracks of an event."""
    for relation in get_all_child_relations(type(page)):
        names = [one.name for one in _text_fields(relation.related_model)]
        if names and relation.model is type(page):
            for row in getattr(page, relation.get_accessor_name()).all():
                yield from filter(None, (plain(getattr(row, name)) for name in names))


def _load(model: type[models.Model], keys: set[int]) -> dict[int, models.Model]:
    """Return what blocks point at and what is read of: no pictures, no other pages."""
    is_read = issubclass(model, (Record, get_document_model()))
    return loading_queryset(model).in_bulk(keys) if is_read else {}


def _records(page: BasePage) -> Iterator[models.Model]:
    """Yield the records that a page shows besides those in its blocks."""
    for one in page._meta.concrete_fields:
        if isinstance(one, models.ForeignKey) and issubclass(one.related_model, Record):
            yield getattr(page, one.name)
    yield from page.organisations
    yield from page.topics
    for link in page.project_links.select_related("project", "project__funder"):
        yield link.project


def text_fields(model: type[models.Model]) -> list[models.Field]:
    """Return the fields in which pages of a type tell something."""
    if not issubclass(model, BasePage):
        return []
    left_out = {each.name for each in BasePage._meta.get_fields()} | set(model.search_leaves_out)
    return [each for each in _text_fields(model) if each.name not in left_out]


def _text_fields(model: type[models.Model]) -> list[models.Field]:
    return [
        each
        for each in model._meta.concrete_fields
        if isinstance(each, models.TextField | StreamField) or _is_free(each)
    ]


def _is_free(one: models.Field) -> bool:
    """Tell whether a field holds a line of words: no address, code or choice."""
    return type(one) is models.CharField and not one.choices


def _codes(page: Any, name: str) -> set[str]:
    value = getattr(page, name) if name else ""
    codes = [value] if isinstance(value, str) else (value or [])
    return {code for code in codes if code}


def _day(moment: Any) -> dt.date | None:
    if isinstance(moment, dt.datetime):
        return timezone.localdate(moment)
    return moment


def _read_block(
    reading: Reading, value: Any, block: blocks.Block, name: str = "", shown: tuple[str, ...] = _OF_PERSONS
) -> None:
    """Add what a block's value says; what Wagtail is told to keep from its own index is left out here too.

    `shown` is what is shown of persons in it.
    """
    if value is None or value == "" or getattr(block.meta, "search_index", True) is False:
        return
    if isinstance(block, blocks.BaseStreamBlock):
        for child in value:
            _read_block(reading, child.value, child.block, child.block_type, _shown(block, None, shown))
    elif isinstance(block, blocks.ListBlock):
        for child in value.bound_blocks:
            _read_block(reading, child.value, child.block, name, shown)
    elif isinstance(block, blocks.BaseStructBlock):
        for child_name, child in block.child_blocks.items():
            if child_name not in getattr(block.meta, "search_leaves_out", ()):
                _read_block(reading, value.get(child_name), child, child_name, _shown(block, value, shown))
    elif isinstance(block, DocumentChooserBlock):
        reading.documents.add(value.pk)
    elif isinstance(block, SnippetChooserBlock):
        reading.texts += words_of_record(value, shown)
    elif isinstance(block, blocks.RichTextBlock):
        reading.texts += _rich(reading, value.source)
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock):
        (reading.headings if name in _HEADS else reading.texts).append(plain(value))


def _shown(block: blocks.Block, value: Any, shown: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a block shows of persons in it: a role that is given in words stands in place of the position."""
    shown = getattr(block.meta, "search_shows", shown)
    has_role = isinstance(block.child_blocks.get("role"), blocks.CharBlock) and value and value.get("role")
    return tuple(each for each in shown if each != "position") if has_role else shown


def _rich(reading: Reading, source: str) -> list[str]:
    """Return the texts of a piece of rich text, a line a paragraph, and note the documents it leads to."""
    reading.documents |= {int(key) for kind, key in LINK.findall(source) if kind == "document"}
    parted = _BLOCK_END.sub("\n", str(source))
    lines = html.unescape(_TAG.sub("", parted)).split("\n")
    return [line for line in map(plain, lines) if line]


def _shorten(reading: Reading) -> None:
    left = MOST_CHARACTERS
    for lines in (reading.headings, reading.texts):
        for number, line in enumerate(lines):
            if left <= 0:
                del lines[number:]
                break
            lines[number] = line[:left]
            left -= len(line)
