"""The whole demo site, walked as a search engine does: links, languages, sitemaps and what may be indexed."""

import re
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urldefrag, urljoin, urlsplit
from xml.etree import ElementTree

import lxml.html
import pytest
from py3langid.langid import MODEL_FILE, LanguageIdentifier

pytestmark = pytest.mark.once

LANGUAGES = ("en", "lt", "lv", "uk")
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
#: From how many characters on a text's language is told reliably.
LONG = 160
MOST_PAGES = 900


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None


@dataclass
class Seen:
    """What an address answered."""

    status: int
    headers: dict
    body: str = ""
    html: lxml.html.HtmlElement | None = None
    links: set[str] = field(default_factory=set)

    @property
    def is_indexed(self) -> bool:
        robots = [] if self.html is None else self.html.xpath("//meta[@name='robots']/@content")
        return self.status == 200 and not any("noindex" in each for each in robots)

    @property
    def canonical(self) -> str:
        return next(iter(self.html.xpath("//link[@rel='canonical']/@href")), "")

    @property
    def alternates(self) -> dict[str, str]:
        links = self.html.xpath("//link[@rel='alternate'][@hreflang]")
        return {link.get("hreflang"): link.get("href") for link in links}

    @cached_property
    def places(self) -> set[str]:
        return set(self.html.xpath("//@id"))


class Crawler:
    """Asks each address once."""

    def __init__(self, base: str):
        self.base = base
        self.open = urllib.request.build_opener(NoRedirect).open
        self.seen: dict[str, Seen] = {}

    def get(self, url: str) -> Seen:
        if url not in self.seen:
            self.seen[url] = self._ask(url)
        return self.seen[url]

    def _ask(self, url: str) -> Seen:
        try:
            with self.open(url, timeout=30) as answer:
                status, headers, body = answer.status, dict(answer.headers), answer.read()
        except urllib.error.HTTPError as error:
            status, headers, body = error.code, dict(error.headers), error.read()
        seen = Seen(status, headers)
        if body and "html" in headers.get("content-type", headers.get("Content-Type", "")):
            seen.body = body.decode()
            seen.html = lxml.html.document_fromstring(seen.body)
            seen.links = {
                urljoin(url, link)
                for link in seen.html.xpath("//a/@href")
                if not link.startswith(("mailto:", "tel:", "javascript:"))
            }
        elif "xml" in headers.get("content-type", headers.get("Content-Type", "")):
            seen.body = body.decode()
        return seen

    def sitemap(self) -> dict[str, dict[str, str]]:
        """Return every address that the sitemaps name, with its versions."""
        found = {}
        for entry in ElementTree.fromstring(self.get(f"{self.base}/sitemap.xml").body):  # noqa: S314
            for url in ElementTree.fromstring(self.get(entry.find(f"{SITEMAP}loc").text).body):  # noqa: S314
                found[url.find(f"{SITEMAP}loc").text] = {
                    link.get("hreflang"): link.get("href") for link in url.findall(f"{XHTML}link")
                }
        return found

    def is_ours(self, url: str) -> bool:
        return url.startswith(self.base) and not urlsplit(url).path.startswith("/admin/")


@pytest.fixture(scope="module")
def walked(demo_site) -> tuple[Crawler, dict]:
    """Everything that can be reached from the sitemaps."""
    crawler = Crawler(demo_site.url.rstrip("/"))
    named = crawler.sitemap()
    waiting = list(named)
    while waiting and len(crawler.seen) < MOST_PAGES:
        url = waiting.pop()
        if url in crawler.seen:
            continue
        found = crawler.get(url).links
        if "?" not in url:  # the filters of a list lead to each other in every combination
            waiting += [urldefrag(link)[0] for link in found if crawler.is_ours(link)]
    assert len(crawler.seen) < MOST_PAGES, "the site has no end: a list links to ever new addresses"
    return crawler, named


def test_sitemaps_name_a_page_in_every_language(walked):
    _crawler, named = walked
    languages = {urlsplit(url).path.split("/")[1] for url in named}
    assert (languages, len(named) > 100) == (set(LANGUAGES), True)


def test_every_link_leads_to_something(walked):
    crawler, _named = walked
    broken = {url: seen.status for url, seen in crawler.seen.items() if seen.status not in (200, 301, 302)}
    assert broken == {}
    for url, seen in list(crawler.seen.items()):
        if seen.status in (301, 302):
            target = urljoin(url, {name.lower(): value for name, value in seen.headers.items()}["location"])
            assert crawler.get(target).status == 200, f"{url} leads to {target}"


def test_every_place_within_a_page_is_there(walked):
    crawler, _named = walked
    lost = []
    for url, seen in crawler.seen.items():
        for link in seen.links:
            address, place = urldefrag(link)
            target = crawler.seen.get(address)
            if place and target is not None and target.html is not None and place not in target.places:
                lost.append(f"{url}: {link}")
    assert lost == []


def test_pages_and_sitemaps_agree(walked):
    crawler, named = walked
    wrong = []
    for url, versions in named.items():
        seen = crawler.seen[url]
        code = urlsplit(url).path.split("/")[1]
        if (seen.status, seen.html.get("lang"), seen.canonical, seen.is_indexed) != (200, code, url, True):
            wrong.append(f"{url}: {seen.status} {seen.html.html['lang']} {seen.canonical}")
        if seen.alternates != versions:
            wrong.append(f"{url}: {seen.alternates} in its head, {versions} in the sitemap")
    assert wrong == []


def test_every_version_names_every_other(walked):
    _crawler, named = walked
    wrong = [
        f"{url} names {code} {other}, which names {named.get(other)}"
        for url, versions in named.items()
        for code, other in versions.items()
        if named.get(other) != versions
    ]
    assert wrong == []


def test_what_may_be_indexed_is_named(walked):
    crawler, named = walked
    unnamed = [
        url
        for url, seen in crawler.seen.items()
        if seen.html is not None
        and seen.is_indexed
        and seen.canonical == url
        and "?" not in url
        and url not in named
    ]
    assert [url for url in unnamed if "/search/" not in url and not re.search(r"/\w+/\w+/$", url)] == []


def test_addresses_of_other_languages_are_not_indexed(walked):
    crawler, named = walked
    checked = 0
    for url in list(named):
        code, _slash, path = urlsplit(url).path[1:].partition("/")
        for other in LANGUAGES:
            address = f"{crawler.base}/{other}/{path}"
            if other != code and path and address not in named:
                seen = crawler.get(address)
                assert seen.status in (302, 404), address
                assert not seen.is_indexed, address
                checked += 1
    assert checked > 100


def test_every_long_text_is_in_the_language_it_is_marked_as(walked):
    crawler, named = walked
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([*LANGUAGES, "de", "fr", "pl", "ru"])
    texts = {}
    for url in named:
        for node in crawler.seen[url].html.xpath("//text()[not(ancestor::script or ancestor::style)]"):
            text = " ".join(node.split())
            if len(text) >= LONG:
                own = node.getparent().getparent() if node.is_tail else node.getparent()
                (*_above, marked) = own.xpath("ancestor-or-self::*/@lang")
                texts.setdefault((text, marked), url)
    wrong = []
    for (text, marked), url in texts.items():
        found, sure = identifier.classify(text)
        if found != marked and sure > 0.99:
            wrong.append(f"{url}: “{text[:80]}” is {found}, marked {marked}")
    assert len(texts) > 200
    assert wrong == []
