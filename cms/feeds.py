"""Feeds: what is new on a list of the site, in RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1.

A feature registers its feeds when it starts; the files below an index page answer with them (`feed_files`), and
every page names them in its head. ADR 19 says what a feed holds and when it changes.
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.core.exceptions import BadRequest
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import get_language
from wagtail.models import Page

from cms.below import url_of_file
from cms.conditional import expired
from cms.indexes import index_page
from cms.models.records import Topic
from cms.paging import page_number
from cms.sitestate import request_state
from cms.translation.notice import with_version

#: How many entries a feed holds; older ones follow in its next pages (RFC 5005, 3).
LATEST: Final = 50
#: The name of the file → the media type and what the format is called.
FORMATS: Final = {
    "feed.rss": ("application/rss+xml", "RSS"),
    "feed.atom": ("application/atom+xml", "Atom"),
    "feed.json": ("application/feed+json", "JSON Feed"),
}


@dataclass(frozen=True)
class Feed:
    """A feed: its name, which pages it is made of, and what a page's entry says beyond the text of the page."""

    name: str
    #: what visitors call what it is made of
    label: Any
    #: model of the page that it hangs below, as "news.ArticleIndexPage"
    index_model: str
    #: () → the public pages of the active language, what is newest or was changed last first
    queryset: Callable[[], QuerySet]
    #: (page, request, moment) → what is special about the entry (`cms.feeds_entries.Special`)
    special: Callable[[Any, HttpRequest, dt.datetime], Any]
    #: (page, moment) → what a mail says behind its title; None where it is past and not to be told any more
    words: Callable[[Any, dt.datetime], list[str] | None] = lambda _page, _now: []


@dataclass(frozen=True)
class Asked:
    """What a request wants of a feed."""

    feed: Feed
    format: str
    topic: str = ""
    #: the topic in the active language, where it is there in it
    topic_name: str = ""
    number: int = 1

    def url(self, index_url: str, number: int = 1, file: str = "") -> str:
        """Return the address of a page of this feed below an index; of another file of it, if given."""
        chosen = {"topic": self.topic, "page": str(number) if number > 1 else ""}
        query = urlencode({name: value for name, value in chosen.items() if value})
        return url_of_file(index_url, file or self.format) + (f"?{query}" if query else "")


_feeds: dict[str, Feed] = {}


def register(feed: Feed) -> None:
    """Offer a feed under its name."""
    _feeds[feed.name] = feed


def feeds() -> list[Feed]:
    """Return all feeds, in the order of their registration."""
    return list(_feeds.values())


def feed_named(name: str) -> Feed | None:
    """Return the feed of a stored name; None where no feature offers it any more."""
    return _feeds.get(name)


def feed_of(page: Any) -> Feed | None:
    """Return the feed that hangs below an index page; None for another page."""
    return next((feed for feed in _feeds.values() if feed.index_model == page._meta.label), None)


def feed_files(name: str) -> Mapping[str, Callable[[Any, HttpRequest], HttpResponse]]:
    """Return the files that a feed is, for `files` of its index page."""
    return {file: partial(serve_feed, name, file) for file in FORMATS}


def feed_links(page: Any, request: HttpRequest) -> list[dict[str, str]]:
    """Return the feeds that the head of a page names: one format of each of the site's, all formats of its own."""
    found = [feed | {"title": f"{page.title} ({feed['label']})"} for feed in own_feeds(page, request)]
    for feed in _feeds.values():
        page = index_page(request, feed.index_model)
        url = page.get_url(request) if page else ""
        if url:
            media_type, name = FORMATS["feed.rss"]
            title = f"{page.title} ({name})"
            found.append({"type": media_type, "title": title, "url": url_of_file(url, "feed.rss")})
    return list({feed["url"]: feed for feed in found}.values())


def own_feeds(page: Any, request: HttpRequest) -> list[dict[str, str]]:
    """Return the feeds below an index page in all formats, of the topic it is filtered by."""
    files = [name for name in FORMATS if name in getattr(page, "files", {})]
    topic = request.GET.get("topic", "")[:100]
    query = f"?{urlencode({'topic': topic})}" if topic else ""
    url = page.get_url(request) if files else ""
    return [
        {"type": FORMATS[name][0], "label": FORMATS[name][1], "url": url_of_file(url, name) + query}
        for name in files
    ]


