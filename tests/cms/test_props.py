"""Contacts and recordings of which little is known, as visitors see them."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from wagtail.models import Locale

from cms.models import Contact, MediaItem
from cms.props import contact_props
from cms.recordings import recording_links, recordings_props
from home.models import StandardPage
from tests.factories import make_image, make_page, make_site

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def made(shared_rows):
    with shared_rows():
        make_site()


def record(model, **fields):
    return model.objects.create(locale=Locale.objects.get(language_code="en"), **fields)


def subtitled(*versions: tuple[str, str]) -> list[dict]:
    return [{"type": "version", "value": {"language": code, "url": url}} for code, url in versions]


def shown(template: str, **context) -> BeautifulSoup:
    return BeautifulSoup(render_to_string(template, context), "html.parser")


def cards(*items) -> BeautifulSoup:
    return shown("parts/recordings.html", recordings=recordings_props(items))


def words(element) -> str:
    return " ".join(element.get_text(" ", strip=True).split())


def test_contact_known_by_its_address_only_shows_the_address():
    contact = record(Contact, email="desk@example.org")
    html = shown("parts/contact.html", contact=contact_props(contact))
    assert html.select(".contact__name") == []
    assert words(html) == "Email: desk@example.org"


def test_contact_known_by_its_name_only_shows_the_name():
    html = shown("parts/contact.html", contact=contact_props(record(Contact, name="Help desk")))
    assert words(html) == "Help desk"
    assert html.select("a, ul") == []


def test_recording_with_an_address_is_a_link_that_promises_to_play():
    html = cards(record(MediaItem, title="A greeting", url="https://example.org/v"))
    assert [(link["href"], link.text) for link in html.select("a")] == [
        ("https://example.org/v", "A greeting")
    ]
    assert len(html.select(".media-card__play")) == 1


def test_recording_without_an_address_is_its_title_and_nothing_to_press():
    poster = make_image()
    html = cards(
        record(
            MediaItem,
            title="Sveikinimas",
            title_language="lt",
            language="lt",
            poster=poster,
            duration=dt.timedelta(seconds=90),
        )
    )
    assert html.select("a, button, .media-card__play, [tabindex]") == []
    title = html.select_one("h3")
    assert (title.text, title.span["lang"]) == ("Sveikinimas", "lt")
    assert words(html.select_one(".media-card__meta")) == "Video in Lithuanian , duration 1:30"


def test_recording_without_address_and_poster_shows_no_empty_frame():
    html = cards(record(MediaItem, title="A greeting", duration=dt.timedelta(seconds=90)))
    assert html.select(".media-card__poster, .visually-hidden") == []
    assert words(html) == "A greeting Video , duration 1:30"


def test_recording_without_an_address_still_leads_to_its_subtitled_versions():
    item = record(MediaItem, title="A greeting", subtitles=subtitled(("uk", "https://example.org/uk")))
    html = cards(item)
    assert [(link["href"], words(link)) for link in html.select("a")] == [
        ("https://example.org/uk", "With subtitles: Ukrainian (another website)")
    ]
    assert [entry["url"] for entry in recording_links([item])] == ["https://example.org/uk"]


def test_recording_without_any_address_is_listed_without_a_link():
    item = record(MediaItem, title="A greeting", subtitles=subtitled(("en", ""), ("uk", "")))
    html = shown("components/link_list.html", items=recording_links([item]))
    assert html.select("a") == []
    assert words(html) == "A greeting Video · Subtitles: English and Ukrainian"


def test_page_with_a_recording_without_address_is_served(client):
    item = record(MediaItem, title="A greeting")
    page = make_page(StandardPage, body=[{"type": "media", "value": {"items": [item.pk]}}])
    html = BeautifulSoup(client.get(page.url).content, "html.parser")
    assert [words(card) for card in html.select(".media-card")] == ["A greeting Video"]
    assert [link for link in html.select("a[href]") if not link["href"] or "None" in link["href"]] == []
