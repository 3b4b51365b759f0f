"""Feeds are what their formats ask for, and hold whole texts that read anywhere."""

from urllib.parse import urlsplit

import feedparser
import pytest
from bs4 import BeautifulSoup

from cms.feeds import FORMATS
from tests.factories import make_site
from tests.filling import full_page
from tests.fixtures.database import again
from tests.news.reading_feeds import KINDS, address, problems, texts_of

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made_full(shared_rows):
    """A page of each kind with everything in it."""
    with shared_rows():
        make_site("en")
        return {kind: full_page(model, 2) for kind, model in KINDS.items()}


@pytest.mark.once
@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("kind", KINDS)
def test_feed_is_what_its_format_asks_for(client, made_full, db, kind, name):
    page = again(made_full[kind])
    response = client.get(address(page, name))
    assert response["Content-Type"] == f"{FORMATS[name][0]}; charset=utf-8"
    assert response["Content-Language"] == "en"
    assert problems(response) == []
    if name != "feed.json":
        parsed = feedparser.parse(response.content)
        assert (bool(parsed.bozo), parsed.feed.language, len(parsed.entries)) == (False, "en", 1)
        entry = parsed.entries[0]
        assert entry.title.startswith(page.title)
        assert entry.link == f"http://testserver{page.url}"
        assert entry.updated_parsed >= entry.published_parsed
        assert entry.enclosures[0].type == "image/jpeg"
        assert int(entry.enclosures[0].length) > 100


@pytest.mark.once
@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("kind", KINDS)
def test_text_is_whole_and_reads_anywhere(client, made_full, db, kind, name):
    page = again(made_full[kind])
    [html] = texts_of(client.get(address(page, name)))
    text = BeautifulSoup(html, "html.parser")
    assert "Paragraph 0." in text.get_text()
    assert "Paragraph 1." in text.get_text()
    targets = [tag.get("href") or tag.get("src") for tag in text.select("a, img")]
    assert targets
    assert [url for url in targets if urlsplit(url).scheme not in ("http", "https", "mailto", "tel")] == []
    assert text.select("script, style, svg, form, input, button, iframe, [style], [class], [id]") == []
    assert [tag for tag in text.select("img") if not tag.has_attr("alt")] == []
