"""Texts of a page for other programs: without markup, signs and what their formats cannot hold."""

import html
import re
from typing import Any, Final

from cms.translation.foreign_texts import BEGINNINGS, END

#: What no XML document can hold (XML 1.0, 2.2), and the signs around foreign texts.
_UNWRITABLE: Final = re.compile(
    f"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[{END}{BEGINNINGS[0]}-{BEGINNINGS[-1]}]"
)
_TAG: Final = re.compile(r"<[^<>]*>")


def plain(value: Any) -> str:
    """Return a text on one line, without the tags of a safe string and what XML cannot hold."""
    text = str(value or "")
    if hasattr(value, "__html__"):
        text = html.unescape(_TAG.sub("", text))
    return " ".join(writable(text).split())


def writable(text: str) -> str:
    """Return a text without the characters that no XML document can hold."""
    return _UNWRITABLE.sub("", text)
