"""Dates and times as packages write them: ISO 8601, or counted from the day of loading (`today-3 13:00`).

What is counted from a day is fixed when it is loaded first: a later load takes what is stored then.
"""

import datetime as dt
import re
import zoneinfo
from typing import Final

from django.utils import timezone
from django.utils.dateparse import parse_duration

from cms.zones import exists_in

_RELATIVE = re.compile(r"today(?P<days>[+-]\d{1,5})?(?: (?P<time>\d{1,2}:\d{2}))?")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"\d{1,2}:\d{2}(:\d{2})?")
_DURATION = re.compile(r"(\d+ )?\d{1,3}:\d{2}:\d{2}")

DATE_WANTED: Final = "Write a date as 2022-01-28, or as today+30."
TIME_WANTED: Final = "Write a time as 13:00."
DATETIME_WANTED: Final = (
    "Write a date and a time as 2022-01-28T13:00, with an offset or without, or as today+30 13:00."
)
DURATION_WANTED: Final = "Write a duration as 0:03:25 (hours, minutes, seconds)."


def is_relative(text: object) -> bool:
    """Tell whether a value is counted from the day of loading."""
    return isinstance(text, str) and _RELATIVE.fullmatch(text) is not None


def days_from_today(text: str) -> int:
    """Return how many days after the day of loading a relative value lies."""
    match = _RELATIVE.fullmatch(text)
    return int(match["days"] or 0)


def read_date(text: object, today: dt.date) -> dt.date:
    """Return a date. Raises `ValueError` with what is wanted."""
    if is_relative(text) and not _RELATIVE.fullmatch(text)["time"]:
        return today + dt.timedelta(days=days_from_today(text))
    if not isinstance(text, str) or not _DATE.fullmatch(text):
        raise ValueError(DATE_WANTED)
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"There is no {text}. {DATE_WANTED}") from None


def read_time(text: object) -> dt.time:
    """Return a time of day. Raises `ValueError` with what is wanted."""
    if not isinstance(text, str) or not _TIME.fullmatch(text):
        raise ValueError(TIME_WANTED)
    try:
        return dt.time.fromisoformat(text.zfill(5) if len(text) < 6 else text.zfill(8))
    except ValueError:
        raise ValueError(f"There is no {text}. {TIME_WANTED}") from None


def read_datetime(text: object, today: dt.date, zone: str) -> dt.datetime:
    """Return an instant; without an offset the text is in `zone`. Raises `ValueError` with what is wanted."""
    if not isinstance(text, str):
        raise ValueError(DATETIME_WANTED)
    match = _RELATIVE.fullmatch(text)
    if match:
        day = today + dt.timedelta(days=int(match["days"] or 0))
        value = dt.datetime.combine(day, read_time(match["time"] or "00:00"))
    elif _DATE.match(text) and len(text) > 10:
        try:
            value = dt.datetime.fromisoformat(text)
        except ValueError:
            raise ValueError(DATETIME_WANTED) from None
    else:
        raise ValueError(DATETIME_WANTED)
    if value.tzinfo is None:
        if not exists_in(zone, value):
            raise ValueError(f"This time does not exist in {zone}: the clocks go forward in that night.")
        value = value.replace(tzinfo=zoneinfo.ZoneInfo(zone))
    return value.astimezone(dt.UTC)


def read_duration(text: object) -> dt.timedelta:
    """Return a duration. Raises `ValueError` with what is wanted."""
    if not isinstance(text, str) or not _DURATION.fullmatch(text):
        raise ValueError(DURATION_WANTED)
    return parse_duration(text)


def write_datetime(value: dt.datetime, zone: str) -> str:
    """Return an instant as a package has it: in a zone, with its offset, to the second."""
    return value.astimezone(zoneinfo.ZoneInfo(zone)).isoformat(timespec="seconds")


def site_zone(name: object) -> str:
    """Return `name` where it is a time zone, else the site's own."""
    try:
        zoneinfo.ZoneInfo(str(name or ""))
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return timezone.get_default_timezone_name()
    return str(name)
