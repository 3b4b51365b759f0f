"""Any event, in any zone, at any hour, is read by two libraries as it is meant."""

import datetime as dt
import uuid
import zoneinfo
from types import SimpleNamespace

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from news.calendars_entries import CALLED_OFF, Around, deadline_entry, event_entry
from news.calendars_frame import END, Span, head
from news.calendars_lines import fold, on_one_line, write
from news.choices import EVENT_STATUSES
from tests.news.calendar_reading import Read, entries, read

pytestmark = pytest.mark.once

ZONES = (
    "Europe/Vilnius", "Europe/Kyiv", "Europe/Dublin", "America/New_York", "America/St_Johns", "Australia/Lord_Howe",
    "Asia/Kathmandu", "Africa/Casablanca", "Pacific/Apia", "UTC",
)  # fmt: skip
KEY = uuid.UUID("074c57a6-641e-5a55-80aa-e14e35930331")
#: A backslash before an N is a line break to icalendar 7.3.2, however it is escaped.
WORDS = st.text(st.characters(codec="utf-8"), max_size=200).filter(lambda words: "\\N" not in words)
CHANGES = [
    dt.datetime(2027, 3, 28, 1, tzinfo=dt.UTC),  # Europe
    dt.datetime(2027, 10, 31, 1, tzinfo=dt.UTC),
    dt.datetime(2027, 3, 14, 7, tzinfo=dt.UTC),  # New York
    dt.datetime(2027, 11, 7, 6, tzinfo=dt.UTC),
]
INSTANTS = st.one_of(
    st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2035, 12, 31), timezones=st.just(dt.UTC)),
    st.builds(
        lambda change, minutes: change + dt.timedelta(minutes=minutes),
        st.sampled_from(CHANGES),
        st.integers(-180, 180),
    ),
).map(lambda moment: moment.replace(microsecond=0))


def an_event(**fields) -> SimpleNamespace:
    values = {
        "pk": 1, "title": "Forum", "summary": "", "translation_key": KEY, "url_path": "/home/events/forum/",
        "first_published_at": None, "last_published_at": dt.datetime(2026, 11, 1, tzinfo=dt.UTC),
        "start_at": dt.datetime(2027, 1, 28, 11, tzinfo=dt.UTC), "end_at": None, "time_zone": "Europe/Vilnius",
        "status": "confirmed", "status_reason": "", "change_note": "", "changed_at": None,
        "mode": "on_site", "venue": "", "address": "", "country": "",
        "platform": "", "join_url": "", "join_access": "registered", "raw_agenda": [],
    }  # fmt: skip
    return SimpleNamespace(**values | fields)


def around() -> Around:
    return Around("en", lambda page: "https://example.org/en/events/forum/")


def calendar_of(event, **options) -> bytes:
    span = Span(event.time_zone, event.start_at, event.end_at or event.start_at)
    with translation.override("en"):
        start = head(name=event.title, language="en", spans=[span])
        return start + write(event_entry(event, around(), **options)) + END


def slot(day: str, start: str, end: str, title: str = "Session") -> dict:
    value = {"day": day, "start": start, "end": end, "title": title, "track": "", "speakers": []}
    return {"type": "slot", "id": f"{day} {start}", "value": value}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(ZONES),
    INSTANTS,
    st.one_of(st.none(), st.timedeltas(dt.timedelta(0), dt.timedelta(days=9))),
    st.sampled_from([code for code, _label in EVENT_STATUSES]),
    WORDS,
    WORDS,
)
def test_any_event_is_read_at_its_instants(zone, start, length, status, title, summary):
    end = start + length.__class__(seconds=int(length.total_seconds())) if length is not None else None
    event = an_event(
        time_zone=zone, start_at=start, end_at=end, status=status, title=title, summary=summary, venue=summary
    )
    prefix = {"postponed": "Postponed: ", "cancelled": "Cancelled: "}.get(status, "")
    shown = f"{prefix}{title}" if prefix else title
    expected = Read(str(KEY), start, end if end and end > start else None, on_one_line(shown))
    assert read(calendar_of(event)) == [expected]


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=400))
def test_folded_line_is_the_line_again(line):
    octets = fold(line.encode())
    assert octets.replace(b"\r\n ", b"").decode() == line
    assert max(len(part) for part in octets.split(b"\r\n")) <= 75


