"""What visitors see of a search: what was found in which language, what it is narrowed down by, what helps."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from wagtail.models import Locale, PageViewRestriction

from cms.models import CustomDocument, PageTopic
from home.models import HomePage, StandardPage
from news.models import ArticlePage, CallPage, EventPage
from search import indexing
from tests.factories import make_page, make_site, make_topic

pytestmark = pytest.mark.django_db
PAST = dt.datetime(2020, 6, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def site():
    """A site in two languages with a little of everything about bridges."""
    home = make_site("en", "lt")
    water = make_topic(name="Water", slug="water")
    bridge = make_page(ArticlePage, home=home, title="Bridges", summary="A bridge in Ukmergė.")
    PageTopic.objects.create(page=bridge, topic=water)
    make_page(ArticlePage, home=home, title="Old bridges", published_on=dt.date(2019, 5, 6))
    make_page(EventPage, home=home, title="The day of the bridge")
    make_page(CallPage, home=home, title="Money for bridges")
    make_page(CallPage, home=home, title="Money for old bridges", deadline_at=PAST)
    make_page(StandardPage, home, title="About the site", summary="Whom we are and what it is for.")
    lithuanian = HomePage.objects.get(locale__language_code="lt")
    make_page(ArticlePage, home=lithuanian, title="Tiltas į Korostenę", summary="Bridges, angliškai.")
    indexing.rebuild()
    return home


def shown(client, query, status=200):
    """Return the page of a search."""
    response = client.get(f"/en/search/{query}")
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser").main


def titles(main):
    """Return the titles of what was found."""
    return [each.get_text() for each in main.select(".results .list-item__title")]


def options(main, label):
    """Return a facet's values with their counts."""
    group = main.find(["h2", "h3"], string=label)
    return [each.get_text(" ", strip=True) for each in group.parent.select("a")] if group else []


def test_it(site, client):
    main = shown(client, "?q=bridge")
    print(main.prettify())
    print(titles(main))
    assert 0
