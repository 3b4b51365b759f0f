"""What the page of a call shows: its headings, its activities with their periods."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from wagtail.blocks.struct_block import StructBlockValidationError

from news.blocks import ActivityBlock, PeriodBlock
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


@pytest.fixture(scope="module", autouse=True)
def made(shared_rows):
    with shared_rows():
        make_site()


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


def activity(client, *periods: dict) -> tuple[str, str | None, str]:
    """Return an activity as it is shown: the period, its form for machines, the title."""
    entries = [{"type": "item", "id": str(index), "value": entry} for index, entry in enumerate(periods)]
    items = [{"type": "activity", "value": {"title": "Forums", "periods": entries}}]
    (item,) = shown(client, activities=items).select("section > ol.timeline > li")
    date = item.select_one("time, .timeline__date")
    machine = date.get("datetime") if date else None
    return words(date) if date else "", machine, words(item.select_one(".timeline__title"))


@pytest.mark.parametrize(
    ("periods", "label", "machine"),
    [
        ([], "", None),
        ([{"period": "summer 2021"}], "summer 2021", None),
        ([{"period": "summer 2021"}, {"period": "summer 2022"}], "summer 2021 and summer 2022", None),
        ([{"period": "", "starts_on": "2021-06-01"}], "1 June 2021", "2021-06-01"),
        ([{"period": "in June", "starts_on": "2021-06-01"}], "in June", None),
        (
            [{"period": "", "starts_on": "2021-06-01", "ends_on": "2021-08-31"}, {"period": "summer 2022"}],
            "1 June 2021 – 31 August 2021 and summer 2022",
            None,
        ),
        (
            [{"period": "", "starts_on": "2021-06-01"}, {"period": "", "starts_on": "2022-06-01"}],
            "1 June 2021 and 1 June 2022",
            None,
        ),
        ([{"period": "", "ends_on": "2022-08-31"}], "Until: 31 August 2022", None),
    ],
)
def test_activity_shows_all_its_periods(client, periods, label, machine):
    assert activity(client, *periods) == (label, machine, "Forums")


@pytest.mark.parametrize(
    ("value", "errors"),
    [
        ({"period": "summer 2021"}, {}),
        ({"starts_on": "2021-06-01"}, {}),
        ({"ends_on": "2021-08-31"}, {}),
        (
            {"starts_on": "2021-08-31", "ends_on": "2021-06-01"},
            {"ends_on": {"messages": ["The end is before the start."]}},
        ),
        ({}, {"period": {"messages": ["Say when, in words or by dates."]}}),
    ],
)
def test_period_says_when(value, errors):
    block = PeriodBlock()
    found = {}
    try:
        block.clean(block.to_python({"period": "", "starts_on": None, "ends_on": None, **value}))
    except StructBlockValidationError as error:
        found = error.as_json_data()["blockErrors"]
    assert found == errors


def test_draft_of_an_activity_may_have_an_empty_period():
    block = ActivityBlock()
    block.defer_required_validation()
    cleaned = block.clean(block.to_python({"title": "", "periods": [{"period": ""}], "place": ""}))
    assert [entry["period"] for entry in cleaned["periods"]] == [""]


DEADLINE = dt.datetime(2030, 6, 10, 20, 59, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("precision", "label", "machine", "fact"),
    [
        ("time", "10 June 2030, 23:59", "2030-06-10T20:59:00+00:00", "10 June 2030, 23:59, Riga (UTC+3)"),
        ("day", "10 June 2030", "2030-06-10", "10 June 2030"),
    ],
)
def test_deadline_is_shown_as_exactly_as_it_is_known(client, precision, label, machine, fact):
    page = make_page(CallPage, deadline_at=DEADLINE, deadline_precision=precision, time_zone="Europe/Riga")
    html = BeautifulSoup(client.get(page.url).content, "html.parser").main
    found = {words(entry.dt): words(entry.dd) for entry in html.select(".page-header .facts > div")}
    assert found["Deadline:"] == fact
    card = BeautifulSoup(client.get(page.get_parent().url).content, "html.parser").select_one(".card--call")
    assert (card.time.text, card.time["datetime"]) == (label, machine)
