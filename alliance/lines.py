"""What people type, made fit to be stored and put into the head of a mail."""

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_EMPTY_LINES = re.compile(r"\n{3,}")


def clean_line(text: str) -> str:
    """Return a text as one line: no breaks, no control or direction characters, single spaces."""
    kept = (" " if unicodedata.category(sign) == "Cc" else sign for sign in _composed(text))
    return _SPACES.sub(" ", "".join(kept)).strip()


def clean_text(text: str) -> str:
    """Return a text with lines ended one way, without control characters, at most one empty line at a time."""
    lines = _BREAKS.sub("\n", _composed(text)).replace("\t", " ")
    kept = (sign for sign in lines if sign == "\n" or unicodedata.category(sign) != "Cc")
    return _EMPTY_LINES.sub("\n\n", "".join(kept)).strip()


def _composed(text: str) -> str:
    """Return a text in Unicode's composed form, without what turns its direction or cannot be encoded."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(sign for sign in composed if not _is_hidden(sign))


def _is_hidden(sign: str) -> bool:
    # LRE … RLO, LRI … PDI and the byte order mark; halves of pairs
    return sign in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff" or "\ud800" <= sign <= "\udfff"
