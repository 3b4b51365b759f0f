"""An agenda as a visitor reads it."""

import datetime as dt
import uuid

import pytest
from bs4 import BeautifulSoup

from news.models import EventPage
from tests.factories import make_page, make_site

pytestmark = pytest.mark.django_db


def slot(day: str, start: str, end: str) -> dict:
    value = {"day": day, "start": start, "end": end, "title": "Words", "kind": "session", "track": ""}
    return {"type": "slot", "id": str(uuid.uuid4()), "value": value}


def agenda(client, *slots: dict) -> BeautifulSoup:
    page = make_page(
        EventPage,
        start_at=dt.datetime(2030, 1, 28, 8, tzinfo=dt.UTC),
        end_at=dt.datetime(2030, 1, 29, 20, tzinfo=dt.UTC),
        agenda=list(slots),
    )
    return BeautifulSoup(client.get(page.url).content, "html.parser").select_one('[aria-labelledby="agenda"]')


def test_gaps_of_several_days_name_their_day_and_each_day_its_date_once(client):
    make_site()
    shown = agenda(
        client,
        slot("2030-01-28", "16:00", "17:00"),
        slot("2030-01-28", "17:30", "18:00"),
        slot("2030-01-29", "09:00", "10:00"),
    )
    words = shown.get_text(" ", strip=True)
    assert "Nothing is planned at: 28 January 2030, 17:00–17:30" in words
    assert words.count("Monday, 28 January 2030") == 1
    assert words.count("Tuesday, 29 January 2030") == 1
    tables = shown.select("table")
    assert [shown.find(id=table["aria-labelledby"]).get_text(strip=True) for table in tables] == [
        "Monday, 28 January 2030",
        "Tuesday, 29 January 2030",
    ]


def test_gaps_of_one_day_are_times(client):
    make_site()
    shown = agenda(
        client, slot("2030-01-28", "16:00", "17:00"), slot("2030-01-28", "17:30", "18:00")
    ).get_text(" ", strip=True)
    assert "Nothing is planned at: 17:00–17:30" in shown
    assert shown.count("Monday, 28 January 2030") == 1
