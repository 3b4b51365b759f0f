"""What people type, made fit to be stored: in Unicode's composed form, without what no reader sees."""

import re
import unicodedata

from cms.mail.wording import cleaned, on_one_line

_EMPTY_LINES = re.compile(r"\n{3,}")


def clean_line(text: str) -> str:
    """Return a text as one line: no breaks, no control characters, single spaces."""
    return on_one_line(unicodedata.normalize("NFC", text))


def clean_text(text: str) -> str:
    """Return a text with lines ended one way, without control characters, at most one empty line at a time."""
    lines = cleaned(unicodedata.normalize("NFC", text)).replace("\t", " ")
    return _EMPTY_LINES.sub("\n\n", lines).strip()
