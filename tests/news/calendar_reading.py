"""Reads calendars with two libraries that know nothing of each other."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import icalendar
import vobject


@dataclass(frozen=True)
class Read:
    """What a reader makes of an entry: identity, first and last instant (days for a day), title."""

    uid: str
    start: dt.date
    end: dt.date | None
    title: str


def read(content: bytes) -> list[Read]:
    """Return the entries of a calendar; AssertionError where the two readers differ or a line is not as it must be."""
    assert content.endswith(b"\r\n")
    lines = content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    content.decode()
    for line in lines:
        line.decode()  # none is folded inside a letter
    found = entries(content)
    one = [_of_icalendar(entry) for entry in found]
    assert _of_vobject(content) == one
    written = _unfolded(icalendar.Calendar.from_ical(content).to_ical())
    assert sorted(_unfolded(content)) == sorted(written), "the library writes it otherwise"
    return one


def entries(content: bytes) -> list[icalendar.Event]:
    """Return the entries as `icalendar` reads them."""
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def whole(response: Any) -> bytes:
    """Return the body of an answer, streamed or not."""
    return b"".join(response.streaming_content) if response.streaming else response.content


def _of_icalendar(entry: icalendar.Event) -> Read:
    end = entry.get("dtend")
    return Read(
        str(entry["uid"]), _instant(entry["dtstart"].dt), end and _instant(end.dt), str(entry["summary"])
    )


def _of_vobject(content: bytes) -> list[Read]:
    # It keeps the zones of the first calendar that had them (vobject 0.9.9).
    known = vars(vobject.icalendar)["__tzidMap"]
    for zone in set(known) - {"UTC"}:
        del known[zone]
    calendar = vobject.readOne(content.decode())
    found = []
    for entry in getattr(calendar, "vevent_list", []):
        end = getattr(entry, "dtend", None)
        found.append(
            Read(
                entry.uid.value,
                _instant(entry.dtstart.value),
                end and _instant(end.value),
                entry.summary.value,
            )
        )
    return found


def _instant(value: dt.date) -> dt.date:
    return value.astimezone(dt.UTC) if isinstance(value, dt.datetime) else value


def _unfolded(content: bytes) -> list[str]:
    """Return the lines; a parameter may be in quotes without need."""
    return content.decode().replace("\r\n ", "").replace('"', "").split("\r\n")