def test_title_of_5000_characters_with_whatever_is_in_it():
    title = "Ž\0\x07\x1b;,\\n\u2028\n" * 625
    (found,) = read(calendar_of(an_event(title=title)))
    assert found.title == "Ž;,\\n " * 624 + "Ž;,\\n"


@pytest.mark.parametrize(
    ("status", "expected", "title"),
    [
        ("planned", "TENTATIVE", "Forum"),
        ("confirmed", "CONFIRMED", "Forum"),
        ("rescheduled", "CONFIRMED", "Forum"),
        ("postponed", "TENTATIVE", "Postponed: Forum"),
        ("cancelled", "CANCELLED", "Cancelled: Forum"),
    ],
)
def test_statuses_are_those_of_calendars(status, expected, title):
    event = an_event(status=status, status_reason="The hall is flooded.")
    (entry,) = entries(calendar_of(event))
    assert (entry["status"], entry["summary"]) == (expected, title)
    assert entry["transp"] == ("TRANSPARENT" if status in CALLED_OFF else "OPAQUE")
    assert "The hall is flooded." in entry["description"].splitlines()


@pytest.mark.parametrize(
    ("zone", "start", "end"),
    [
        ("Europe/Vilnius", "2027-03-28T00:30", "2027-03-28T01:30"),  # over the hour that spring skips
        (
            "Europe/Vilnius",
            "2027-10-31T00:30",
            "2027-10-31T01:30",
        ),  # the hour that autumn repeats: once, and again
        ("America/New_York", "2027-11-07T05:30", "2027-11-07T06:30"),
        ("Europe/Vilnius", "2027-12-31T21:00", "2028-01-01T02:00"),  # over midnight and into another year
        ("Nowhere/Land", "2027-06-01T10:00", "2027-06-01T11:00"),
    ],
)
def test_instants_stay_where_clocks_change(zone, start, end):
    begin, finish = (dt.datetime.fromisoformat(f"{moment}+00:00") for moment in (start, end))
    (found,) = read(calendar_of(an_event(time_zone=zone, start_at=begin, end_at=finish)))
    assert (found.start, found.end) == (begin, finish)


def test_zones_change_their_clocks_when_they_do():
    lines = (
        head(name="All", language="en", spans=[Span("Europe/Vilnius", CHANGES[0], CHANGES[0])])
        .decode()
        .split("\r\n")
    )
    part = lines.index("BEGIN:DAYLIGHT")
    assert "DTSTART:20260329T030000" in lines[part : part + 3]


def test_each_zone_stands_once():
    spans = [
        Span(zone, CHANGES[0], CHANGES[1])
        for zone in ("Europe/Vilnius", "Europe/Kyiv", "Europe/Vilnius", "UTC")
    ]
    lines = head(name="All", language="en", spans=spans).decode().split("\r\n")
    assert [line for line in lines if line.startswith("TZID")] == ["TZID:Europe/Kyiv", "TZID:Europe/Vilnius"]


def test_end_before_start_leaves_an_instant():
    start = dt.datetime(2027, 1, 28, 11, tzinfo=dt.UTC)
    (found,) = read(calendar_of(an_event(start_at=start, end_at=start - dt.timedelta(hours=1))))
    assert (found.start, found.end) == (start, None)


