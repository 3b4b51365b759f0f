"""Writes a feed: RSS 2.0 and Atom with Django's own generator, JSON Feed 1.1 as JSON.

Every text that gets here is free of characters that XML cannot hold (`cms.plain_texts`).
"""

import datetime as dt
import json
from dataclasses import dataclass, field
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed, rfc3339_date
from django.utils.translation import ngettext
from django.utils.xmlutils import SimplerXMLGenerator

from cms.feeds import FORMATS, LATEST, Asked
from cms.feeds_entries import Entry
from cms.furniture import request_furniture
from cms.plain_texts import plain

_RSS_NAMESPACES: Final = {
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
}


@dataclass
class Channel:
    """What a feed says of itself. `links` are (relation, address, further attributes)."""

    title: str
    description: str
    site_name: str
    home_url: str
    url: str
    feed_url: str
    language: str
    updated: dt.datetime
    media_type: str
    links: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)

    def url_of(self, relation: str) -> str:
        """Return the address of the first link of a relation; empty for none."""
        return next((url for rel, url, _more in self.links if rel == relation), "")


def write_feed(
    asked: Asked,
    page: Any,
    request: HttpRequest,
    entries: list[Entry],
    updated: dt.datetime,
    *,
    has_more: bool,
) -> str:
    """Return a page of a feed in the format asked for."""
    channel = _channel(asked, page, request, updated, has_more)
    if asked.format == "feed.json":
        return json.dumps(_json_feed(channel, entries), ensure_ascii=False, indent=1)
    generator = (RssFeed if asked.format == "feed.rss" else AtomFeed)(
        title=channel.title,
        link=channel.url,
        description=channel.description,
        subtitle=channel.description,
        language=channel.language,
        feed_url=channel.feed_url,
        feed_guid=channel.feed_url,
        author_name=channel.site_name,
        author_link=channel.home_url,
        channel=channel,
    )
    for entry in entries:
        _add(generator, entry)
    return generator.writeString("utf-8")


def _channel(asked: Asked, page: Any, request: HttpRequest, updated: dt.datetime, has_more: bool) -> Channel:
    absolute, url = request.build_absolute_uri, page.get_url(request)
    furniture = request_furniture(request)
    site_name = plain(furniture.texts.brand_name) if furniture.texts else plain(settings.WAGTAIL_SITE_NAME)
    name = f"{plain(page.title)}: {plain(asked.topic_name)}" if asked.topic else plain(page.title)
    size = ngettext("The latest %(count)s entry.", "The latest %(count)s entries.", LATEST) % {
        "count": LATEST
    }
    media_type = FORMATS[asked.format][0]
    links = [
        (
            "alternate",
            absolute(asked.url(address)),
            {"type": media_type, "hreflang": code},
        )
        for code, address in page.feed_versions.items()
        if code != page.locale.language_code
    ]
    if settings.WEBSUB_HUB:
        links.append(("hub", settings.WEBSUB_HUB, {}))
    paged = {
        "first": 1 if asked.number > 1 else 0,
        "previous": asked.number - 1,
        "next": asked.number + 1 if has_more else 0,
    }
    links += [(rel, absolute(asked.url(url, number)), {}) for rel, number in paged.items() if number > 0]
    return Channel(
        title=f"{name} – {site_name}",
        description=" ".join(part for part in (plain(page.summary), size) if part),
        site_name=site_name,
        home_url=absolute(furniture.home_url),
        url=absolute(
            url + (f"?topic={asked.topic}" if asked.topic and "topic" in (page.list_filters or ()) else "")
        ),
        feed_url=absolute(asked.url(url, asked.number)),
        language=page.locale.language_code,
        updated=updated,
        media_type=media_type,
        links=links,
    )


def _add(generator: Any, entry: Entry) -> None:
    shown = entry.picture
    generator.add_item(
        title=entry.title,
        link=entry.url,
        description=entry.summary,
        unique_id=entry.id,
        unique_id_is_permalink=False,
        pubdate=entry.published,
        updateddate=entry.updated,
        categories=entry.topics,
        enclosures=[Enclosure(shown.url, str(shown.length), shown.media_type)] if shown else [],
        entry=entry,
    )


