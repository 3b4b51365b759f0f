"""The entries of a feed: pages with all that their texts point at, loaded in a number of queries that stays."""

import datetime as dt
import mimetypes
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.template.loader_tags import BlockNode
from wagtail.blocks.stream_block import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.blocks import StoryBlock
from cms.feeds_html import reader_html
from cms.models.pages import PageOrganisation, PageTopic
from cms.pictures import PRESETS, picture
from cms.plain_texts import plain
from cms.preloading import attach_images, preload, shelf, wanted_by
from cms.richlinks import linked_from
from cms.serving import attach_locale
from cms.sitemaps import versions_of
from cms.translation.foreign_texts import sign
from cms.translation.language_marks import mark_languages
from cms.translation.notice import is_whole, known_version, notice


@dataclass
class Special:
    """What an entry says beyond the text of its page, and when the clock changes it."""

    #: what the clock makes of the page now: part of the feed's ETag
    state: str = ""
    #: when the clock makes something else of it
    changes: list[dt.datetime | None] = field(default_factory=list)
    #: what follows the title: date, status
    title_parts: list[str] = field(default_factory=list)
    #: (page) → facts as `components/facts.html` has them
    facts: Any = None
    #: (page) → the context of the text of its template
    context: Any = None
    published_at: dt.datetime | None = None
    #: (page) → the names of its authors
    authors: Any = None
    #: where the page was published first, if elsewhere
    original_url: str = ""
    licence: str = ""
    licence_url: str = ""


@dataclass
class Picture:
    """A picture as an enclosure: address, bytes, media type, what it shows."""

    url: str
    length: int
    media_type: str
    alt: str


@dataclass
class Entry:
    """An entry of a feed. Texts are plain, `html` is the whole text; addresses are absolute."""

    id: str
    url: str
    language: str
    title: str
    summary: str
    html: str
    published: dt.datetime
    updated: dt.datetime
    authors: list[str]
    topics: list[str]
    picture: Picture | None
    #: language → the address of the page in it
    alternates: dict[str, str]
    original_url: str
    licence: str
    licence_url: str


def read_entries(
    pages: list[Any],
    index: Any,
    request: HttpRequest,
    special: dict[int, Special],
    updated: dict[int, dt.datetime],
) -> list[Entry]:
    """Return the entries of a feed, and put the languages of its index page where `alternates_of` finds them."""
    load(pages, index.locale.language_code)
    versions = versions_of(request, [index, *pages])
    index.feed_versions = _by_language(versions[index.translation_key])
    return [
        _entry(
            page, request, special[page.pk], updated[page.pk], _by_language(versions[page.translation_key])
        )
        for page in pages
    ]


def load(pages: list[Any], language: str) -> None:
    """Load what the texts of `pages` point at: a query a kind of thing, however many pages there are."""
    for page in pages:
        attach_locale(page)
        _leave_out_lists(page)
    wanted = wanted_by(*pages)
    for page in pages:
        for model, keys in linked_from(page).items():
            wanted[model] |= keys
    chosen = wanted.pop(Page, set())
    chosen |= {getattr(page, f"{name}_id") for page in pages for name in page.page_links} - {None}
    if chosen:
        keys = Page.objects.filter(pk__in=chosen).order_by().values("translation_key")
        linked = Page.objects.filter(pk__in=chosen) | Page.objects.filter(
            translation_key__in=keys, locale__language_code=language, live=True
        )
        found = list(linked)
        for page in found:
            attach_locale(page)
        shelf.put_pages(found, language)
        shelf.put(Page, chosen)
        by_key = {page.pk: page for page in found}
        for page in pages:
            for name in page.page_links:
                setattr(page, name, by_key.get(getattr(page, f"{name}_id")))
    _share_out(pages, PageTopic, "topic", "topics")
    organisations = _share_out(pages, PageOrganisation, "organisation", "organisation_roles")
    own = [image for page in pages for image in (page.image_id, page.share_image_id)]
    preload(wanted, [*own, *(row.organisation.logo_id for row in organisations)])
    attach_images(
        [
            *((page, name) for page in pages for name in ("image", "share_image")),
            *((row.organisation, "logo") for row in organisations),
        ]
    )


