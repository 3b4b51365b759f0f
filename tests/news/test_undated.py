"""Pages without a date in lists: forced live in the database, they stay out of every list and break nothing."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.utils import translation

from cms.listings import listing_items, listing_rows
from news.call_serving import call_props, call_state
from news.event_serving import date_props, event_props, is_over, time_label
from news.models import CallIndexPage, CallPage, EventIndexPage, EventPage
from search.indexing import write_page
from tests.factories import make_page, make_site

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2029, 1, 1, tzinfo=dt.UTC)


@pytest.fixture(scope="module", autouse=True)
def made(shared_rows):
    with shared_rows():
        make_site()


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def forced_live(model, **dates):
    """Make a page that is live without its date, which only the database itself can do."""
    page = make_page(model, title="Undated")
    model.objects.filter(pk=page.pk).update(**dates)
    return model.objects.get(pk=page.pk)


def titles(response) -> list[str]:
    html = BeautifulSoup(response.content, "html.parser").main
    links = html.select(".card__title a, .calendar a[href*=event]")
    return [link.find_all(string=True, recursive=False)[-1].strip() for link in links]


@pytest.mark.parametrize("name", ["events", "past_events", "all_events"])
def test_undated_event_is_in_no_list(name):
    forced_live(EventPage, start_at=None, end_at=None)
    forced_live(EventPage, start_at=None)
    dated = {
        "events": make_page(EventPage),
        "past_events": make_page(
            EventPage,
            start_at=dt.datetime(2022, 1, 28, 11, tzinfo=dt.UTC),
            end_at=dt.datetime(2022, 1, 28, 12, tzinfo=dt.UTC),
        ),
    }
    expected = dated.values() if name == "all_events" else [dated[name]]
    assert {page.pk for page in listing_items(name, 9)} == {page.pk for page in expected}
    assert len(listing_rows(name, 9)["rows"]) == len(expected)


@pytest.mark.parametrize("query", ["", "?when=past", "?month=2030-01"])
def test_undated_event_is_not_in_the_index_and_not_in_a_month(client, query):
    forced_live(EventPage, start_at=None)
    dated = make_page(EventPage)
    response = client.get(EventIndexPage.objects.get().url + query)
    assert response.status_code == 200
    assert titles(response) == ([] if "past" in query else [dated.title])


@pytest.mark.parametrize("query", ["", "?state=closing", "?state=future", "?state=closed"])
def test_undated_call_is_in_no_list(client, query):
    forced_live(CallPage, deadline_at=None)
    forced_live(CallPage, deadline_at=None, opens_at=dt.datetime(2040, 1, 1, tzinfo=dt.UTC))
    response = client.get(CallIndexPage.objects.get().url + query)
    assert (response.status_code, titles(response)) == (200, [])
    assert listing_items("calls", 9) == []


@pytest.mark.parametrize("model", [EventPage, CallPage])
def test_undated_page_is_served_without_an_error_and_found_without_a_date(client, model):
    dates = {"start_at": None, "end_at": None} if model is EventPage else {"deadline_at": None}
    page = forced_live(model, **dates)
    write_page(page.pk)
    html = BeautifulSoup(client.get(page.url).content, "html.parser").main
    assert html.h1.text == "Undated"
    assert "The date is not set yet." in html.text
    found = BeautifulSoup(client.get("/en/search/", {"q": "Undated"}).content, "html.parser").main
    assert [(item.a.text.strip(), item.time) for item in found.select(".list-item")] == [("Undated", None)]


def test_parts_of_an_undated_event_are_empty():
    event = EventPage(title="Undated", time_zone="Europe/Vilnius")
    assert (date_props(event), time_label(event), is_over(event, NOW)) == (None, "", False)
    event.end_at = NOW - dt.timedelta(days=1)
    assert is_over(event, NOW)


@pytest.mark.parametrize(
    ("deadline", "opens", "state"),
    [
        (None, None, "undated"),
        (None, NOW + dt.timedelta(days=1), "undated"),
        (NOW, None, "closed"),
        (NOW + dt.timedelta(days=90), NOW + dt.timedelta(days=1), "future"),
        (NOW + dt.timedelta(days=14), None, "closing"),
        (NOW + dt.timedelta(days=15), NOW, "open"),
    ],
)
def test_state_of_a_call_is_what_the_clock_makes_of_its_dates(deadline, opens, state):
    assert call_state(CallPage(deadline_at=deadline, opens_at=opens), 14, NOW) == state


def test_cards_of_undated_pages_have_no_date():
    event, call = forced_live(EventPage, start_at=None, end_at=None), forced_live(CallPage, deadline_at=None)
    props = event_props(event)
    assert (props["date"], props["time_label"], props["is_past"]) == (None, "", False)
    props = call_props(call)
    assert (props["deadline_label"], props["deadline_iso"], props["is_past"]) == ("", "", False)
    assert props["state"] == {"label": "No deadline yet", "tone": "neutral"}
