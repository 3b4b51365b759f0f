"""The words of a PDF, page by page (pypdf). pikepdf takes off a protection that needs no password to read."""

import io
import re
from collections.abc import Iterator
from typing import Final

import pypdf
from pypdf.errors import DependencyError, LimitReachedError

from search.extracting import bounds
from search.extracting.bounds import UnreadableError
from search.extracting.lines import paragraphs

#: A letter by itself that is none of the 26.
_ALONE: Final = re.compile(r"(?<!\S)[^\W\d_a-zA-Z](?!\w)")
#: Hebrew, Arabic and the scripts beside them, and the shapes of their letters.
_FROM_RIGHT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def lines_of(path: str) -> Iterator[str]:
    """Yield the paragraphs of a PDF; raise `UnreadableError` where none of its pages can be read."""
    reader = _reader(path)
    count = min(len(reader.pages), bounds.MOST_PAGES)
    failed = 0
    for number in range(count):
        try:
            text = _text_of(reader.pages[number])
        except MemoryError:
            raise
        except LimitReachedError:
            raise UnreadableError(bounds.SWOLLEN) from None
        except Exception:  # noqa: BLE001 - a page may be wrong in any way, and the next one right
            failed += 1
            continue
        yield from paragraphs(text)
    if failed == count:
        raise UnreadableError(bounds.BROKEN)


def _text_of(page: pypdf.PageObject) -> str:
    """Return what stands on a page, in the order it was written in, unless that takes words apart.

    Browsers print each letter that their first font lacks from a second one (as “savanori š kas”), and pypdf takes
    the change for the end of a word. By the places of letters it does not; but then columns stand side by side, and
    what is written from right to left stands backwards.
    """
    written = page.extract_text()
    alone = len(_ALONE.findall(written))
    if not alone or _FROM_RIGHT.search(written):
        return written
    placed = page.extract_text(extraction_mode="layout")
    return placed if len(_ALONE.findall(placed)) < alone else written


def _reader(path: str) -> pypdf.PdfReader:
    try:
        reader = pypdf.PdfReader(path, strict=False)
        if not reader.is_encrypted:
            return reader
    except DependencyError:  # a protection that pypdf knows only with other libraries
        pass
    return pypdf.PdfReader(_opened(path), strict=False)


def _opened(path: str) -> io.BytesIO:
    """Return a PDF without its protection, where everybody may open it without a password."""
    import pikepdf

    opened = io.BytesIO()
    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            pdf.save(opened, encryption=False)
    except pikepdf.PasswordError:
        raise UnreadableError(bounds.ENCRYPTED) from None
    opened.seek(0)
    return opened
