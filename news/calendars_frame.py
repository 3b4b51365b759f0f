"""What stands around the entries of a calendar: its name, how often to ask again, the time zones in use."""

import datetime as dt
import zoneinfo
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from icalendar import Calendar, Timezone, TimezoneDaylight, TimezoneStandard, vDuration, vText, vUri

from news.calendars_lines import clean, uri

PRODUCT = "-//Tiltas//Calendars//EN"
#: How often a subscriber is asked to look again; asking costs little while nothing has changed.
REFRESH = dt.timedelta(hours=1)
#: Years for which the changes of clocks are written; others are typing errors.
YEARS = (1900, 2100)
END = b"END:VCALENDAR\r\n"


class Span(NamedTuple):
    """From when to when the instants by the clock of a zone lie."""

    zone: str
    first: dt.datetime
    last: dt.datetime


@lru_cache(maxsize=1000)
def known_zone(name: str) -> tuple[str, zoneinfo.ZoneInfo]:
    """Return a zone by name; UTC for one that the machine does not know (any more)."""
    try:
        return name, zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return "UTC", zoneinfo.ZoneInfo("UTC")


def head(*, name: str, language: str, spans: Iterable[Span], source: str = "") -> bytes:
    """Return a calendar up to its first entry; `END` follows the last.

    `source` is the address that a calendar can be subscribed to at (RFC 7986 §5.8); empty for a single file.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    words = " ".join(clean(name).split())
    calendar.add("name", vText(words, params={"LANGUAGE": language}))
    calendar.add("x-wr-calname", vText(words))
    if source:
        calendar.add("source", vUri(uri(source), params={"VALUE": "URI"}))
        calendar.add("refresh-interval", vDuration(REFRESH, params={"VALUE": "DURATION"}))
        calendar.add("x-published-ttl", vDuration(REFRESH))
    return calendar.to_ical().removesuffix(END) + b"".join(_zones(spans))


def _zones(spans: Iterable[Span]) -> list[bytes]:
    """Return each zone in use once, with what its clocks did in the years of its instants."""
    years: dict[str, tuple[int, int]] = {}
    for name, first, last in spans:
        zone, _info = known_zone(name)
        low, high = years.get(zone, (first.year, last.year))
        years[zone] = max(min(low, first.year), YEARS[0]), min(max(high, last.year), YEARS[1])
    return [_zone(zone, *span) for zone, span in sorted(years.items()) if zone != "UTC"]


@lru_cache(maxsize=100)
def _zone(name: str, first_year: int, last_year: int) -> bytes:
    """Return what the clocks of a zone did from a year before the first to a year after the last.

    The library has a function for it (`Timezone.from_tzid`, icalendar 7.3.2): spring comes an hour late there, as it
    writes the clock's time after the change where RFC 5545 §3.6.5 wants the one before.
    """
    info = zoneinfo.ZoneInfo(name)
    begin = dt.datetime(first_year - 1, 1, 1, tzinfo=dt.UTC)
    found: dict[tuple, list[dt.datetime]] = {}
    before = state = _clock(info, begin)
    for moment in (begin, *_changes(info, begin, dt.datetime(last_year + 2, 1, 1, tzinfo=dt.UTC))):
        before, state = state, _clock(info, moment)
        onset = (moment + before[0]).replace(tzinfo=None)
        found.setdefault((before[0], *state), []).append(onset)
    zone = Timezone()
    zone.add("tzid", name)
    for (offset_from, offset_to, is_daylight, label), onsets in found.items():
        part = TimezoneDaylight() if is_daylight else TimezoneStandard()
        part.add("dtstart", onsets[0])
        part.add("tzoffsetfrom", offset_from)
        part.add("tzoffsetto", offset_to)
        part.add("tzname", label)
        if onsets[1:]:
            part.add("rdate", onsets[1:])
        zone.add_component(part)
    return zone.to_ical()


def _clock(info: zoneinfo.ZoneInfo, moment: dt.datetime) -> tuple[dt.timedelta, bool, str]:
    local = moment.astimezone(info)
    return local.utcoffset(), bool(local.dst()), local.tzname()


def _changes(info: zoneinfo.ZoneInfo, begin: dt.datetime, end: dt.datetime) -> list[dt.datetime]:
    """Return the instants at which the clocks of a zone are put forward or back."""
    day, found = dt.timedelta(days=1), []
    while begin < end:
        low, high, state = begin, begin + day, _clock(info, begin)
        begin = high
        if _clock(info, high) == state:
            continue
        while high - low > dt.timedelta(seconds=1):
            middle = low + (high - low) // 2
            middle = middle.replace(microsecond=0)
            low, high = (middle, high) if _clock(info, middle) == state else (low, middle)
        found.append(high)
    return found