def _leave_out_lists(page: Any) -> None:
    """Drop the lists that fill themselves: they are other pages' news, and each costs a query."""
    for stream in page._meta.get_fields():
        if isinstance(stream, StreamField) and isinstance(stream.stream_block, StoryBlock):
            kept = [item for item in getattr(page, stream.name).raw_data if item["type"] != "latest"]
            setattr(page, stream.name, StreamValue(stream.stream_block, kept, is_lazy=True))


def _share_out(pages: list[Any], model: type, name: str, attribute: str) -> list[Any]:
    """Load the rows that tie records to pages in one query, and set on each page what it would ask for itself."""
    rows = list(model.objects.filter(page__in=pages).select_related(name).order_by("sort_order", "pk"))
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.page_id].append(getattr(row, name) if attribute == "topics" else row)
    for page in pages:
        setattr(page, attribute, found[page.pk])
    return rows


def _entry(
    page: Any, request: HttpRequest, special: Special, updated: dt.datetime, alternates: dict[str, str]
) -> Entry:
    language = page.locale.language_code
    url = request.build_absolute_uri(page.get_url(request))
    version = known_version(page)
    signer = None if is_whole(version) else sign(page, version.foreign)
    told = notice(version, signer.count, [], request) if signer else None
    markup = _markup(page, request, special, told)
    if signer:
        markup = mark_languages(markup, signer.codes)
    published = (special.published_at or page.first_published_at or updated).replace(microsecond=0)
    return Entry(
        id=uuid.uuid5(page.translation_key, language).urn,
        url=url,
        language=language,
        title=" · ".join(part for part in map(plain, [page.title, *special.title_parts]) if part),
        summary=plain(page.summary),
        html=reader_html(markup, url),
        published=published,
        updated=max(updated, published),
        authors=[plain(name) for name in special.authors(page)] if special.authors else [],
        topics=[plain(topic.name) for topic in page.topics],
        picture=_picture(page, request),
        alternates={code: address for code, address in alternates.items() if code != language},
        original_url=special.original_url,
        licence=special.licence,
        licence_url=special.licence_url,
    )


def _markup(page: Any, request: HttpRequest, special: Special, told: dict[str, Any] | None) -> str:
    """Return an entry as the site would show it: notice, picture, lead, facts, and the text of the page."""
    shown = picture(page.image, page.image_alt) if page.image_id else None
    values = {
        "notice": told,
        "picture": shown,
        "lead": page.summary,
        "facts": special.facts(page) if special.facts else [],
    }
    context = (special.context(page) if special.context else {}) | {"page": page, "request": request}
    return render_to_string("parts/feed_entry.html", values) + page_text(page, context)


def page_text(page: Any, values: dict[str, Any]) -> str:
    """Return what the block `text` of a page's own template says: all of the page but its frame."""
    template = get_template(page.template).template
    block = next(node for node in template.nodelist.get_nodes_by_type(BlockNode) if node.name == "text")
    context = Context(values)
    with context.render_context.push_state(template), context.bind_template(template):
        return block.nodelist.render(context)


def _picture(page: Any, request: HttpRequest) -> Picture | None:
    """Return a page's picture as it is shared, a JPEG; None where it has none, or its file is gone."""
    image = page.share_image or page.image
    for rendition in image.renditions.all() if image else ():
        if rendition.filter_spec not in PRESETS["share"]:
            continue
        try:
            length = rendition.file.size
        except FileNotFoundError:
            return None
        kind = mimetypes.guess_type(rendition.file.name)[0] or "image/jpeg"
        alt = "" if page.share_image_id else plain(page.image_alt)
        return Picture(request.build_absolute_uri(rendition.url), length, kind, alt)
    return None


def _by_language(links: Iterable[dict[str, str]]) -> dict[str, str]:
    return {link["lang_code"]: link["location"] for link in links if link["lang_code"] != "x-default"}
