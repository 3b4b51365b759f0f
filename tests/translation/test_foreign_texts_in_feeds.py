"""A feed tells of a translation that is not whole, and marks what is in another language."""

import pytest
from bs4 import BeautifulSoup

from tests.fixtures.database import again
from tests.translation.languages import version
from tests.translation.reading import add, make_article, prose

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(scope="module")
def made(shared_rows):
    """A published article in English and, whole, in Lithuanian."""
    with shared_rows():
        return make_article()


def test_part_that_is_not_translated_is_marked(client, made, db):
    article = again(made)
    add(article, prose(3, "<p>New words.</p>"))
    page = version(article, "lt")
    item = client.get(f"{page.get_parent().url}feed.json").json()["items"][0]
    html = BeautifulSoup(item["content_html"], "html.parser")
    assert [(tag.name, tag["lang"], tag.get_text()) for tag in html.select("[lang]")] == [
        ("p", "en", "New words.")
    ]
    assert html.find("strong").get_text().strip() == "Išversta iš dalies."
    assert "\ufdd1" not in item["title"] + item["content_html"]
