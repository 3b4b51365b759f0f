"""Steps that tests of what visitors see of translations share: an article, and what its page tells and marks."""

from bs4 import BeautifulSoup

from cms import sitestate
from news.models import ArticlePage
from tests.factories import make_page, make_site
from tests.pages.test_every_page import soup
from tests.translation.languages import publish, translated

HEADING = "00000000-0000-4000-8000-00000000000"


def heading(number: int, text: str) -> dict:
    return {"type": "heading", "id": f"{HEADING}{number}", "value": {"text": text, "level": "2"}}


def prose(number: int, html: str) -> dict:
    return {"type": "prose", "id": f"{HEADING}{number}", "value": html}


def make_article():
    """Make a published article in English and, whole, in Lithuanian."""
    make_site("en")
    page = make_page(
        ArticlePage,
        title="Two towns",
        summary="They meet.",
        place="Zoom",
        body=[heading(1, "Beginning"), prose(2, "<p>It began at sea.</p>")],
    )
    translated(page, "lt")
    return page


def add(page, *blocks: dict):
    """Publish a page with more blocks at its end."""
    page.body = [*page.body.get_prep_value(), *blocks]
    return publish(page)


def shown(client, page) -> BeautifulSoup:
    sitestate.forget()  # a test commits nothing, and only a commit tells of a change
    return soup(client.get(page.url))


def told(html: BeautifulSoup) -> str | None:
    """Return the words of the notice, None where there is none."""
    found = html.select_one(".translation-notice")
    return found and " ".join(found.get_text(" ").split())


def marked(html: BeautifulSoup) -> list[tuple[str, str, str, str]]:
    """Return what is marked as foreign in the text of the page: element, language, direction, words."""
    return [
        (tag.name, tag["lang"], tag["dir"], tag.get_text(" ", strip=True))
        for tag in html.select("main [lang][dir]")
        if not tag.find_parent(class_="translation-notice")
    ]
