"""The words of a PDF, page by page (pypdf). pikepdf takes off a protection that needs no password to read."""

import io
from collections.abc import Iterator

import pypdf
from pypdf.errors import DependencyError, LimitReachedError

from search.extracting import bounds
from search.extracting.bounds import UnreadableError
from search.extracting.lines import paragraphs


def lines_of(path: str) -> Iterator[str]:
    """Yield the paragraphs of a PDF; raise `UnreadableError` where none of its pages can be read."""
    reader = _reader(path)
    count = min(len(reader.pages), bounds.MOST_PAGES)
    failed = 0
    for number in range(count):
        try:
            text = reader.pages[number].extract_text()
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
