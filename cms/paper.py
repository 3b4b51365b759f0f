"""HTML as a tagged PDF (PDF/UA-1), through WeasyPrint; nothing is fetched, neither from the network nor the disk.

WeasyPrint needs Pango on the machine. Where it is missing, `can_print` says so and no page offers a PDF.
A PDF takes tenths of a second to make and is kept as a file, named after what it was made of.
"""

import atexit
import contextlib
import hashlib
import importlib.metadata
import io
from functools import lru_cache
from typing import Any

from cms.brand import STATIC  # our own files are all that a document may use
from cms.kept_files import KeptFiles

PDFS = KeptFiles("paper", ".pdf", most=500, patience=20)


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

    Raises BusyError.
    """
    return PDFS.get(paper_tag(html), lambda: _print(html, base_url))


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