def _item_links(entry: Entry) -> list[tuple[str, str, dict[str, str]]]:
    """Return an entry's links beyond its own address: its other languages, the original, the licence."""
    links = [
        ("alternate", url, {"type": "text/html", "hreflang": code}) for code, url in entry.alternates.items()
    ]
    more = [("canonical", entry.original_url), ("via", entry.original_url), ("license", entry.licence_url)]
    return links + [(rel, url, {}) for rel, url in more if url]


class RssFeed(Rss201rev2Feed):
    """RSS 2.0, with what it lacks from Atom and Dublin Core."""

    def rss_attributes(self) -> dict[str, str]:
        """Return the attributes of the root."""
        return super().rss_attributes() | _RSS_NAMESPACES | {"xml:lang": self.feed["language"]}

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        """Write the links of the feed."""
        super().add_root_elements(handler)
        for rel, url, more in self.feed["channel"].links:
            handler.addQuickElement("atom:link", None, {"rel": rel, "href": url, **more})

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Write an entry."""
        super().add_item_elements(handler, item)
        entry: Entry = item["entry"]
        for name in entry.authors:
            handler.addQuickElement("dc:creator", name)
        if entry.licence:
            handler.addQuickElement("dc:rights", entry.licence)
        handler.addQuickElement("dc:language", entry.language)
        handler.addQuickElement("atom:updated", rfc3339_date(entry.updated))
        for rel, url, more in _item_links(entry):
            handler.addQuickElement("atom:link", None, {"rel": rel, "href": url, **more})
        handler.addQuickElement("content:encoded", entry.html)

    def latest_post_date(self) -> dt.datetime:
        """Return when the feed changed last."""
        return self.feed["channel"].updated


class AtomFeed(Atom1Feed):
    """Atom (RFC 4287)."""

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        """Write the links of the feed."""
        super().add_root_elements(handler)
        for rel, url, more in self.feed["channel"].links:
            handler.addQuickElement("link", None, {"rel": rel, "href": url, **more})

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        """Return the attributes of an entry."""
        return {"xml:lang": item["entry"].language}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Write an entry; its summary is plain text."""
        entry: Entry = item["entry"]
        super().add_item_elements(
            handler, item | {"description": None, "item_copyright": entry.licence or None}
        )
        for name in entry.authors:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")
        for rel, url, more in _item_links(entry):
            handler.addQuickElement("link", None, {"rel": rel, "href": url, **more})
        if entry.summary:
            handler.addQuickElement("summary", entry.summary, {"type": "text"})
        handler.addQuickElement("content", entry.html, {"type": "html"})

    def latest_post_date(self) -> dt.datetime:
        """Return when the feed changed last."""
        return self.feed["channel"].updated


def _json_feed(channel: Channel, entries: list[Entry]) -> dict[str, Any]:
    """Return a feed as JSON Feed 1.1 (jsonfeed.org) has it; `_languages` is an extension of ours."""
    found = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "description": channel.description,
        "home_page_url": channel.url,
        "feed_url": channel.feed_url,
        "next_url": channel.url_of("next"),
        "language": channel.language,
        "authors": [{"name": channel.site_name, "url": channel.home_url}],
        "hubs": [{"type": "WebSub", "url": url} for rel, url, _more in channel.links if rel == "hub"],
        "_languages": {more["hreflang"]: url for rel, url, more in channel.links if rel == "alternate"},
        "items": [_json_item(entry) for entry in entries],
    }
    return {name: value for name, value in found.items() if value or name == "items"}


def _json_item(entry: Entry) -> dict[str, Any]:
    shown = entry.picture
    attachment = shown and {"url": shown.url, "mime_type": shown.media_type, "size_in_bytes": shown.length}
    found = {
        "id": entry.id,
        "url": entry.url,
        "external_url": entry.original_url,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.html,
        "image": shown.url if shown else "",
        "date_published": rfc3339_date(entry.published),
        "date_modified": rfc3339_date(entry.updated),
        "authors": [{"name": name} for name in entry.authors],
        "tags": entry.topics,
        "language": entry.language,
        "attachments": [attachment] if attachment else [],
        "_languages": entry.alternates,
    }
    return {name: value for name, value in found.items() if value or name == "content_html"}
