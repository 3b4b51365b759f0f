"""Feeds are right at every minute, change when what they say changes, and bear whatever text there is."""

import datetime as dt
import json

import feedparser
import pytest
import time_machine
from bs4 import BeautifulSoup
from django.utils.http import http_date
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from cms.feeds import FORMATS, Asked, _feeds
from cms.feeds_entries import Entry
from cms.feeds_formats import write_feed
from cms.feeds_html import reader_html
from cms.models import Topic
from cms.plain_texts import plain
from news.models import ArticlePage, CallPage, EventPage
from tests.factories import make_page, make_site
from tests.fixtures.database import again

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2030, 6, 1, 12, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)


@pytest.fixture(scope="module")
def made_home(shared_rows):
    with shared_rows():
        return make_site("en")


@pytest.fixture
def home(made_home, db):
    return again(made_home)


class Reader:
    """Reads a feed as a program does: asks whether it has changed, and says what is new."""

    def __init__(self, client, page, name: str = "feed.atom"):
        self.client, self.url, self.etag = client, page.get_parent().url + name, ""

    def read(self, moment: dt.datetime):
        """Return the feed as it is at a moment; None where it has not changed."""
        with time_machine.travel(moment, tick=False):
            response = self.client.get(self.url, headers={"If-None-Match": self.etag})
        if response.status_code == 304:
            return None
        self.etag = response["ETag"]
        return feedparser.parse(response.content)


def words(entry) -> str:
    """Return what the full text of an entry says."""
    return " ".join(BeautifulSoup(entry.content[0].value, "html.parser").get_text(" ").split())


@pytest.mark.parametrize("name", ["feed.rss", "feed.atom"])
def test_call_says_from_its_minute_on_that_it_is_closed(client, home, name):
    with time_machine.travel(dt.datetime(2030, 5, 30, tzinfo=dt.UTC), tick=False):
        page = make_page(CallPage, home=home, title="Partners", deadline_at=NOON)
    reader = Reader(client, page, name)
    [entry] = reader.read(NOON - SECOND).entries
    assert entry.title == "Partners · Deadline: 1 June 2030, 15:00"
    assert "Status: Closing soon" in words(entry)
    assert reader.read(NOON - SECOND) is None
    [entry] = reader.read(NOON).entries
    assert entry.title == "Partners · Closed"
    assert "Status: Closed" in words(entry)
    assert reader.read(NOON + SECOND) is None
    if name == "feed.atom":
        assert entry.updated == "2030-06-01T12:00:00+00:00"


def test_event_says_when_it_is_over_and_what_became_of_it(client, home):
    start = NOON - dt.timedelta(hours=2)
    with time_machine.travel(NOON - dt.timedelta(days=9), tick=False):
        page = make_page(EventPage, home=home, title="Forum", start_at=start, end_at=NOON)
    reader = Reader(client, page)
    [entry] = reader.read(NOON).entries
    assert entry.title == "Forum · 1 June 2030"
    assert words(entry) == "Time: 1 June 2030, 13:00–15:00, Vilnius (UTC+3)"
    assert "This event is over" not in entry.content[0].value
    [entry] = reader.read(NOON + SECOND).entries
    assert "This event is over" in entry.content[0].value
    with time_machine.travel(NOON - dt.timedelta(days=8), tick=False):
        page.status, page.status_reason = "cancelled", "The hall is closed."
        page.save_revision().publish()
    earlier = reader.read(NOON - dt.timedelta(days=7)).entries[0]
    assert earlier.title == "Forum · 1 June 2030 · Cancelled"
    assert earlier.updated == "2030-05-24T12:00:00+00:00"
    assert "The hall is closed." in earlier.content[0].value


def test_what_was_changed_last_stands_first(client, home):
    for day, title in ((1, "First"), (2, "Second")):
        with time_machine.travel(NOON + dt.timedelta(days=day), tick=False):
            page = make_page(EventPage, home=home, title=title, start_at=NOON, end_at=None, status="planned")
    reader = Reader(client, page, "feed.rss")
    now = NOON + dt.timedelta(days=5)
    assert [entry.title[:6] for entry in reader.read(now).entries] == ["Second", "First "]
    with time_machine.travel(NOON + dt.timedelta(days=3), tick=False):
        first = EventPage.objects.get(title="First")
        first.status = "confirmed"
        first.save_revision().publish()
    assert [entry.title[:6] for entry in reader.read(now).entries] == ["First ", "Second"]


def test_page_past_its_time_leaves_the_feed_by_itself(client, home):
    page = make_page(ArticlePage, home=home, title="Stays")
    make_page(ArticlePage, home=home, title="Goes", expire_at=NOON)
    reader = Reader(client, page)
    assert [entry.title for entry in reader.read(NOON).entries] == ["Goes", "Stays"]
    assert reader.read(NOON) is None
    assert [entry.title for entry in reader.read(NOON + SECOND).entries] == ["Stays"]


@pytest.mark.parametrize("name", FORMATS)
def test_feed_that_has_not_changed_is_not_sent_again(client, home, name, django_capture_on_commit_callbacks):
    with time_machine.travel(NOON, tick=False):
        page = make_page(ArticlePage, home=home)
        url = page.get_parent().url + name
        first = client.get(url)
        assert first["Last-Modified"] == http_date(NOON.timestamp())
        for header, value in (
            ("If-None-Match", first["ETag"]),
            ("If-None-Match", f"W/{first['ETag']}"),
            ("If-Modified-Since", first["Last-Modified"]),
        ):
            answer = client.get(url, headers={header: value})
            assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", first["ETag"])
        with django_capture_on_commit_callbacks(execute=True):
            Topic.objects.create(name="Energy", slug="energy", locale=page.locale)
        assert client.get(url, headers={"If-None-Match": first["ETag"]}).status_code == 200


#: What breaks programs that write or read XML, HTML or JSON.
NAUGHTY = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "]]>", "</title><script>alert(1)</script>", "\x00\x08\x0b\x1f", "\ufffe\uffff\ufdd0", "\ud800", "&lt;&amp;",
            "<!--", "\u202e", "‏", "x" * 5000, '"', "\\", "\u2028",
        ]
    ),
)  # fmt: skip


@pytest.mark.once
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.lists(NAUGHTY, max_size=4).map("".join))
def test_no_text_breaks_a_feed(home, rf, text):
    home.title = home.summary = text
    home.feed_versions = {}
    own = plain(text)
    entry = Entry(
        id="urn:uuid:1", url="https://example.org/", language="en", title=own, summary=own,
        html=reader_html(f"<p>{text}</p>", "https://example.org/"), published=NOON, updated=NOON, authors=[own],
        topics=[own], picture=None, alternates={}, original_url="", licence=own, licence_url="",
    )  # fmt: skip
    request = rf.get("/en/")
    for name in FORMATS:
        asked = Asked(_feeds["news"], name)
        written = write_feed(asked, home, request, [entry], NOON, has_more=False)
        if name == "feed.json":
            item = json.loads(written.encode())["items"][0]
            assert (item.get("title", ""), item["content_html"]) == (own, entry.html)
            continue
        root = etree.fromstring(written.encode())
        assert [found.text or "" for found in root.iter("{*}title")][-1] == own
        assert "<script" not in entry.html
        assert feedparser.parse(written.encode()).bozo is False
