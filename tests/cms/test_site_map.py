"""The site map for people."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Locale, PageViewRestriction

from cms import sitestate
from cms.site_map import MOST_CHILDREN
from home.models import StandardPage
from news.models import ArticleIndexPage, ArticlePage
from tests.factories import make_page, make_site

pytestmark = pytest.mark.django_db


def address(language: str) -> str:
    with translation.override(language):
        return reverse("site_map")


def read(client, url: str = "/en/sitemap/") -> BeautifulSoup:
    response = client.get(url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def named(page: BeautifulSoup) -> dict[str, list[str]]:
    """Return the parts of the site map, each with the titles below it."""
    return {
        part.h2.get_text(strip=True): [
            link.get_text(" ", strip=True) for link in part.select(".site-map__pages a")
        ]
        for part in page.select(".site-map > li")
    }


def test_pages_are_named_in_the_order_of_the_tree_below_their_parts(client):
    home = make_site("en", "lt")
    about = make_page(StandardPage, home, title="About")
    make_page(StandardPage, about, title="Team")
    make_page(StandardPage, home, title="Legal")
    assert named(read(client)) == {"This website": ["Home page", "Legal"], "About": ["Team"]}
    assert list(named(read(client, address("lt"))).values()) == [["Pradžios puslapis"]]


def test_long_list_names_its_newest_pages_and_leads_to_all(client):
    make_site()
    for day in range(MOST_CHILDREN + 2):
        make_page(ArticlePage, title=f"Day {day}", published_on=dt.date(2026, 1, 1 + day * 5 % 17))
    index = ArticleIndexPage.objects.get()
    page = read(client)
    newest = ArticlePage.objects.order_by("-published_on")[:MOST_CHILDREN]
    assert named(page)[index.title] == [article.title for article in newest]
    more = page.select_one(".site-map__more a")
    assert (more["href"], more.get_text(strip=True)) == (index.url, f"All pages in “{index.title}” (10)")


def test_what_the_public_may_not_see_or_is_somebody_elses_is_not_named(client):
    home = make_site("en", "lt")
    shown = make_page(StandardPage, home, title="Shown")
    make_page(StandardPage, home, title="Draft", live=False)
    make_page(StandardPage, home, title="Expired", expire_at=timezone.now() - dt.timedelta(hours=1))
    make_page(ArticlePage, title="Elsewhere", original_url="https://example.org/")
    private = make_page(StandardPage, home, title="Private")
    make_page(StandardPage, private, title="Below")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    lithuanian = home.get_translation(Locale.objects.get(language_code="lt"))
    shown.create_alias(parent=lithuanian, update_locale=lithuanian.locale)
    sitestate.forget()
    index = ArticleIndexPage.objects.get()
    assert named(read(client)) == {"This website": ["Home page", "Shown", index.title]}
    assert list(named(read(client, address("lt"))).values()) == [["Pradžios puslapis"]]


@pytest.mark.parametrize("count", [1, 12])
def test_number_of_queries_does_not_grow_with_the_site(client, count, django_assert_num_queries):
    home = make_site("en", "lt")
    for _number in range(count):
        make_page(StandardPage, make_page(StandardPage, home))
    client.get("/en/sitemap/")
    with django_assert_num_queries(2):
        client.get("/en/sitemap/")


def test_it_is_linked_from_the_foot_of_every_page_and_from_what_is_not_there(client):
    make_site("en", "lt")
    assert [link["href"] for link in read(client, "/en/").select("footer a") if link.text == "Site map"] == [
        "/en/sitemap/"
    ]
    missing = BeautifulSoup(client.get("/en/nothing/").content, "html.parser")
    assert "/en/sitemap/" in [link["href"] for link in missing.select("main a")]
    versions = {link["hreflang"]: link["href"] for link in read(client).select(".language__list a")}
    assert versions == {"en": "/en/sitemap/", "lt": address("lt")}
