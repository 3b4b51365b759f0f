"""The address of a preview, or of an application, is all its holder needs, so no log may keep it."""

import logging
import re
from typing import Any, Final

_TOKEN: Final = re.compile(r"(/_preview/|/_application/[a-z]+/)[^/\s?#\"']+")


def masked(words: Any) -> Any:
    """Return a text with the secrets in such addresses struck out; anything else as it is."""
    return _TOKEN.sub(r"\1***", words) if isinstance(words, str) else words


class MaskPreviews(logging.Filter):
    """Strikes secrets out of what is logged: Django names the address that was not found, or not asked rightly."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = masked(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(masked(each) for each in record.args)
        return True
