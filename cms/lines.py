"""What people type, made fit to be stored: in Unicode's composed form, without what no reader sees."""

import re
import unicodedata
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.mail.wording import cleaned, on_one_line

#: How long a text may be, in characters.
MOST_TEXT: Final = 5000
#: What is longer than any field takes is cut before it is cleaned, which takes time, and refused after that.
_MOST_CLEANED: Final = 100_000
_EMPTY_LINES = re.compile(r"\n{3,}")


def clean_line(text: str) -> str:
    """Return a text as one line: no breaks, no control characters, single spaces; nothing where none of it is seen."""
    line = on_one_line(unicodedata.normalize("NFC", text[:_MOST_CLEANED]))
    return line if any(unicodedata.category(sign)[0] not in "CMZ" for sign in line) else ""


def clean_text(text: str) -> str:
    """Return a text with lines ended one way, without control characters, at most one empty line at a time."""
    lines = cleaned(unicodedata.normalize("NFC", text[:_MOST_CLEANED])).replace("\t", " ")
    return _EMPTY_LINES.sub("\n\n", lines).strip()


def required_text(text: str, message: str) -> str:
    """Return a text, cleaned; raise `ValidationError` where there is none or too much of it."""
    text = clean_text(text)
    if not text:
        raise ValidationError(message, code="required")
    if len(text) > MOST_TEXT:
        raise ValidationError(_("This is too long: 5,000 characters at most."), code="too_long")
    return text
