"""What a page holds that can go stale: its links, those of the records it names, and pictures without a description.

Paths are written as Wagtail's reference index writes them, so that one function puts all of them into words and the
editor finds the block by them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urldefrag, urlsplit

from bs4 import BeautifulSoup
from django.db import models
from django.utils.text import capfirst
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.blocks import PictureBlock
from cms.models.records import Record
from cms.models.site import SiteSettings, SiteTexts
from cms.richlinks import LINK

#: What paths begin with that lead into the texts of the site, which stand around its pages.
TEXTS: Final = "site_texts"
#: How deep in the tree home pages are.
HOME_DEPTH: Final = 2


@dataclass(frozen=True)
class Link:
    """A link to another site: its address without the place in the page, its words, where it stands."""

    url: str
    words: str
    model_path: str
    content_path: str


@dataclass(frozen=True)
class Inside:
    """A link to a page of this site: the number of the page, whether it is there or not, and where the link stands."""

    target: int
    model_path: str
    content_path: str


@dataclass(frozen=True)
class Gap:
    """A picture that nobody has described: its number and where it stands."""

    image: int
    model_path: str
    content_path: str


@dataclass(frozen=True)
class Named:
    """A record that may have links of its own: its kind, its number and where the page names it."""

    kind: type[Record]
    key: int
    model_path: str
    content_path: str


Found = Link | Inside | Gap


def found_in(page: models.Model) -> Iterator[Found]:
    """Yield what stands in the fields of a page and in the rows that hang on it; one query more a kind of record."""
    yield from _with_records(_in_page(page))


def found_around(home: Page) -> Iterator[Link]:
    """Yield the links to other sites that stand around every page in a home page's language; none for other pages."""
    if home.depth != HOME_DEPTH:
        return
    own = SiteSettings.objects.filter(site__root_page__translation_key=home.translation_key)
    keys = own.values("texts__translation_key")
    for texts in SiteTexts.objects.filter(locale=home.locale_id, translation_key__in=keys):
        for each in _with_records(_in_fields(texts, f"{TEXTS}.", f"{TEXTS}.{texts.pk}.")):
            if isinstance(each, Link):
                yield each


def _with_records(found: Iterator[Found | Named]) -> Iterator[Found]:
    """Yield what was found, and in place of the names of records their links."""
    named: list[Named] = []
    for each in found:
        if isinstance(each, Named):
            named.append(each)
        else:
            yield each
    yield from _in_records(named)


def _in_page(page: models.Model) -> Iterator[Found | Named]:
    if getattr(page, "image_id", None) and not (
        getattr(page, "image_alt", "") or getattr(page, "image_is_decorative", False)
    ):
        yield Gap(page.image_id, "image", "image")
    yield from _in_fields(page, "", "")
    for relation in get_all_child_relations(type(page)):
        if not _holds_links(relation.related_model):
            continue
        name = relation.get_accessor_name()
        for row in getattr(page, name).all():
            yield from _in_fields(row, f"{name}.item.", f"{name}.{row.pk}.")


def _in_records(named: list[Named]) -> Iterator[Link]:
    """Yield the links of records as those of the places that name them, with the names of the records as words."""
    records = {
        kind: kind._default_manager.in_bulk({each.key for each in named if each.kind is kind})
        for kind in {each.kind for each in named}
    }
    for each in named:
        record = records[each.kind].get(each.key)
        for link in _in_fields(record, "", "") if record else ():
            if isinstance(link, Link):
                words = link.words or _plain(record)
                yield Link(link.url, words, each.model_path, each.content_path)


def words_of(model: type[models.Model], path: str) -> str:
    """Return a path in words, in the active language: “Text › Links › Address”; only names that say something."""
    first, *rest = path.split(".")
    if first == TEXTS:
        below = words_of(SiteTexts, ".".join(rest))
        return f"{capfirst(str(SiteTexts._meta.verbose_name))} › {below}"
    names = {field.name: field for field in model._meta.get_fields()}
    field = names.get(first)
    if field is None:
        return ""
    if isinstance(field, models.ManyToOneRel):
        name = capfirst(str(field.related_model._meta.verbose_name))
        below = words_of(field.related_model, ".".join(rest[1:]))
        return f"{name} › {below}" if below else name
    found = [capfirst(str(field.verbose_name))]
    block = getattr(field, "stream_block", None)
    for name in rest:
        if isinstance(block, blocks.ListBlock):
            block = block.child_block
            continue
        block = getattr(block, "child_blocks", {}).get(name)
        if block is None:
            break
        found.append(str(block.label))
    return " › ".join(dict.fromkeys(found))


def _holds_links(model: type[models.Model]) -> bool:
    kinds = (models.URLField, RichTextField, StreamField)
    return any(
        isinstance(field, kinds) or _leads_to_page(field) or _names_record(field)
        for field in model._meta.get_fields()
    )


