"""Every calendar of the demo site, as a calendar program asks for it, is read by two libraries alike."""

import datetime as dt
import re
import urllib.request

import pytest
from bs4 import BeautifulSoup

from tests.news.calendar_reading import read

pytestmark = [pytest.mark.browser, pytest.mark.once]

LANGUAGES = ("en", "lt", "lv", "uk")


def get(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=30) as answer:  # noqa: S310 - our own server
        return answer.read()


def pages_below(site, language: str) -> list[str]:
    """Return the addresses of the events and calls of a language, as the sitemap names them."""
    words = {"en": "events|calls", "lt": "renginiai|kvietimai", "lv": "[^/]+", "uk": "[^/]+"}[language]
    found = re.findall(r"<loc>([^<]+)</loc>", get(f"{site.url}/sitemap-{language}.xml").decode())
    return [url for url in found if re.search(rf"/{language}/(?:{words})/[^/]+/$", url)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_calendar_is_read_alike(demo_site, language):
    found: dict[str, set[str]] = {}
    for page in pages_below(demo_site, language):
        html = BeautifulSoup(get(page), "html.parser")
        for link in html.select('a[href^="/"][href*=".ics"]'):
            entries = read(get(f"{demo_site.url}{link['href']}"))
            found.setdefault(link["href"].rpartition("/")[2], set()).update(entry.uid for entry in entries)
    if language == "en":
        assert set(found) == {"event.ics", "event.ics?slots=1", "deadline.ics"}
    assert found["event.ics"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_subscription_is_read_alike(demo_site, language):
    home = BeautifulSoup(get(f"{demo_site.url}/{language}/"), "html.parser")
    indexes = {
        link["href"] for link in home.select(f'a[href^="/{language}/"]') if link["href"].count("/") == 3
    }
    calendars = set()
    for index in indexes:
        page = BeautifulSoup(get(f"{demo_site.url}{index}"), "html.parser")
        calendars |= {link["href"] for link in page.select('a[href^="webcal:"]')}
    assert len({url.partition("?")[0] for url in calendars}) == 2
    counts = [len(read(get(url.replace("webcal:", "http:")))) for url in sorted(calendars)]
    assert max(counts) > 0


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("America/New_York", ["Your time: {day}, 07:00–09:30"]),
        ("Europe/Kyiv", []),  # the clock there says the same
        ("Europe/Warsaw", []),  # the partner's, which the page says already
    ],
)
def test_event_says_when_it_is_by_the_visitors_own_clock(visit, zone, expected):
    page = visit("/en/events/energy-workshop/", timezone_id=zone)
    page.wait_for_load_state("networkidle")
    rows = page.locator("[data-local-time]:visible").all()
    start = dt.datetime.fromisoformat(page.locator("[data-local-time]").first.get_attribute("data-start"))
    day = f"{start.day} {start:%B}"  # the demo's events are so many days after it was loaded
    assert [row.locator("dd").inner_text() for row in rows] == [text.format(day=day) for text in expected]
