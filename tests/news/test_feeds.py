"""Feeds of news, events and calls: three formats that say the same, in each language, by topic."""

import datetime as dt
import json

import feedparser
import pytest
from bs4 import BeautifulSoup
from lxml import etree

from cms.feeds import FORMATS, LATEST
from cms.models import PageTopic
from news.models import ArticleIndexPage, ArticlePage, EventPage
from tests.factories import make_page, make_site, make_topic
from tests.filling import full_page
from tests.fixtures.database import again
from tests.news.reading_feeds import ATOM, KINDS, address, texts_of
from tests.translation.languages import translated

pytestmark = pytest.mark.django_db

#: Queries of a feed with one entry and with three, from the second request on; of one that has not changed.
QUERIES = {"news": (14, 4), "events": (15, 5), "calls": (14, 4)}


@pytest.fixture(scope="module")
def made_home(shared_rows):
    with shared_rows():
        return make_site("en", "lt")


@pytest.fixture
def home(made_home, db):
    return again(made_home)


@pytest.mark.once
@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("kind", KINDS)
def test_number_of_queries_is_what_it_was(client, home, kind, count, django_assert_num_queries):
    page = full_page(KINDS[kind], 1)
    for _index in range(count - 1):
        full_page(KINDS[kind], 1, parent=page.get_parent())
    url = address(page)
    etag = client.get(url)["ETag"]
    whole, unchanged = QUERIES[kind]
    with django_assert_num_queries(whole):
        assert len(texts_of(client.get(url))) == count
    with django_assert_num_queries(unchanged):
        assert client.get(url, headers={"If-None-Match": etag}).status_code == 304


def test_feed_speaks_the_language_of_its_address_and_names_the_others(client, home):
    page = make_page(ArticlePage, home=home, title="Bridges")
    [twin] = translated(page, "lt")
    index = page.get_parent()
    parsed = feedparser.parse(client.get(address(page)).content)
    other = feedparser.parse(client.get(address(twin)).content)
    assert [entry.title for entry in parsed.entries] == ["Bridges"]
    assert [entry.title for entry in other.entries] == ["lt: Bridges"]
    assert (parsed.feed.language, other.feed.language) == ("en", "lt")
    assert parsed.entries[0].id != other.entries[0].id
    root = etree.fromstring(client.get(address(page)).content)
    links = {link.get("hreflang"): link.get("href") for link in root.findall(f"{ATOM}link[@hreflang]")}
    assert links == {"lt": f"http://testserver{address(twin)}"}
    entry = root.find(f"{ATOM}entry")
    links = {link.get("hreflang"): link.get("href") for link in entry.findall(f"{ATOM}link[@hreflang]")}
    assert links == {"lt": f"http://testserver{twin.url}"}
    selves = [link.get("href") for link in root.findall(f"{ATOM}link[@rel='self']")]
    assert selves == [f"http://testserver{index.url}feed.atom"]


def test_topic_is_named_by_slug_or_key(client, home):
    page = make_page(ArticlePage, home=home, title="Warm")
    make_page(ArticlePage, home=home, title="Cold")
    topic = make_topic(slug="energy", name="Energy")
    for _twice in range(2):
        PageTopic.objects.create(page=page, topic=topic, locale=page.locale)
    for value in ("energy", str(topic.translation_key)):
        parsed = feedparser.parse(client.get(f"{address(page)}?topic={value}").content)
        assert [entry.title for entry in parsed.entries] == ["Warm"]
        assert parsed.feed.title == f"{page.get_parent().title}: Energy – Bridge"
        assert parsed.feed.links[1].href.endswith("feed.atom?topic=energy")
    assert client.get(f"{address(page)}?topic=")["Location"] == address(page)
    assert client.get(f"{address(page)}?topic=nothing").status_code == 400


