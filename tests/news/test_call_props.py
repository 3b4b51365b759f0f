"""What the page of a call shows: its headings, its activities with their periods."""

import pytest
from bs4 import BeautifulSoup

from news.models import CallPage
from tests.factories import make_page, make_site

pytestmark = pytest.mark.django_db

PARTS = {
    "activities": [{"type": "activity", "value": {"title": "Meetings"}}],
    "benefits": [{"type": "benefit", "value": "<p>A partner.</p>"}],
    "criteria": [{"type": "criterion", "value": {"label": "", "text": "<p>Small.</p>"}}],
    "how_to_apply": "<p>Write.</p>",
    "survey_text": "<p>Tell us.</p>",
}
STANDARD = {
    "activities": "Activities",
    "benefits": "What is offered",
    "criteria": "Who may take part",
    "apply": "How to apply",
    "survey": "Survey",
}


@pytest.fixture(autouse=True)
def site():
    return make_site()


def shown(client, **fields) -> BeautifulSoup:
    page = make_page(CallPage, **fields)
    return BeautifulSoup(client.get(page.url).content, "html.parser").main


def words(element) -> str:
    return " ".join(element.get_text(" ", strip=True).split())


def headings(html) -> dict[str, str]:
    return {heading["id"]: words(heading) for heading in html.select("section > h2[tabindex]")}


def contents(html) -> dict[str, str]:
    """Return the page's list of contents: anchor → text."""
    return {link["href"][1:]: words(link) for link in html.select("[data-contents] a")}


def test_headings_that_are_not_given_are_the_sites_own(client):
    html = shown(client, **PARTS)
    assert headings(html) == STANDARD
    assert contents(html) == STANDARD


@pytest.mark.parametrize("part", STANDARD)
def test_call_has_headings_of_its_own_on_the_page_and_in_its_contents(client, part):
    html = shown(client, **PARTS, **{f"{part}_heading": "In our own words"})
    expected = STANDARD | {part: "In our own words"}
    assert headings(html) == expected
    assert contents(html) == expected


def test_heading_of_a_part_that_is_not_there_is_not_shown(client):
    html = shown(client, **{f"{part}_heading": "In our own words" for part in STANDARD})
    assert (headings(html), contents(html)) == ({}, {})