def test_agenda_is_told_day_by_day_and_as_entries_where_asked():
    agenda = [
        slot("2027-01-28", "23:30", "00:30", "Night walk"),
        slot("2027-01-29", "09:00", "10:00", "Breakfast"),
        slot("not a day", "09:00", "10:00"),
    ]
    event = an_event(raw_agenda=agenda)
    (entry,) = entries(calendar_of(event))
    assert entry["description"].splitlines() == [
        "Thursday, 28 January 2027",
        "23:30–00:30 Night walk",
        "",
        "Friday, 29 January 2027",
        "09:00–10:00 Breakfast",
        "",
        "https://example.org/en/events/forum/",
    ]
    all_of_them = read(calendar_of(event, with_slots=True))
    zone = zoneinfo.ZoneInfo("Europe/Vilnius")
    assert [(found.title, found.start, found.end) for found in all_of_them[1:]] == [
        (
            "Night walk",
            dt.datetime(2027, 1, 28, 23, 30, tzinfo=zone),
            dt.datetime(2027, 1, 29, 0, 30, tzinfo=zone),
        ),
        ("Breakfast", dt.datetime(2027, 1, 29, 9, tzinfo=zone), dt.datetime(2027, 1, 29, 10, tzinfo=zone)),
    ]
    assert len({found.uid for found in all_of_them}) == 3


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"join_access": "public"}, "https://meet.example/a"),
        ({"join_access": "registered"}, None),
        ({"join_access": "public", "mode": "on_site"}, None),
        ({"join_access": "public", "status": "cancelled"}, None),
    ],
)
def test_link_to_join_is_told_where_everybody_may_have_it(fields, shown):
    event = an_event(
        **{"mode": "online", "platform": "Jitsi", "join_url": "https://meet.example/a", **fields}
    )
    content = calendar_of(event)
    (entry,) = entries(content)
    assert entry.get("conference") == shown
    read(content)
    assert (b"meet.example" in content) == bool(shown)


def test_deadline_is_an_instant_or_a_day():
    moment = dt.datetime(2027, 6, 10, 20, 59, tzinfo=dt.UTC)
    call = SimpleNamespace(
        pk=1, title="Energy twins", summary="", translation_key=KEY, first_published_at=None,
        last_published_at=None, deadline_at=moment, deadline_precision="time", time_zone="Europe/Riga",
    )  # fmt: skip
    read_as = []
    for precision in ("time", "day"):
        call.deadline_precision = precision
        with translation.override("en"):
            lines = write(deadline_entry(call, around()))
        content = head(name="Calls", language="en", spans=[Span("Europe/Riga", moment, moment)]) + lines + END
        read_as += read(content)
    title = "Deadline: Energy twins"
    assert read_as == [Read(str(KEY), moment, None, title), Read(str(KEY), dt.date(2027, 6, 10), None, title)]


def test_numbers_grow_with_publications_and_fit():
    numbers = []
    for year in (2026, 2027, 2080):
        event = an_event(last_published_at=dt.datetime(year, 1, 1, tzinfo=dt.UTC))
        (entry,) = entries(calendar_of(event))
        numbers.append(int(entry["sequence"]))
        assert entry["last-modified"].dt == entry["dtstamp"].dt == event.last_published_at
    assert numbers == sorted(set(numbers))
    assert numbers[-1] < 2**31


def test_organiser_with_mail_is_the_organizer_and_others_are_contacts():
    key, known = uuid.uuid4(), around()
    known.mails[key] = "office@example.org"
    known.organisers[1] = [("Miestas, „Rytas“", uuid.uuid4()), ('The "Bridge"', key)]
    with translation.override("en"):
        content = (
            head(name="", language="en", spans=[])
            + write(event_entry(an_event(time_zone="UTC"), known))
            + END
        )
    read(content)
    (entry,) = entries(content)
    assert (entry["organizer"], entry["organizer"].params["CN"]) == (
        "mailto:office@example.org",
        'The "Bridge"',
    )
    assert entry["contact"] == "Miestas, „Rytas“"
