"""Reads feeds as tests look at them."""

import datetime as dt
from typing import Any

from lxml import etree

from news.models import ArticlePage, CallPage, EventPage

KINDS = {"news": ArticlePage, "events": EventPage, "calls": CallPage}
ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


def address(page, name: str = "feed.atom") -> str:
    return page.get_parent().url + name


def texts_of(response) -> list[str]:
    """Return the full texts in a feed of any format, as HTML."""
    assert response.status_code == 200
    if response["Content-Type"].startswith("application/feed+json"):
        return [item["content_html"] for item in response.json()["items"]]
    root = etree.fromstring(response.content)
    return [found.text for found in (*root.iter(CONTENT), *root.iter(f"{ATOM}content"))]


def problems(response) -> list[str]:
    """Return what RSS 2.0, RFC 4287 and JSON Feed 1.1 require and a feed lacks."""
    if response["Content-Type"].startswith("application/feed+json"):
        return json_problems(response.json())
    root = etree.fromstring(response.content)
    if root.tag == "rss":
        channel = root.find("channel")
        found = [name for name in ("title", "link", "description", "language") if not channel.findtext(name)]
        for item in channel.iter("item"):
            found += [name for name in ("title", "link", "guid", "pubDate") if not item.findtext(name)]
            found += [name for name in ("url", "length", "type") if not item.find("enclosure").get(name)]
        return found
    found = []
    for part in (root, *root.iter(f"{ATOM}entry")):
        found += [name for name in ("id", "title", "updated") if not part.findtext(f"{ATOM}{name}")]
        links = [
            (link.get("rel"), link.get("type"), link.get("hreflang")) for link in part.iter(f"{ATOM}link")
        ]
        if part is not root:
            found += [str(link) for link in set(links) if link[0] == "alternate" and links.count(link) > 1]
    return found


def json_problems(feed: dict[str, Any]) -> list[str]:
    found = [] if feed["version"] == "https://jsonfeed.org/version/1.1" else ["version"]
    found += [name for name in ("title", "feed_url", "home_page_url", "language") if not feed[name]]
    for item in feed["items"]:
        found += [name for name in ("id", "url", "title", "content_html") if not isinstance(item[name], str)]
        found += [name for name in ("date_published", "date_modified") if not rfc3339(item[name])]
    return found


def rfc3339(text: str) -> bool:
    return dt.datetime.fromisoformat(text).tzinfo is not None
