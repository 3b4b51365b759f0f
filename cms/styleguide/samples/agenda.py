"""Agendas and calendars."""

import datetime as dt

from cms import formats
from cms.styleguide.gallery import Group, state
from cms.styleguide.samples.pieces import (
    FIRST_DAY,
    FOREIGN_LANGUAGE,
    FOREIGN_TITLE,
    HERE,
    day,
    rich,
)

group = Group("agenda", "Agenda and calendar")


def slot(words, minutes, length, title, **more):
    """Return a slot that begins so many minutes after nine in the morning of the first day."""
    start = dt.datetime.combine(FIRST_DAY, dt.time(9)) + dt.timedelta(minutes=minutes)
    end = start + dt.timedelta(minutes=length)
    return {
        "start_iso": start.isoformat(),
        "start": formats.format_time(start),
        "end_iso": end.isoformat(),
        "end": formats.format_time(end),
        "duration_label": formats.format_duration(length),
        "title": title,
    } | more


def talk(words):
    """Return a slot that has all that a slot can have."""
    speakers = [
        {
            "name": words.people[0],
            "url": HERE,
            "role": words.roles[0],
            "organisation": words.organisations[0],
        },
        {"name": words.people[1], "organisation": words.organisations[1]},
    ]
    document = {"url": HERE, "title": words.titles[0], "format": "PDF", "size": formats.format_size(1234567)}
    return slot(
        words, 15, 45, words.titles[0], kind="panel", kind_label=words.slots[2], track=words.tracks[0],
        speakers=speakers, minutes_per_speaker=5, text=rich(words.sentences[0]),
        questions=[{"label": words.labels[0], "intro": words.sentences[1], "items": words.questions}],
        documents=[document], anchor="talk",
    )  # fmt: skip


def six_slots(words):
    """Return an afternoon."""
    speaker = [{"name": words.people[2], "role": words.roles[2]}]
    return [
        slot(words, 0, 15, words.slots[0], speakers=speaker),
        talk(words),
        slot(words, 60, 20, words.slots[1], kind="break", kind_label=words.slots[1]),
        slot(words, 80, 40, words.titles[2], kind="panel", kind_label=words.slots[2]),
        slot(words, 120, 30, FOREIGN_TITLE, lang=FOREIGN_LANGUAGE),
        slot(words, 150, 10, words.actions[0]),
    ]


def three_days(words):
    """Return sixty slots on three days, in two tracks."""
    days = []
    for number in range(3):
        slots = [
            slot(
                words,
                number * 1440 + (index // 2) * 45,
                45,
                words.titles[index % 6],
                track=words.tracks[index % 2],
                speakers=[{"name": words.people[index % 4], "role": words.roles[index % 3]}],
            )
            for index in range(20)
        ]
        short = formats.format_short_day(FIRST_DAY + dt.timedelta(days=number))
        days.append(
            {
                "date_label": day(number)["label"],
                "date_iso": day(number)["iso"],
                "short_label": short,
                "slots": slots,
            }
        )
    return days


@group.component("agenda")
def agenda(words):
    one = {"date_label": day()["label"], "date_iso": day()["iso"]}
    zone = formats.zone_label("Europe/Vilnius", dt.datetime.combine(FIRST_DAY, dt.time(9), dt.UTC))
    long = slot(
        words, 0, 90, words.long_title, kind="panel", kind_label=words.long_word, track=words.long_organisation,
        speakers=[{"name": words.long_person, "role": words.roles[1], "organisation": words.long_organisation}],
    )  # fmt: skip
    yield state(
        "Six slots on one day",
        days=[one | {"slots": six_slots(words)}],
        zone_label=zone,
        caption=words.titles[4],
    )
    yield state(
        "One slot, nothing but its time", days=[one | {"slots": [slot(words, 0, 90, words.titles[0])]}]
    )
    yield state("Sixty slots on three days, in two tracks", days=three_days(words), zone_label=zone, level=2)
    yield state(
        "Long words", days=[one | {"slots": [long, slot(words, 90, 15, words.long_word, kind="break")]}]
    )


ROW = '<table class="agenda"><tbody>{}</tbody></table>'


@group.component("agenda_row", around=ROW)
def agenda_row(words):
    together = [slot(words, 0, 45, words.titles[index], track=words.tracks[index]) for index in (0, 1)]
    apart = [
        slot(words, 0, 30 * (index + 1), words.titles[index], anchor=f"talk-{index}") for index in (0, 1)
    ]
    yield state("One slot", slots=[talk(words)])
    yield state("Two that end together", slots=together)
    yield state("Two that end at different times", slots=apart)
    yield state("Break", slots=[slot(words, 60, 20, words.slots[1], kind="break")])
    without_end = {"start": "09:00", "start_iso": "2026-09-17T09:00:00", "title": words.slots[0]}
    yield state("Title alone", slots=[without_end])


@group.component("agenda_session")
def agenda_session(words):
    yield state("All that a slot can have", slot=talk(words))
    yield state("With its own times", slot=slot(words, 0, 45, words.titles[0]), own_times=True)
    yield state("In another language", slot=slot(words, 60, 20, FOREIGN_TITLE, lang=FOREIGN_LANGUAGE))


@group.component("agenda_times")
def agenda_times(words):
    yield state("From, to and how long", slot=slot(words, 0, 75, words.titles[0]))
    yield state("A beginning alone", slot={"start": "09:00", "start_iso": "2026-09-17T09:00:00"})


def weeks(events):
    """Return September 2026 in weeks; `events` tells what is on a day, by its number."""
    first = dt.date(2026, 8, 31)
    days = [first + dt.timedelta(days=number) for number in range(35)]
    cells = [
        {
            "day": each.day,
            "iso": each.isoformat(),
            "label": formats.format_date(each, weekday=True),
            "in_month": each.month == 9,
            "today": each == dt.date(2026, 9, 10),
            "events": events.get(each.day, []) if each.month == 9 else [],
        }
        for each in days
    ]
    return [cells[start : start + 7] for start in range(0, 35, 7)]


@group.component("month_calendar", frame="container")
def month_calendar(words):
    names = [formats.weekday_names(index) for index in range(7)]
    months = [formats.format_month(dt.date(2026, month, 1)) for month in (8, 9, 10)]
    event = {"url": HERE, "title": words.titles[4], "time": "13:00"}
    cancelled = {"label": words.statuses[3], "tone": "danger"}
    usual = {
        3: [event],
        17: [event, {"url": HERE, "title": FOREIGN_TITLE, "lang": FOREIGN_LANGUAGE}],
        24: [{"url": HERE, "title": words.titles[0], "status": cancelled}],
    }
    around = {"prev_url": HERE, "prev_label": months[0], "next_url": HERE, "next_label": months[2]}
    yield state("Three days with events", label=months[1], weeks=weeks(usual), weekday_names=names, **around)
    yield state(
        "A month without events",
        label=months[1],
        weeks=weeks({}),
        is_empty=True,
        weekday_names=[name["short"] for name in names],
        prev_url=HERE,
    )
    yield state(
        "Full days and long words",
        label=months[1],
        weeks=weeks({number: [event, {"url": HERE, "title": words.long_word}] for number in (7, 8, 9, 30)}),
        weekday_names=names,
    )
