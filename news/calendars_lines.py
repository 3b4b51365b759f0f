"""Lines of a calendar (RFC 5545 §3.1), written one entry after the other.

`icalendar` makes the frame and the time zones. Of entries it makes 600 a second on our machine; a calendar of 5,000
must not take longer than one, so they are written here. Tests compare each with what the library writes.
"""

import datetime as dt
import re
from collections.abc import Iterable
from functools import lru_cache

#: How many octets a line may have without its end.
MOST_OCTETS = 75
LINE_END = b"\r\n"
#: What has no place in a calendar (RFC 5545 §3.1): control characters other than tab and line feed, lone surrogates.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029\x85]")
_UNCLEAN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]")
_NOT_IN_ADDRESSES = re.compile(r"[\x00-\x20\x7f\ud800-\udfff]")
_NOT_IN_PARAMETERS = re.compile(r"[\x00-\x1f\x7f\"\ud800-\udfff]")

#: A line before it is written: name with its parameters, and value, escaped by its type.
Line = tuple[str, str]


def clean(text: str) -> str:
    """Return a text without control characters, its lines ended by a line feed."""
    if text.isprintable() or not _UNCLEAN.search(text):
        return text
    return _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", text))


def text(value: object) -> str:
    """Return a TEXT value (RFC 5545 §3.3.11)."""
    words = clean(str(value)).replace("\\", "\\\\")
    return words.replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def one_line(value: object) -> str:
    """Return a TEXT value without line breaks, as a title has it."""
    return text(on_one_line(value))


def on_one_line(value: object) -> str:
    """Return words without line breaks and repeated spaces."""
    return _on_one_line(str(value)) if value else ""


@lru_cache(maxsize=1000)
def _on_one_line(words: str) -> str:
    """Do it once for what many entries say: topics, organisers, places, speakers."""
    return " ".join(clean(words).split())


def texts(values: Iterable[object]) -> str:
    """Return several TEXT values of one line."""
    return ",".join(one_line(value) for value in values)


def uri(value: str) -> str:
    """Return an address without what would end its line."""
    return _NOT_IN_ADDRESSES.sub("", value)


def parameter(value: object) -> str:
    """Return the value of a parameter in quotes (RFC 5545 §3.2, RFC 6868 for a quote in it)."""
    words = " ".join(str(value).replace("^", "^^").replace('"', "^'").split())
    return f'"{_NOT_IN_PARAMETERS.sub("", words)}"'


def utc(moment: dt.datetime) -> str:
    """Return an instant in UTC (RFC 5545 §3.3.5, form 2)."""
    return _digits(moment.astimezone(dt.UTC)) + "Z"


def when(name: str, moment: dt.datetime, zone: dt.tzinfo, tzid: str) -> Line:
    """Return a line with an instant by the clock of its zone (form 3).

    An hour that autumn repeats means its first turn there: one in the second is written in UTC.
    """
    local = moment.astimezone(zone)
    if tzid == "UTC" or local.fold:
        return name, utc(moment)
    return f"{name};TZID={tzid}", _digits(local)


def _digits(moment: dt.datetime) -> str:
    return moment.isoformat()[:19].replace("-", "").replace(":", "")


def write(lines: Iterable[Line]) -> bytes:
    """Return lines, folded."""
    octets = [f"{name}:{value}".encode() for name, value in lines]
    written = [line if len(line) <= MOST_OCTETS else fold(line) for line in octets]
    return LINE_END.join([*written, b""])


def fold(octets: bytes) -> bytes:
    """Return a line folded after 75 octets at most, never inside a letter nor between a backslash and its letter."""
    parts, start, room = [], 0, MOST_OCTETS
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0xC0 == 0x80:
            end -= 1
        backslashes = end - len(octets[start:end].rstrip(b"\\")) - start
        end -= backslashes % 2  # some programs unfold after they have read the escapes
        parts.append(octets[start:end])
        start, room = end, MOST_OCTETS - 1
    parts.append(octets[start:])
    return (LINE_END + b" ").join(parts)