def changed_feeds(page: Page) -> list[str]:
    """Return the absolute addresses of the feeds that a page stands in: in all formats, of its topics too."""
    index = page.get_parent()
    models = {feed.index_model for feed in _feeds.values()}
    parts = index.get_url_parts() if index else None
    if parts is None or index.cached_content_type.model_class()._meta.label not in models:
        return []
    index_url = settings.WAGTAILADMIN_BASE_URL + parts[2]
    topics = page.topic_links.order_by("topic__slug").values_list("topic__slug", flat=True)
    queries = ["", *(f"?{urlencode({'topic': slug})}" for slug in topics)]
    return [url_of_file(index_url, name) + query for query in queries for name in FORMATS]


def serve_feed(name: str, file: str, page: Any, request: HttpRequest) -> HttpResponse:
    """Answer with a feed, or that it has not changed (RFC 9110, 13).

    Raises BadRequest for a topic or a page that is none, Http404 past the last page.
    """
    from cms.feeds_entries import read_entries
    from cms.feeds_formats import write_feed

    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    feed, now = _feeds[name], timezone.now()
    number, (topic, topic_name, pages) = page_number(request), _of_topic(request, feed.queryset())
    asked = Asked(feed, file, topic, topic_name, number)
    found = list(with_version(pages)[LATEST * (number - 1) : LATEST * number + 1])
    if number > 1 and not found:
        raise Http404("There is no such page.")
    shown = found[:LATEST]
    special = {item.pk: feed.special(item, request, now) for item in shown}
    updated = {item.pk: last_change(item, special[item.pk].changes, now) for item in shown}
    changed_at = max(updated.values(), default=page.last_published_at)
    etag = _etag(request, asked, [(item.pk, special[item.pk].state) for item in found[:LATEST]], now)
    headers = {"ETag": etag} | ({"Last-Modified": http_date(changed_at.timestamp())} if changed_at else {})
    if settings.WEBSUB_HUB:
        own = request.build_absolute_uri(asked.url(page.get_url(request), number))
        headers["Link"] = f'<{settings.WEBSUB_HUB}>; rel="hub", <{own}>; rel="self"'
    response = get_conditional_response(request, etag, changed_at and int(changed_at.timestamp()))
    if response is None:
        entries = read_entries(shown, page, request, special, updated)
        text = write_feed(asked, page, request, entries, changed_at or now, has_more=len(found) > LATEST)
        response = HttpResponse(text, content_type=f"{FORMATS[file][0]}; charset=utf-8")
    for header, value in headers.items():
        response.headers[header] = value
    return response


def last_change(page: Any, moments: list[dt.datetime | None], now: dt.datetime) -> dt.datetime:
    """Return when an entry last said something else: at a publication, or when the clock passed a moment of it."""
    passed = [moment for moment in moments if moment and moment <= now]
    return max([page.last_published_at or page.first_published_at or now, *passed]).replace(microsecond=0)


def _of_topic(request: HttpRequest, pages: QuerySet) -> tuple[str, str, QuerySet]:
    """Return the topic asked for by slug or key, its name in the active language, and its pages.

    Raises BadRequest for one that no language has.
    """
    raw = request.GET.get("topic", "")[:100]
    if not raw:
        return "", "", pages
    try:
        named = Q(translation_key=UUID(raw))
    except ValueError:
        named = Q(slug=raw)
    rows = Topic.objects.filter(named).values_list("translation_key", "slug", "name", "locale__language_code")
    names = {code: (key, slug, name) for key, slug, name, code in rows}
    if not names:
        raise BadRequest("topic is not known")
    key, slug, name = names.get(get_language()) or next(iter(names.values()))
    tagged = Page.objects.filter(topic_links__topic__translation_key=key).values("pk")
    return slug, name, pages.filter(pk__in=tagged)


def _etag(request: HttpRequest, asked: Asked, states: list[tuple], now: dt.datetime) -> str:
    """Return what changes with anything that the feed says: the site's content version, and what the clock decides.

    Pages past their time that nobody has taken down are counted: entries may have led to them.
    """
    version = request_state(request).version
    parts = (version, expired(now), get_language(), asked.topic, asked.format, asked.number, states)
    whole = repr((*parts, settings.WEBSUB_HUB, request.get_host()))
    return f'"{hashlib.sha256(whole.encode()).hexdigest()[:32]}"'
