from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.utils.timezone import localdate
from wagtail.models import Locale, PageViewRestriction

from cms import sitemaps, sitestate
from home.models import StandardPage
from news.models import ArticleIndexPage, ArticlePage
from tests.factories import make_page, make_site
from tests.translation.languages import translated

pytestmark = pytest.mark.django_db

HOST = "http://testserver"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture
def home():
    return make_site("en", "lt", "lv")


def read(client, url: str) -> list[dict]:
    """Return the entries of a sitemap: address, day, and the versions by language."""
    response = client.get(url)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
    found = []
    for entry in ElementTree.fromstring(response.content):  # noqa: S314 - our own
        lastmod = entry.find(f"{SITEMAP}lastmod")
        found.append(
            {
                "loc": entry.find(f"{SITEMAP}loc").text.removeprefix(HOST),
                "lastmod": None if lastmod is None else lastmod.text,
                "versions": {
                    link.get("hreflang"): link.get("href").removeprefix(HOST)
                    for link in entry.findall(f"{XHTML}link")
                },
            }
        )
    return found


def test_every_language_has_a_sitemap(client, home):
    assert [entry["loc"] for entry in read(client, "/sitemap.xml")] == [
        "/sitemap-en.xml",
        "/sitemap-lt.xml",
        "/sitemap-lv.xml",
    ]
    assert f"Sitemap: {HOST}/sitemap.xml" in client.get("/robots.txt").content.decode()


def test_page_is_named_with_its_versions_and_each_names_the_others(client, home):
    page = make_page(StandardPage, home, slug="about")
    (lithuanian,) = translated(page, "lt")
    versions = {"en": "/en/about/", "lt": lithuanian.url, "x-default": "/en/about/"}
    for code, url in (("en", "/en/about/"), ("lt", lithuanian.url)):
        (entry,) = [entry for entry in read(client, f"/sitemap-{code}.xml") if entry["loc"] == url]
        assert (entry["versions"], entry["lastmod"]) == (versions, f"{localdate(page.last_published_at)}")
        html = BeautifulSoup(client.get(url).content, "html.parser")
        head = {
            link["hreflang"]: link["href"].removeprefix(HOST)
            for link in html.select("link[rel=alternate][hreflang]")
        }
        assert head == versions
    assert [entry["loc"] for entry in read(client, "/sitemap-lv.xml")] == ["/lv/"]


def test_page_in_one_language_names_no_versions(client, home):
    make_page(StandardPage, home, slug="about")
    assert read(client, "/sitemap-en.xml")[-1]["versions"] == {}


def test_what_the_public_may_not_see_is_not_named(client, home):
    make_page(StandardPage, home, slug="draft", live=False)
    private = make_page(StandardPage, home, slug="private")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    sitestate.forget()
    shown = make_page(StandardPage, home, slug="shown")
    latvian = home.get_translation(Locale.objects.get(language_code="lv"))
    shown.create_alias(parent=latvian, update_locale=latvian.locale, reset_translation_key=False)
    index = make_page(ArticleIndexPage, home, slug="news")
    make_page(ArticlePage, index, slug="theirs", original_url="https://example.org/first")
    named = [entry["loc"] for code in ("en", "lv") for entry in read(client, f"/sitemap-{code}.xml")]
    assert named == ["/en/", "/en/shown/", "/en/news/", "/lv/"]


def test_sitemap_is_paged(client, home, monkeypatch):
    monkeypatch.setattr(sitemaps, "LIMIT", 2)
    for _number in range(4):
        make_page(StandardPage, home)
    addresses = [entry["loc"] for entry in read(client, "/sitemap.xml") if "-en" in entry["loc"]]
    assert addresses == ["/sitemap-en.xml", "/sitemap-en.xml?p=2", "/sitemap-en.xml?p=3"]
    assert [len(read(client, address)) for address in addresses] == [2, 2, 1]


@pytest.mark.parametrize(
    "path", ["/sitemap-uk.xml", "/sitemap-xx.xml", "/sitemap-en.xml?p=9", "/sitemap-en.xml?p=x"]
)
def test_other_sitemaps_are_not_there(client, home, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("count", [1, 4])
def test_number_of_queries_does_not_grow(client, home, count, django_assert_num_queries):
    for _number in range(count):
        translated(make_page(StandardPage, home), "lt")
    client.get("/sitemap-en.xml")
    with django_assert_num_queries(4):
        client.get("/sitemap-en.xml")
