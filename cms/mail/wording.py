"""Texts with placeholders, and what is cleaned out of what people typed before it goes into a mail."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

_NAME: Final = re.compile(r"\{([^{}\s]{1,60})\}")
#: How long a value may be in a text, and in a subject.
MAX_VALUE: Final = 5000
MAX_IN_SUBJECT: Final = 100
#: Marks that turn the direction of all that follows: an address can be made to read as another.
_TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e")


def names_in(text: str) -> set[str]:
    """Return the names that stand in braces in a text."""
    return set(_NAME.findall(text))


def cleaned(text: str) -> str:
    """Return a text without what no reader sees: control characters, halves of characters, marks that turn text.

    Line ends become plain newlines.
    """
    text = re.sub(r"\r\n?|[\u2028\u2029\x85]", "\n", text)
    return "".join(
        sign
        for sign in text
        if sign in "\n\t" or not (unicodedata.category(sign) in ("Cc", "Cs") or sign in _TURNING)
    )


def on_one_line(text: str) -> str:
    """Return a cleaned text whose white space is single blanks."""
    return " ".join(cleaned(text).split())


def shortened(text: str, most: int) -> str:
    """Return a text with at most so many characters, its end marked where some are left out."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return a text with its placeholders replaced, once: braces in a value are only braces."""
    return _NAME.sub(lambda found: values.get(found[1], found[0]), text)


def cleaned_value(value: object) -> str:
    """Return what a placeholder stands for: clean, and not too long."""
    return shortened(cleaned(str(value)).strip(), MAX_VALUE)


def fill_subject(text: str, values: Mapping[str, str], most: int) -> str:
    """Return a subject with its placeholders replaced by clean values, on one line."""
    short = {name: shortened(on_one_line(value), MAX_IN_SUBJECT) for name, value in values.items()}
    return shortened(on_one_line(filled(text, short)), most)


def fill_body(text: str, values: Mapping[str, str]) -> str:
    """Return a plain text with its placeholders replaced by clean values."""
    return cleaned(filled(text, values)).strip() + "\n"
