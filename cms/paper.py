"""HTML as a tagged PDF (PDF/UA-1), through WeasyPrint; nothing is fetched, neither from the network nor the disk.

WeasyPrint needs Pango on the machine. Where it is missing, `can_print` says so and no page offers a PDF.
A PDF takes tenths of a second to make and is kept as a file, named after what it was made of.
"""

import atexit
import contextlib
import hashlib
import importlib.metadata
import io
import os
import tempfile
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from django.conf import settings

#: Our own files are all that a document may use.
STATIC = Path(__file__).resolve().parent.parent / "static"
#: How many PDFs are kept; the one that was made first goes first.
MOST_KEPT = 500
#: How long a request waits for the one that is being made (seconds).
PATIENCE = 20
_making = Lock()


class PrinterBusyError(Exception):
    """Other PDFs are being made, and took longer than one waits for them."""


@lru_cache(maxsize=1)
def can_print() -> bool:
    """Tell whether this machine has what is needed; looked for once in each worker."""
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            import weasyprint  # noqa: F401
    except (ImportError, OSError):  # OSError: its libraries are no Python packages
        return False
    return True


def paper_tag(html: str) -> str:
    """Return what a PDF of this HTML is called: it is another when text, style or WeasyPrint are."""
    parts = (html, _style(), importlib.metadata.version("weasyprint"))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


def printed(html: str, base_url: str) -> bytes:
    """Return HTML as a PDF; `base_url` makes its links absolute. One is made at a time in each worker.

    Raises PrinterBusyError.
    """
    file = settings.DATA_DIR / "paper" / f"{paper_tag(html)}.pdf"
    with contextlib.suppress(FileNotFoundError):
        return file.read_bytes()
    if not _making.acquire(timeout=PATIENCE):
        raise PrinterBusyError
    try:
        if file.exists():
            return file.read_bytes()
        content = _print(html, base_url)
    finally:
        _making.release()
    _keep(file, content)
    return content


def _print(html: str, base_url: str) -> bytes:
    from weasyprint import HTML

    sheet, fonts = _sheet()
    document = HTML(string=html, base_url=base_url, url_fetcher=_fetcher())
    return document.write_pdf(stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1")


@lru_cache(maxsize=1)
def _style() -> str:
    return (STATIC / "css" / "paper.css").read_text()


@atexit.register
def _forget_sheet() -> None:
    """Let the fonts' files go while WeasyPrint can still delete them."""
    _sheet.cache_clear()


@lru_cache(maxsize=1)
def _sheet() -> tuple[Any, Any]:
    """Return the style sheet and the fonts it loads: once, as they take as long as a page."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    base = (STATIC / "css" / "paper.css").as_uri()
    return CSS(string=_style(), base_url=base, font_config=fonts, url_fetcher=_fetcher()), fonts


@lru_cache(maxsize=1)
def _fetcher() -> Any:
    """Return what reads our own fonts and refuses whatever else is asked for."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFonts(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
            file = STATIC / "fonts" / url.rpartition("/")[2]
            if url != file.as_uri():
                raise ValueError("Only our own fonts are used on paper.")
            return URLFetcherResponse(url, file.read_bytes(), {"Content-Type": "font/woff2"})

    return OwnFonts()


def _keep(file: Path, content: bytes) -> None:
    """Write a PDF under its name at once, and forget the oldest."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, suffix=".part")
    with os.fdopen(handle, "wb") as part:
        part.write(content)
    Path(name).replace(file)
    kept = [(each.stat().st_mtime, each) for each in file.parent.glob("*.pdf")]
    for _made, each in sorted(kept)[:-MOST_KEPT]:
        each.unlink(missing_ok=True)
