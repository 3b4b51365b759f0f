"""Words of any script in lower case ASCII letters and digits, so that they meet across scripts and keyboards."""

import re
import unicodedata

from cms.transliteration import romanize

#: How much of a word counts, in letters.
LONGEST = 60
#: Marks in a row that count; no writing has more. Sorting a long row of them takes quadratic time.
_MARKS_IN_A_ROW = 16

#: Apostrophes, and what is typed in their place.
APOSTROPHES = "'’‘‛ʼʻʹ`´′＇\u0374\u1fef\u1ffd"
#: Seen by nobody: soft hyphen, joiners, marks of direction, byte order mark.
UNSEEN = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"


def _combining_marks() -> str:
    """Return the combining marks of Unicode as the inside of a character class."""
    codes = [*range(0x300, 0x1F000), *range(0xE0100, 0xE01F0)]
    marks = [code for code in codes if unicodedata.category(chr(code))[0] == "M"]
    ranges: list[list[int]] = []
    for code in marks:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


MARKS = _combining_marks()

_DROPPED = re.compile(f"[{APOSTROPHES}{UNSEEN}]+")
_ROWS_OF_MARKS = re.compile(f"([{MARKS}]{{{_MARKS_IN_A_ROW}}})[{MARKS}]++")
_NOT_OF_WORDS = re.compile(f"(?:(?![{MARKS}])[\\W_])+")
_NOT_ASCII_WORDS = re.compile("[^a-z0-9]+")


def clean(word: str) -> str:
    """Return the first 60 letters of a word in its own script, in lower case, without what is not letter or digit."""
    if word.isascii() and word.isalnum():
        return word[:LONGEST].lower()
    word = _ROWS_OF_MARKS.sub(r"\1", _DROPPED.sub("", word))
    word = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", word).casefold())
    return _NOT_OF_WORDS.sub("", word)[:LONGEST]


def ascii_form(word: str, language: str) -> str:
    """Return a word in ASCII. Latin letters lose their marks, whatever the language does with them in addresses.

    Cyrillic is written by the Bulgarian law in Bulgarian, by the Ukrainian rule elsewhere, Greek by ELOT 743.
    """
    if not word.isascii():
        word = romanize(word, "bg" if language == "bg" else "").lower()
    return _NOT_ASCII_WORDS.sub("", word)[:LONGEST]
