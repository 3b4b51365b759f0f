"""With the clock moved over a deadline, everything that tells of it changes in the same minute, by itself."""

import datetime as dt

import feedparser
import pytest
import time_machine
from bs4 import BeautifulSoup
from icalendar import Calendar
from wagtail.models import Page

from news.models import ArticlePage, CallPage, EventPage
from search.indexing import write_page
from tests.factories import make_page, make_site

pytestmark = [pytest.mark.django_db, pytest.mark.once]

NOON = dt.datetime(2030, 6, 1, 12, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)
DAY = dt.timedelta(days=1)
#: What says of a page that a cache may not hand it out unasked.
ASK = ("no-cache", "no-store")


@pytest.fixture(scope="module")
def made_home(shared_rows):
    with shared_rows(), time_machine.travel(NOON - 9 * DAY, tick=False):
        home = make_site("en")
        make_page(CallPage, home=home, title="Partners", slug="partners", deadline_at=NOON)
        start = NOON - dt.timedelta(hours=2)
        make_page(EventPage, home=home, title="Forum", slug="forum", start_at=start, end_at=NOON)
        article = make_page(ArticlePage, home=home, title="Winter", slug="winter")
        Page.objects.filter(pk=article.pk).update(expire_at=NOON)
        return home


@pytest.fixture
def site(made_home, client, db):
    """A site with a call, an event and an article whose time is over at noon; what it says at a moment."""

    class Site:
        def read(self, url: str, moment: dt.datetime) -> BeautifulSoup:
            with time_machine.travel(moment, tick=False):
                response = client.get(url)
            assert response.status_code == 200, url
            assert any(word in response["Cache-Control"] for word in ASK), url
            return BeautifulSoup(response.content, "html.parser").main

        def words(self, url: str, moment: dt.datetime) -> str:
            return " ".join(self.read(url, moment).get_text(" ").split())

        def headings(self, url: str, moment: dt.datetime) -> list[str]:
            return [" ".join(each.get_text(" ").split()) for each in self.read(url, moment).select("h2, h3")]

        def get(self, url: str, moment: dt.datetime, **headers: str):
            with time_machine.travel(moment, tick=False):
                return client.get(url, headers=headers)

    return Site()


def index_of(model) -> str:
    return model.objects.get().get_parent().url


def test_call_closes_on_its_page_in_lists_feeds_and_calendars(site):
    page, calls = CallPage.objects.get().url, index_of(CallPage)
    before, after = NOON - SECOND, NOON
    assert "Closing soon" in site.words(page, before)
    assert "Closed" in site.words(page, after)
    assert "Closing soon" not in site.words(page, after)
    assert "Partners" in site.headings(calls, before)
    assert "Partners" not in site.headings(calls + "?state=closed", before)
    assert "Partners" not in site.headings(calls + "?state=closing", after)
    assert "Partners" in site.headings(calls + "?state=closed", after)
    tag = site.get(calls + "feed.atom", before)["ETag"]
    assert site.get(calls + "feed.atom", before, **{"If-None-Match": tag}).status_code == 304
    later = site.get(calls + "feed.atom", after, **{"If-None-Match": tag})
    assert [entry.title for entry in feedparser.parse(later.content).entries] == ["Partners · Closed"]


def test_event_is_over_on_its_page_in_lists_and_feeds_and_stays_in_the_calendar(site):
    page, events = EventPage.objects.get().url, index_of(EventPage)
    before, after = NOON, NOON + SECOND
    assert "This event is over" not in site.words(page, before)
    assert "This event is over" in site.words(page, after)
    assert "Forum" in site.headings(events, before)
    assert "Forum" not in site.headings(events + "?when=past", before)
    assert "Forum" in site.headings(events + "?when=past", after)
    tag = site.get(events + "feed.atom", before)["ETag"]
    assert site.get(events + "feed.atom", after, **{"If-None-Match": tag}).status_code == 200
    for moment in (before, after):
        entries = Calendar.from_ical(b"".join(site.get(events + "calendar.ics", moment))).events
        assert [str(entry["SUMMARY"]) for entry in entries] == ["Forum"]


def test_page_past_its_time_is_gone_from_its_address_lists_search_feeds_and_site_map(site):
    page, news = ArticlePage.objects.get().url, index_of(ArticlePage)
    write_page(ArticlePage.objects.get().pk)
    before, after = NOON, NOON + SECOND
    for moment, is_there in ((before, True), (after, False)):
        assert (site.get(page, moment).status_code == 200) == is_there
        for url in (news, "/en/search/?q=winter", "/en/sitemap/"):
            assert ("Winter" in site.words(url, moment)) == is_there, url
        for url in (news + "feed.rss", "/sitemap-en.xml"):
            assert (b"winter" in site.get(url, moment).content) == is_there, url
