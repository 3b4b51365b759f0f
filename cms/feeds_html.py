"""The text of a page as feed readers show it: without scripts, forms and drawings, every address absolute."""

import re
from typing import Final
from urllib.parse import urljoin

import nh3
from bs4 import BeautifulSoup, Tag

from cms.plain_texts import writable

#: What is taken out with all that is in it: it needs our script or our style sheet, or does nothing elsewhere.
_LEFT_OUT: Final = (
    "script, style, template, svg, form, button, input, select, textarea, iframe, source, track, nav, "
    ".visually-hidden, .filters, .media-card__note, [hidden], [aria-hidden=true]"
)
_BOXES: Final = ("section", "article", "aside", "header", "footer", "main")
_NAMES: Final = (
    "a abbr b blockquote br caption cite code dd details div dl dt em figcaption figure h2 h3 h4 h5 h6 hr i img li ol "
    "p pre q s small span strong sub summary sup table tbody td tfoot th thead time tr ul"
)
_ATTRIBUTES: Final = {
    "*": {"lang", "dir"},
    "a": {"href", "hreflang"},
    "img": {"src", "alt", "width", "height"},
    "li": {"value"},
    "ol": {"start", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_BLANK: Final = re.compile(r"\s*\n\s*")
#: A feed's picture is at most this wide, where there is a choice.
_WIDEST: Final = 1000


def reader_html(markup: str, base: str) -> str:
    """Return a page's HTML for readers; `base` is the absolute address of the page."""
    soup = BeautifulSoup(writable(markup), "html.parser")
    for tag in soup.select(_LEFT_OUT):
        tag.decompose()
    for tag in soup.find_all(_BOXES):
        tag.name = "div"
    for tag in soup.find_all("img"):
        _choose_source(tag, base)
    for tag in soup.find_all("a", href=True):
        tag["href"] = urljoin(base, tag["href"].strip())
    _drop_empty(soup)
    for tag in soup.find_all("span"):
        if not (tag.get("lang") or tag.get("dir")):
            tag.unwrap()
    cleaned = nh3.clean(
        str(soup),
        tags=set(_NAMES.split()),
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    return _BLANK.sub("\n", cleaned).strip()


def _choose_source(tag: Tag, base: str) -> None:
    """Give a picture one absolute address: of its sizes, the largest that is not too wide."""
    found = []
    for candidate in str(tag.get("srcset", "")).split(", "):
        address, _space, width = candidate.strip().rpartition(" ")
        if address and width[:-1].isdecimal() and int(width[:-1]) <= _WIDEST:
            found.append((int(width[:-1]), address))
    if found:
        width, tag["src"] = max(found)
        if str(tag.get("width", "")).isdecimal() and str(tag.get("height", "")).isdecimal():
            tag["height"] = str(round(int(tag["height"]) * width / max(int(tag["width"]), 1)))
            tag["width"] = str(width)
    tag["src"] = urljoin(base, str(tag.get("src", "")))


def _drop_empty(soup: BeautifulSoup) -> None:
    """Take out the elements that hold nothing any more, from the inside out."""
    for tag in reversed(soup.find_all(["div", "p", "span", "ul", "ol", "li", "a", "figure", "dl", "dd"])):
        if not tag.get_text(strip=True) and tag.find("img") is None:
            tag.decompose()
