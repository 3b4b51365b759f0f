import datetime as dt
import zoneinfo

import pytest

from news import agenda
from news.models import EventPage

VILNIUS = zoneinfo.ZoneInfo("Europe/Vilnius")


def slots(*rows, zone="Europe/Vilnius"):
    """Slots from (day, start, end[, track])."""
    raw = [
        {
            "type": "slot",
            "id": f"slot-{index}",
            "value": {
                "day": day,
                "start": start,
                "end": end,
                "track": (rest or [""])[0],
                "title": f"Slot {index}",
            },
        }
        for index, (day, start, end, *rest) in enumerate(rows)
    ]
    stream = EventPage._meta.get_field("agenda").stream_block.to_python(raw)
    return agenda.read_slots(stream, zone)


def at(day, time, zone=VILNIUS):
    return dt.datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=zone)


def test_slots_are_instants_in_the_zone_of_the_event():
    (slot,) = slots(("2022-01-28", "13:00", "13:05"))
    assert (slot.start, slot.end, slot.minutes) == (
        dt.datetime(2022, 1, 28, 11, 0, tzinfo=dt.UTC),
        dt.datetime(2022, 1, 28, 11, 5, tzinfo=dt.UTC),
        5,
    )


def test_slots_come_in_order_of_time_whatever_their_order_in_the_stream():
    found = slots(("2022-01-28", "14:00", "14:25"), ("2022-01-28", "13:00", "13:05"))
    assert [slot.index for slot in found] == [1, 0]


def test_slot_that_ends_before_it_starts_ends_on_the_next_day():
    (slot,) = slots(("2022-01-28", "23:30", "00:15"))
    assert slot.minutes == 45


def test_slot_over_the_hour_that_autumn_repeats_is_an_hour_longer():
    (slot,) = slots(("2024-10-27", "02:30", "05:00"))
    assert slot.minutes == 210


def test_slots_are_grouped_by_the_day_they_start_on():
    found = slots(("2022-01-29", "09:00", "10:00"), ("2022-01-28", "23:30", "00:15"))
    assert [(day, [slot.index for slot in group]) for day, group in agenda.days(found, "Europe/Vilnius")] == [
        (dt.date(2022, 1, 28), [1]),
        (dt.date(2022, 1, 29), [0]),
    ]


def test_parallel_slots_count_once():
    found = slots(("2022-01-28", "13:00", "14:00", "A"), ("2022-01-28", "13:30", "14:30", "B"))
    assert agenda.total_minutes(found) == 90


def test_gaps_are_found_within_a_day_and_not_overnight():
    found = slots(
        ("2022-01-28", "13:00", "13:30"), ("2022-01-28", "14:00", "15:00"), ("2022-01-29", "09:00", "10:00")
    )
    assert agenda.gaps(found, "Europe/Vilnius") == [(at("2022-01-28", "13:30"), at("2022-01-28", "14:00"))]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("2022-01-28", "13:00", "14:30")], []),
        ([("2022-01-28", "12:55", "13:10")], [(0, "start", "before_event")]),
        ([("2022-01-28", "14:00", "14:31")], [(0, "end", "after_event")]),
        ([("2022-01-28", "14:00", "13:30")], [(0, "end", "reversed")]),
        ([("2022-01-28", "13:00", "13:30"), ("2022-01-28", "13:20", "13:40")], [(1, "start", "overlap")]),
        ([("2022-01-28", "13:00", "13:30", "A"), ("2022-01-28", "13:20", "13:40", "B")], []),
        (
            [("2022-01-28", "13:00", "13:30", "A"), ("2022-01-28", "13:20", "13:40", "A")],
            [(1, "start", "overlap")],
        ),
        (
            [("2022-01-28", "13:00", "13:30", "A"), ("2022-01-28", "13:20", "13:40")],
            [(1, "start", "overlap")],
        ),
        ([("2022-01-28", "13:00", "13:30"), ("2022-01-28", "13:30", "14:00")], []),
    ],
)
def test_what_cannot_be_is_found_at_its_slot(rows, expected):
    found = agenda.problems(slots(*rows), at("2022-01-28", "13:00"), at("2022-01-28", "14:30"))
    assert [(problem.index, problem.field, problem.code) for problem in found] == expected


DAY_ONE, DAY_TWO = "2022-01-28", "2022-01-29"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [
                (DAY_ONE, "11:15", "11:05"),
                (DAY_ONE, "11:30", "12:00"),
                (DAY_TWO, "09:00", "10:00"),
            ],
            [(0, "end", "reversed")],
        ),
        ([(DAY_ONE, "20:00", "09:30"), (DAY_TWO, "09:00", "10:00")], [(0, "end", "reversed")]),
        ([(DAY_ONE, "22:00", "09:30"), (DAY_TWO, "09:00", "10:00")], [(0, "end", "reversed")]),
        ([(DAY_ONE, "22:00", "09:30", "A"), (DAY_TWO, "09:00", "10:00", "B")], []),
        ([(DAY_ONE, "22:00", "01:00"), (DAY_TWO, "01:00", "02:00")], []),
        ([(DAY_ONE, "13:00", "13:00")], [(0, "end", "reversed")]),
        (
            [(DAY_ONE, "22:00", "01:00"), (DAY_ONE, "23:00", "23:30")],
            [(1, "start", "overlap")],
        ),
    ],
)
def test_slot_typed_backwards_in_an_event_of_days_is_told_at_its_own_end(rows, expected):
    found = agenda.problems(slots(*rows), at(DAY_ONE, "09:00"), at(DAY_TWO, "18:00"))
    assert [(problem.index, problem.field, problem.code) for problem in found] == expected
