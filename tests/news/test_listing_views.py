"""The views of a list: each has a title and an address of its own."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup

from home.models import HomePage, StandardPage
from news.models import ArticleIndexPage, ArticlePage, CallIndexPage, EventIndexPage, EventPage
from tests.factories import make_page, make_site, make_topic

pytestmark = pytest.mark.django_db

SITE = "http://testserver"


def read(response) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def head(page: BeautifulSoup) -> tuple[str, str, str]:
    """Return title, canonical address and robots of a page."""
    robots = page.select_one('meta[name="robots"]')
    canonical = page.select_one('link[rel="canonical"]')["href"]
    assert page.select_one('meta[property="og:url"]')["content"].endswith(canonical.partition("/en/")[2])
    return " ".join(page.title.text.split()), canonical, robots["content"] if robots else ""


def test_views_of_news_have_titles_of_their_own(client):
    make_site()
    topic = make_topic(name="Energy", slug="energy")
    for _number in range(13):
        make_page(ArticlePage, kind="story")
    index = ArticleIndexPage.objects.get()
    shown = {
        query: head(read(client.get(f"{index.url}{query}")))
        for query in ("", "?page=1", "?page=2", "?kind=story&page=2", "?topic=energy", "?utm_source=x")
    }
    assert shown == {
        "": (f"{index.title} – Bridge", SITE + index.url, ""),
        "?page=1": (f"{index.title} – Bridge", SITE + index.url, ""),
        "?page=2": (f"{index.title}: Page 2 of 2 – Bridge", f"{SITE}{index.url}?page=2", ""),
        "?kind=story&page=2": (
            f"{index.title}: Story, Page 2 of 2 – Bridge", f"{SITE}{index.url}?kind=story&page=2", "",
        ),
        "?topic=energy": (f"{index.title}: {topic.name} – Bridge", f"{SITE}{index.url}?topic=energy", ""),
        "?utm_source=x": (f"{index.title} – Bridge", SITE + index.url, ""),
    }  # fmt: skip
    assert client.get(f"{index.url}?topic=abc").status_code == 400
    assert client.get(f"{index.url}?page=").url == index.url


def test_views_of_calls_have_titles_of_their_own(client):
    make_site()
    index = make_page(CallIndexPage)
    assert head(read(client.get(f"{index.url}?state=closed")))[0] == f"{index.title}: Closed – Bridge"


def make_event(start: dt.datetime, end: dt.datetime, **fields) -> EventPage:
    return make_page(EventPage, start_at=start, end_at=end, time_zone="UTC", **fields)


def test_months_beyond_the_events_are_not_indexed_nor_linked(client):
    make_site()
    for month in (3, 5):
        moment = dt.datetime(2030, month, 10, 12, tzinfo=dt.UTC)
        make_event(moment, moment + dt.timedelta(hours=1))
    index = EventIndexPage.objects.get()
    found = {}
    for month in ("2030-02", "2030-03", "2030-04", "2030-05", "2030-06"):
        page = read(client.get(f"{index.url}?month={month}"))
        links = [link["href"][-7:] for link in page.select(".calendar__head a")]
        found[month] = (head(page)[0], head(page)[2], links)
        assert bool(page.select(".calendar__none")) == (month not in ("2030-03", "2030-05"))
    assert found == {
        "2030-02": (f"{index.title}: February 2030 – Bridge", "noindex", ["2030-03"]),
        "2030-03": (f"{index.title}: March 2030 – Bridge", "", ["2030-04"]),
        "2030-04": (f"{index.title}: April 2030 – Bridge", "", ["2030-03", "2030-05"]),
        "2030-05": (f"{index.title}: May 2030 – Bridge", "", ["2030-04"]),
        "2030-06": (f"{index.title}: June 2030 – Bridge", "noindex", ["2030-05"]),
    }
    assert head(read(client.get(f"{index.url}?when=past")))[0] == f"{index.title}: Past – Bridge"


def test_calendar_says_when_and_whether(client):
    make_site()
    day = dt.datetime(2030, 3, 10, 12, tzinfo=dt.UTC)
    make_event(day, day + dt.timedelta(hours=2), title="One", status="cancelled", status_reason="Snow.")
    make_event(day + dt.timedelta(days=1), day + dt.timedelta(days=3, hours=4), title="Three")
    page = read(client.get(f"{EventIndexPage.objects.get().url}?month=2030-03"))
    cells = page.select(".calendar__cell:has(li)")
    shown = {cell.time["datetime"][-2:]: cell.li.get_text(" ", strip=True) for cell in cells}
    assert shown == {
        "10": "12:00–14:00 One Cancelled", "11": "12:00 Three", "12": "Three", "13": "until 16:00 Three",
    }  # fmt: skip


def alternates(page: BeautifulSoup) -> list[str]:
    return [link["hreflang"] for link in page.select('link[rel="alternate"][hreflang]')]


def test_page_without_a_list_keeps_its_address_and_languages_whatever_is_asked(client):
    home = make_site("en", "lt")
    page = make_page(StandardPage, home)
    other = HomePage.objects.exclude(pk=home.pk).get()
    make_page(StandardPage, other, translation_key=page.translation_key)
    shown = read(client.get(f"{page.url}?page=5&topic=x"))
    assert head(shown)[1] == SITE + page.url
    assert alternates(shown) == ["en", "x-default", "lt"]


def test_page_with_its_original_elsewhere_lists_no_languages(client):
    home = make_site("en", "lt")
    article = make_page(ArticlePage, original_url="https://example.org/original")
    index = make_page(ArticleIndexPage, HomePage.objects.exclude(pk=home.pk).get())
    make_page(ArticlePage, index, translation_key=article.translation_key)
    shown = read(client.get(article.url))
    assert shown.select_one('link[rel="canonical"]')["href"] == "https://example.org/original"
    assert alternates(shown) == []
