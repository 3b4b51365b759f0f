"""An agenda as a visitor reads it."""

import datetime as dt
import uuid

import pytest
from bs4 import BeautifulSoup

from news.models import EventPage
from tests.factories import make_page, make_site

pytestmark = pytest.mark.django_db


def slot(day: str, start: str, end: str, **more) -> dict:
    value = {"day": day, "start": start, "end": end, "title": "Words", "kind": "session", "track": ""}
    return {"type": "slot", "id": str(uuid.uuid4()), "value": value | more}


def make_event(*slots: dict) -> EventPage:
    return make_page(
        EventPage,
        start_at=dt.datetime(2030, 1, 28, 6, tzinfo=dt.UTC),
        end_at=dt.datetime(2030, 1, 29, 20, tzinfo=dt.UTC),
        agenda=list(slots),
    )


def agenda(client, *slots: dict, query: str = "") -> BeautifulSoup:
    return shown_agenda(read(client, make_event(*slots).url + query))


def read(client, url: str) -> BeautifulSoup:
    response = client.get(url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def shown_agenda(page: BeautifulSoup) -> BeautifulSoup:
    return page.select_one('[aria-labelledby="agenda"]')


def titles(shown: BeautifulSoup) -> list[str]:
    return [title.text for title in shown.select(".agenda__title")]


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


#: Two tracks beside each other, between a break and a vote for everybody.
TRACKS = [
    slot("2030-01-28", "09:00", "09:30", title="Coffee", kind="break"),
    slot("2030-01-28", "10:00", "11:00", title="Heat", track="A"),
    slot("2030-01-28", "10:00", "11:00", title="Schools", track="B"),
    slot("2030-01-28", "12:00", "13:00", title="Ballot", kind="vote"),
]


def test_days_are_linked_to_where_there_are_several(client):
    make_site()
    shown = agenda(client, slot("2030-01-28", "09:00", "10:00"), slot("2030-01-29", "09:00", "10:00"))
    assert [(link["href"], link.get_text(strip=True)) for link in shown.select("nav a")] == [
        ("#day-2030-01-28", "Mon 28 Jan"),
        ("#day-2030-01-29", "Tue 29 Jan"),
    ]
    assert agenda(client, slot("2030-01-28", "09:00", "10:00")).select("nav") == []


def test_sessions_of_one_time_are_a_list_in_one_row(client):
    make_site()
    rows = agenda(client, *TRACKS).select("tbody tr")
    assert [row.th.get_text(strip=True) for row in rows] == [
        "09:00–09:3030\u00a0mins",
        "10:00–11:001\u00a0hr",
        "12:00–13:001\u00a0hr",
    ]
    assert [titles(row) for row in rows] == [["Coffee"], ["Heat", "Schools"], ["Ballot"]]
    assert [titles(item) for item in rows[1].select("ul.agenda__parallel > li[id]")] == [
        ["Heat"],
        ["Schools"],
    ]


def test_sessions_that_begin_together_and_end_apart_each_say_when_they_end(client):
    make_site()
    (row,) = agenda(
        client,
        slot("2030-01-28", "10:00", "10:45", track="A"),
        slot("2030-01-28", "10:00", "11:00", track="B"),
    ).select("tbody tr")
    assert row.th.get_text(strip=True) == "10:00"
    assert [times.get_text(strip=True) for times in row.select(".agenda__times")] == [
        "10:00–10:4545\u00a0mins",
        "10:00–11:001\u00a0hr",
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Coffee", "Heat", "Schools", "Ballot"]),
        ("?track=A", ["Coffee", "Heat", "Ballot"]),
        ("?kind=vote", ["Ballot"]),
        ("?track=B&kind=session", ["Schools"]),
        ("?track=C&kind=visit", []),
    ],
)
def test_filters_leave_a_track_with_what_is_for_everybody_and_a_kind(client, query, expected):
    make_site()
    assert titles(agenda(client, *TRACKS, query=query)) == expected


def test_filters_lead_back_to_the_agenda_of_the_same_page(client):
    make_site()
    event = make_event(*TRACKS)
    page = read(client, f"{event.url}?track=A")
    groups = {
        group.h3.text: {link.get_text(strip=True): link["href"] for link in group.select("a")}
        for group in shown_agenda(page).select("[role=group]")
    }
    assert groups == {
        "Track": {"Track A": f"{event.url}#agenda", "Track B": f"{event.url}?track=B#agenda"},
        "Kind": {
            "Session": f"{event.url}?track=A&kind=session#agenda",
            "Vote": f"{event.url}?track=A&kind=vote#agenda",
        },
    }
    assert shown_agenda(page).select_one(".filters__clear")["href"] == f"{event.url}#agenda"
    assert page.select_one("link[rel=canonical]")["href"] == f"http://testserver{event.url}"
    assert page.title.text.split(" – ")[0].strip() == f"{event.title}: Track A"


def test_short_agenda_of_one_track_offers_no_filters(client):
    make_site()
    shown = agenda(client, TRACKS[0], TRACKS[3])
    assert shown.select(".filters") == []


def test_filter_that_no_agenda_has_is_refused_and_an_empty_one_dropped(client):
    make_site()
    event = make_event(*TRACKS)
    refused = [
        client.get(f"{event.url}?{query}").status_code for query in ("track=Z", "kind=gossip", "track=%27")
    ]
    assert refused == [400, 400, 400]
    assert client.get(f"{event.url}?track=&kind=vote").url == f"{event.url}?kind=vote"
