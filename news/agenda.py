"""What an agenda says beyond its slots: their instants, days, length, gaps and clashes."""

import datetime as dt
import zoneinfo
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

#: What is longer over midnight was typed backwards.
LONGEST_NIGHT = dt.timedelta(hours=12)


@dataclass(slots=True)
class Slot:
    """A slot with its two instants. `value` is the block's value, `index` its place in the stream."""

    index: int
    key: str
    value: Any
    start: dt.datetime
    end: dt.datetime

    @property
    def minutes(self) -> int:
        """The length in whole minutes."""
        return round((self.end - self.start).total_seconds() / 60)


@dataclass(frozen=True)
class Problem:
    """What is wrong with one slot: `field` is the block field it shows at."""

    index: int
    field: str
    code: str


def read_slots(agenda: Iterable, zone: str) -> list[Slot]:
    """Return the slots of an agenda in order of time.

    A slot that ends at or before its own start ends on the next day. Slots without day or times are left out.
    """
    zone_info = zoneinfo.ZoneInfo(zone)
    slots = []
    for index, block in enumerate(agenda):
        value = block.value
        day, start, end = value.get("day"), value.get("start"), value.get("end")
        if not (day and start and end):
            continue
        slots.append(Slot(index, str(block.id), value, *instants(day, start, end, zone_info)))
    return in_order(slots)


def instants(day: dt.date, start: dt.time, end: dt.time, zone: dt.tzinfo) -> tuple[dt.datetime, dt.datetime]:
    """Return when a slot begins and ends, in UTC."""
    begin = dt.datetime.combine(day, start, zone)
    finish = dt.datetime.combine(day if end > start else day + dt.timedelta(days=1), end, zone)
    return begin.astimezone(dt.UTC), finish.astimezone(dt.UTC)


def in_order(slots: Iterable[Slot]) -> list[Slot]:
    """Return slots in order of time."""
    return sorted(slots, key=lambda slot: (slot.start, slot.end, slot.index))


def days(slots: Iterable[Slot], zone: str) -> list[tuple[dt.date, list[Slot]]]:
    """Return the slots by the day they start on, in the event's zone."""
    zone_info = zoneinfo.ZoneInfo(zone)
    grouped: dict[dt.date, list[Slot]] = defaultdict(list)
    for slot in slots:
        grouped[slot.start.astimezone(zone_info).date()].append(slot)
    return sorted(grouped.items())


def is_chosen(slot: Slot, track: str, kind: str) -> bool:
    """Tell whether a slot is of a kind, and in a track or for everybody; empty: of any, in any."""
    return (not track or (slot.value.get("track") or track) == track) and (
        not kind or (slot.value.get("kind") or "session") == kind
    )


def total_minutes(slots: Iterable[Slot]) -> int:
    """Return how many minutes are planned; parallel slots count once."""
    total, until = dt.timedelta(), None
    for slot in slots:
        start = max(slot.start, until) if until else slot.start
        if slot.end > start:
            total += slot.end - start
        until = max(until, slot.end) if until else slot.end
    return round(total.total_seconds() / 60)


def gaps(slots: Iterable[Slot], zone: str) -> list[tuple[dt.datetime, dt.datetime]]:
    """Return the stretches of a day in which nothing is planned between two slots."""
    found = []
    for _day, group in days(slots, zone):
        until = group[0].end
        for slot in group[1:]:
            if slot.start > until:
                found.append((until, slot.start))
            until = max(until, slot.end)
    return found


def problems(
    slots: Iterable[Slot],
    event_start: dt.datetime,
    event_end: dt.datetime | None,
    tracks: set[str] | None = None,
) -> list[Problem]:
    """Return what cannot be: slots that end before they start, outside the event, or clash in one track.

    `tracks` are the letters there are; a slot in another is told too. None: they are not known.

    A slot for everybody clashes with every track. One over midnight that leaves the event, is longer than half
    a day or runs into the next day's slots was typed backwards: it is told, and clashes with nothing.
    """
    found: list[Problem] = []
    earlier: list[Slot] = []
    slots = list(slots)
    for slot in slots:
        if _is_reversed(slot, slots, event_end):
            found.append(Problem(slot.index, "end", "reversed"))
            continue
        if slot.start < event_start:
            found.append(Problem(slot.index, "start", "before_event"))
        elif event_end is not None and slot.end > event_end:
            found.append(Problem(slot.index, "end", "after_event"))
        if any(_clash(slot, other) for other in earlier):
            found.append(Problem(slot.index, "start", "overlap"))
        if tracks is not None and (slot.value.get("track") or "") not in {"", *tracks}:
            found.append(Problem(slot.index, "track", "undeclared"))
        earlier.append(slot)
    return found


def _is_reversed(slot: Slot, slots: list[Slot], event_end: dt.datetime | None) -> bool:
    if slot.value["end"] > slot.value["start"]:
        return False
    if event_end is None or slot.end > event_end or slot.end - slot.start > LONGEST_NIGHT:
        return True
    return any(other.value["day"] > slot.value["day"] and _clash(slot, other) for other in slots)


def _clash(slot: Slot, other: Slot) -> bool:
    tracks = slot.value.get("track") or "", other.value.get("track") or ""
    same_track = tracks[0] == tracks[1] or "" in tracks
    return same_track and slot.start < other.end and other.start < slot.end
