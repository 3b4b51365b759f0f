"""Words as they come out of files, made into lines: a line a paragraph, without what only the paper needed."""

import re
import time
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from search.extracting.bounds import GENTLE_SECONDS, MOST_CHARACTERS

#: Ligatures and shapes of letters that some fonts are written in: alphabetic presentation forms (Unicode).
_SHAPES: Final = re.compile("[\ufb00-\ufdfd\ufe70-\ufefc]+")
#: Soft hyphens and signs without width; marks of direction; joiners stay, some languages write with them.
_UNSEEN: Final = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
#: A word is parted at the end of a line: by a hyphen, or one that is only there for that.
_PARTED: Final = re.compile("(?<=[^\\W_])[-\u2010\u00ad]$")
#: What a paragraph ends with.
_ENDS: Final = re.compile("[.!?:;…؟۔。][\"'»”’)\\]]*$")
_BULLET: Final = re.compile(r"^(?:[•‣▪●○◦·*]|\(?\d{1,3}[.)]|[a-z]\))\s")
#: A line so much shorter than the longest one of its page ends a paragraph.
_SHORT: Final = 0.6


def tidy(text: str) -> str:
    """Return a line without unseen signs, its letters composed, its blanks single."""
    text = _SHAPES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), _UNSEEN.sub("", text))
    kept = "".join(sign if _is_kept(sign) else " " for sign in unicodedata.normalize("NFC", text))
    return " ".join(kept.split())


def _is_kept(sign: str) -> bool:
    """Tell whether a sign says something: no control, no half of a sign, none that only one font knows."""
    return sign.isprintable() or unicodedata.category(sign) == "Cf"


def paragraphs(page: str) -> Iterator[str]:
    """Yield the paragraphs of a page that was laid out in lines; words parted at their ends are joined.

    A PDF does not say where paragraphs end: after an empty line, after what ends a sentence, after a short line, and
    before what begins a list.
    """
    lines = [tidy_end(line) for line in page.splitlines()]
    longest = max(map(len, lines), default=0)
    held = ""
    for line in lines:
        if not line or (held and not _PARTED.search(held) and _BULLET.match(line)):
            yield held
            held = ""
        held = joined(held, line)
        if _ENDS.search(line) or (len(line) < longest * _SHORT and not _PARTED.search(line)):
            yield held
            held = ""
    yield held


def tidy_end(line: str) -> str:
    """Return a tidy line that still shows a soft hyphen at its end: there it parts a word."""
    line = line.rstrip()
    return tidy(line) + ("\u00ad" if line.endswith("\u00ad") else "")


def joined(held: str, line: str) -> str:
    """Return two lines as one."""
    if not held or not line:
        return held + line
    if not _PARTED.search(held):
        return f"{held} {line}"
    is_one_word = held.endswith("\u00ad") or (line[0].isalpha() and not line[0].isupper())
    return (held[:-1] if is_one_word else held) + line


def put_together(lines: Iterable[str]) -> str:
    """Return lines as a text of `MOST_CHARACTERS` at most, or what there is in time; empty ones are left out."""
    found, left = [], MOST_CHARACTERS
    until = time.process_time() + GENTLE_SECONDS
    for line in map(tidy, lines):
        if not line:
            continue
        found.append(line[:left])
        left -= len(line) + 1
        if left <= 0 or time.process_time() > until:
            break
    return "\n".join(found)