def _leads_to_page(field: Any) -> bool:
    """Tell whether a field of ours is a link to a page: not what a page is made of."""
    is_link = isinstance(field, models.ForeignKey) and not isinstance(
        field, ParentalKey | models.OneToOneField
    )
    return is_link and issubclass(field.related_model, Page) and field.model is not Page


def _names_record(field: Any) -> bool:
    return isinstance(field, models.ForeignKey) and _may_have_links(field.related_model)


def _may_have_links(model: type[models.Model]) -> bool:
    """Tell whether a model is that of records with links of their own, as organisations and not as topics."""
    return issubclass(model, Record) and any(
        isinstance(field, models.URLField | StreamField) for field in model._meta.concrete_fields
    )


def _in_fields(instance: models.Model, path: str, content_path: str) -> Iterator[Found | Named]:
    for field in instance._meta.concrete_fields:
        paths = path + field.name, content_path + field.name
        if isinstance(field, StreamField):
            yield from _in_block(field.stream_block, getattr(instance, field.name).raw_data, *paths)
        elif isinstance(field, RichTextField):
            yield from _in_html(getattr(instance, field.name), *paths)
        elif isinstance(field, models.URLField):
            yield from _link(getattr(instance, field.name), "", *paths)
        elif _leads_to_page(field) and field.value_from_object(instance):
            yield Inside(field.value_from_object(instance), *paths)
        elif _names_record(field) and field.value_from_object(instance):
            yield Named(field.related_model, field.value_from_object(instance), *paths)


def _in_block(block: blocks.Block, raw: Any, path: str, content_path: str) -> Iterator[Found | Named]:
    """Yield what stands in `raw`, the stored form of a block's value."""
    if not raw:
        return
    if isinstance(block, blocks.StreamBlock):
        for item in raw:
            if child := block.child_blocks.get(item["type"]):
                paths = f"{path}.{item['type']}", f"{content_path}.{item.get('id') or ''}"
                yield from _in_block(child, item["value"], *paths)
    elif isinstance(block, blocks.ListBlock):
        for item in raw:
            has_key = block._item_is_in_block_format(item)
            paths = f"{path}.item", f"{content_path}.{(has_key and item.get('id')) or ''}"
            yield from _in_block(block.child_block, item["value"] if has_key else item, *paths)
    elif isinstance(block, blocks.StructBlock):
        if isinstance(block, PictureBlock) and _lacks_description(raw):
            yield Gap(raw["image"], f"{path}.image", f"{content_path}.image")
        for name, child in block.child_blocks.items():
            value = raw.get(name)
            if isinstance(child, blocks.URLBlock):
                words = raw.get("text") or raw.get("title") or ""
                yield from _link(value, words, f"{path}.{name}", f"{content_path}.{name}")
            else:
                yield from _in_block(child, value, f"{path}.{name}", f"{content_path}.{name}")
    elif isinstance(block, blocks.RichTextBlock):
        yield from _in_html(str(raw), path, content_path)
    elif isinstance(block, blocks.URLBlock):
        yield from _link(raw, "", path, content_path)
    elif isinstance(block, blocks.PageChooserBlock) and isinstance(raw, int):
        yield Inside(raw, path, content_path)
    elif (
        isinstance(block, SnippetChooserBlock)
        and isinstance(raw, int)
        and _may_have_links(block.target_model)
    ):
        yield Named(block.target_model, raw, path, content_path)


def _lacks_description(raw: dict[str, Any]) -> bool:
    return bool(raw.get("image")) and not (raw.get("alt_text") or raw.get("decorative"))


def _in_html(source: str | None, path: str, content_path: str) -> Iterator[Link | Inside]:
    for kind, key in LINK.findall(source or ""):
        if kind == "page":
            yield Inside(int(key), path, content_path)
    if source and "href" in source:
        for tag in BeautifulSoup(source, "html.parser").find_all("a", href=True):
            yield from _link(tag["href"], tag.get_text(), path, content_path)


def _link(url: str | None, words: Any, path: str, content_path: str) -> Iterator[Link]:
    """Yield a link where it leads to another site by http or https."""
    url = "".join(sign for sign in url or "" if sign.isprintable() and not sign.isspace())
    try:
        scheme = urlsplit(url).scheme
        url = urldefrag(url).url
    except ValueError:  # as “http://[x”: it is told as an address that cannot be opened
        scheme = url.partition(":")[0].casefold()
    if scheme in ("http", "https"):
        yield Link(url, _plain(words), path, content_path)


def _plain(words: Any) -> str:
    """Return words on one line, without what no database holds."""
    line = " ".join(str(words).split())
    return "".join(sign for sign in line if sign.isprintable())[:200]
