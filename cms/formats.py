"""Dates, times, lists and sizes as each language writes them (Unicode CLDR, through Babel).

Django's own formats have gaps (Ukrainian “20 Січень”, no Maltese); CLDR has all languages of the site.
"""

import datetime as dt
import re
import zoneinfo
from collections.abc import Iterable
from functools import cache

from babel import dates, lists, numbers
from babel.core import get_global
from babel.units import format_unit
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

from cms.choices import current_locale

#: The space between a number and a unit, and that between a number and a word shortened to one or two letters.
NUMBER_AND_UNIT = re.compile(r"(?<=\d) (?=[^\W\d])")
NUMBER_AND_ABBREVIATION = re.compile(r"(?<=\d) (?=[^\W\d]{1,2}\.)")


def format_date(value: dt.date, precision: str = "day", *, weekday: bool = False) -> str:
    """Return a date in words: “2022 m. sausio 28 d.”, “2022. gada janvāris” (month), “2022” (year)."""
    if precision == "year":
        return str(value.year)
    locale = current_locale()
    if precision == "month":
        return format_month(value)
    text = dates.format_date(value, "full" if weekday else "long", locale=locale)
    return _unbroken(text, NUMBER_AND_ABBREVIATION)


def format_short_day(value: dt.date) -> str:
    """Return a day without its year, with the weekday: “Mon 28 Jan” as the language shortens it."""
    return _unbroken(dates.format_skeleton("MMMMEd", value, locale=current_locale()), NUMBER_AND_ABBREVIATION)


def format_month(value: dt.date) -> str:
    """Return month and year, as the heading of a calendar has them."""
    locale = current_locale()
    if locale.language == "lv":  # CLDR shortens the word for “year” here, and only here
        return dates.format_date(value, "y. 'gada' MMMM", locale=locale)
    return _unbroken(dates.format_skeleton("yMMMM", value, locale=locale), NUMBER_AND_ABBREVIATION)


def day_parts(value: dt.date) -> dict[str, str]:
    """Return day, month name beside the day (“січня”) and year, for a date block."""
    locale = current_locale()
    return {
        "day": dates.format_date(value, "d", locale=locale),
        "month": dates.format_date(value, "MMMM", locale=locale),
        "short_month": dates.format_date(value, "MMM", locale=locale),
        "year": dates.format_date(value, "y", locale=locale),
    }


def format_time(value: dt.time | dt.datetime) -> str:
    """Return a time of day on the 24-hour clock that all of Europe reads: “13:05”."""
    return f"{value.hour:02}:{value.minute:02}"


def format_datetime(value: dt.datetime, zone: str) -> str:
    """Return date and time in a time zone."""
    local = value.astimezone(zoneinfo.ZoneInfo(zone))
    return f"{format_date(local.date())}, {format_time(local)}"


def format_period(start: dt.datetime, end: dt.datetime | None, zone: str) -> str:
    """Return a period as short as it can be said: one day with times, or two dates."""
    zone_info = zoneinfo.ZoneInfo(zone)
    start = start.astimezone(zone_info)
    if end is None:
        return format_datetime(start, zone)
    end = end.astimezone(zone_info)
    if start.date() == end.date():
        return f"{format_date(start.date())}, {format_time(start)}–{format_time(end)}"
    return (
        f"{format_date(start.date())}, {format_time(start)} – {format_date(end.date())}, {format_time(end)}"
    )


def format_days(start: dt.date, end: dt.date | None) -> str:
    """Return one day or a span of days."""
    if end is None or end == start:
        return format_date(start)
    return f"{format_date(start)} – {format_date(end)}"


def zone_label(zone: str, at: dt.datetime) -> str:
    """Return a time zone by the name of its place and its offset then: “Vilnius (UTC+2)”."""
    local = at.astimezone(zoneinfo.ZoneInfo(zone))
    place = zone_place(zone)
    minutes = int(local.utcoffset().total_seconds() // 60)
    sign, hours, rest = "+" if minutes >= 0 else "−", abs(minutes) // 60, abs(minutes) % 60
    offset = f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")
    return f"{place} ({offset})"


def zone_place(zone: str) -> str:
    """Return the name of a zone's place; the repository keeps it under the zone's oldest name (Europe/Kiev)."""
    locale = current_locale()
    for name in (zone, *_older_names().get(zone, ())):
        city = locale.time_zones.get(name, {}).get("city")
        if city:
            return city
    return dates.get_timezone_location(zone, locale=locale, return_city=True)


@cache
def _older_names() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for old, new in get_global("zone_aliases").items():
        found.setdefault(new, []).append(old)
    return found


def format_duration(minutes: int) -> str:
    """Return a length of time: “35 min”, “1 h 30 min” in the reader's words."""
    locale = current_locale()
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(numbers_unit(hours, "hour"))
    if rest or not hours:
        parts.append(numbers_unit(rest, "minute"))
    # Bulgarian, Spanish and Arabic inherit a part of this pattern, which Babel 2.18 does not follow.
    style = "unit-short" if "2" in locale.list_patterns.get("unit-short", "2") else "standard"
    return lists.format_list(parts, style=style, locale=locale) if len(parts) > 1 else parts[0]


def numbers_unit(value: int, unit: str) -> str:
    """Return a number with its unit, short."""
    locale = current_locale()
    # A form that is not there is as the others (UTS #35); Babel 2.18 takes it from the long unit: “1 horas”, “1 ure”.
    patterns = locale._data["unit_patterns"][f"duration-{unit}"]["short"]
    if locale.plural_form(value) not in patterns:
        return _unbroken(patterns["other"].format(value))
    return _unbroken(format_unit(value, f"duration-{unit}", length="short", locale=locale))


def format_list(items: Iterable[str]) -> str:
    """Return items as a sentence lists them: “a, b ir c”; safe HTML where one of them is."""
    items = list(items)
    is_html = any(hasattr(item, "__html__") for item in items)
    words = [str(conditional_escape(item) if is_html else item) for item in items]
    sentence = lists.format_list(words, locale=current_locale()) if words else ""
    return mark_safe(sentence) if is_html else sentence


def format_number(value: int) -> str:
    """Return a whole number with the language's grouping: “50 000”."""
    return numbers.format_decimal(value, locale=current_locale())


def format_size(size: int) -> str:
    """Return a file size in units of 1,000 bytes."""
    locale = current_locale()
    for limit, unit in ((10**9, "giga"), (10**6, "mega"), (10**3, "kilo")):
        if size >= limit:
            number = round(size / limit, 1 if size < 10 * limit else 0)
            return _unbroken(format_unit(number, f"digital-{unit}byte", length="short", locale=locale))
    return _unbroken(format_unit(size, "digital-byte", length="long", locale=locale))


def _unbroken(text: str, space: re.Pattern = NUMBER_AND_UNIT) -> str:
    """Return a text whose numbers stay on one line with the unit or abbreviation after them: “35 min”, “2022 m.”."""
    return space.sub("\u00a0", text)


def weekday_names(index: int) -> dict[str, str]:
    """Return a weekday's name, short and long; 0 is Monday."""
    locale = current_locale()
    return {
        "short": locale.days["stand-alone"]["abbreviated"][index],
        "long": locale.days["stand-alone"]["wide"][index],
    }
