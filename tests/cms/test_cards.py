"""Cards of pages at the end of another page."""

import pytest
from bs4 import BeautifulSoup

from home.models import StandardPage
from tests.factories import make_page, make_site

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("summary", "description", "shown"),
    [
        ("What editors say.", "What engines say.", "What editors say."),
        ("", "What engines say.", "What engines say."),
    ],
)
def test_read_also_shows_the_summary_before_the_search_description(client, summary, description, shown):
    make_site()
    other = make_page(StandardPage, title="The other", summary=summary, search_description=description)
    page = make_page(StandardPage, related_pages=[{"type": "page", "value": other.pk}])
    main = BeautifulSoup(client.get(page.url).content, "html.parser").main
    texts = [text for text in ("What editors say.", "What engines say.") if text in main.get_text()]
    assert texts == [shown]