def test_what_the_public_may_not_see_is_in_no_feed(client, home):
    page = make_page(ArticlePage, home=home, title="Public")
    make_page(ArticlePage, home=home, title="Draft", live=False)
    make_page(ArticlePage, home=home, title="Past", expire_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    private = make_page(ArticlePage, home=home, title="Private")
    private.view_restrictions.create(restriction_type="login")
    make_page(ArticlePage, home=home, parent=make_page(ArticleIndexPage, home=home), title="Elsewhere")
    for name in FORMATS:
        text = client.get(address(page, name)).content.decode()
        assert [
            word
            for word in ("Public", "Draft", "Past", "Private")
            if f"{word}<" in text or f'"{word}"' in text
        ] == ["Public"]


def test_latest_fifty_come_first_and_older_ones_in_the_next_page(client, home, monkeypatch):
    assert LATEST == 50
    days = [dt.date(2026, 1, day) for day in (1, 2, 3)]
    pages = [make_page(ArticlePage, home=home, title=f"Of {day}", published_on=day) for day in days]
    url = address(pages[0], "feed.json")
    assert "The latest 50 entries." in client.get(url).json()["description"]
    monkeypatch.setattr("cms.feeds.LATEST", 2)
    first = client.get(url).json()
    assert [item["title"] for item in first["items"]] == ["Of 2026-01-03", "Of 2026-01-02"]
    assert first["next_url"] == f"http://testserver{url}?page=2"
    second = client.get(first["next_url"]).json()
    assert [item["title"] for item in second["items"]] == ["Of 2026-01-01"]
    assert "next_url" not in second
    atom = etree.fromstring(client.get(address(pages[0]) + "?page=2").content)
    rels = [link.get("rel") for link in atom.findall(f"{ATOM}link")]
    assert rels == ["alternate", "self", "first", "previous"]
    assert client.get(url + "?page=3").status_code == 404
    assert client.get(url + "?page=x").status_code == 400


def test_article_of_others_keeps_its_credit_and_its_address(client, home):
    page = make_page(
        ArticlePage,
        home=home,
        original_url="https://example.org/first",
        licence="cc-by",
        credit_note="First said elsewhere.",
        authors=[{"type": "name", "value": "Ona & Jonas"}],
    )
    parsed = feedparser.parse(client.get(address(page)).content).entries[0]
    assert [author.name for author in parsed.authors] == ["Ona & Jonas"]
    assert parsed.rights == "CC BY 4.0"
    links = {link.rel: link.href for link in parsed.links}
    assert links["via"] == links["canonical"] == "https://example.org/first"
    assert links["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert "First said elsewhere." in parsed.content[0].value
    item = json.loads(client.get(address(page, "feed.json")).content)["items"][0]
    assert item["external_url"] == "https://example.org/first"


@pytest.mark.once
def test_hub_is_named_where_there_is_one(client, home, settings):
    page = make_page(ArticlePage, home=home)
    assert "Link" not in client.get(address(page))
    settings.WEBSUB_HUB = "https://hub.example.org/"
    response = client.get(address(page))
    own = f"http://testserver{address(page)}"
    assert response["Link"] == f'<https://hub.example.org/>; rel="hub", <{own}>; rel="self"'
    links = {link.rel: link.href for link in feedparser.parse(response.content).feed.links}
    assert (links["hub"], links["self"]) == ("https://hub.example.org/", own)
    hubs = client.get(address(page, "feed.json")).json()["hubs"]
    assert hubs == [{"type": "WebSub", "url": "https://hub.example.org/"}]


@pytest.mark.once
def test_feed_is_only_read(client, home):
    page = make_page(ArticlePage, home=home)
    assert client.head(address(page)).status_code == 200
    assert client.post(address(page)).status_code == 405
    assert client.get(address(page, "feed.xml")).status_code == 404
    assert client.get(f"{page.url}feed.rss").status_code == 404


def test_every_page_names_the_feeds_of_its_language_and_the_index_all_formats(client, home):
    page = make_page(ArticlePage, home=home)
    event = make_page(EventPage, home=home)
    index, events = page.get_parent(), event.get_parent()

    def named(url: str) -> dict[str, str]:
        head = BeautifulSoup(client.get(url).content, "html.parser").head
        return {link["href"]: link["type"] for link in head.select('link[rel="alternate"][type]')}

    rss, atom, feed = (media_type for media_type, _name in FORMATS.values())
    main = {f"{index.url}feed.rss": rss, f"{events.url}feed.rss": rss}
    assert named(home.url) == named(page.url) == main
    assert named("/en/nowhere/") == main
    assert named(index.url) == main | {f"{index.url}feed.atom": atom, f"{index.url}feed.json": feed}
    assert named("/lt/") == {}
    make_topic(slug="energy")
    body = BeautifulSoup(client.get(f"{index.url}?topic=energy").content, "html.parser").main
    links = [link["href"] for link in body.select('[aria-labelledby="feeds"] a')]
    assert links == [f"{index.url}{name}?topic=energy" for name in FORMATS]
