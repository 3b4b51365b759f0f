"""A page that is not there in a language: said, or shown honestly, and found at an address without a language."""

import pytest
from bs4 import BeautifulSoup
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, PageViewRestriction, Site

from cms import sitestate
from cms.models import SiteSettings, SiteTexts
from cms.models.site import SHOW_ORIGINAL
from home.models import StandardPage
from tests.factories import make_page, make_site
from tests.fixtures.database import again
from tests.translation.languages import translated

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(shared_rows):
    """A page in English, with one in Lithuanian."""
    with shared_rows():
        home = make_site("en", "lt", "lv")
        page = make_page(StandardPage, home, title="Bridges", summary="We build bridges.", slug="bridges")
        translated(page, "lt")
        lithuanian = page.get_translation(Locale.objects.get(language_code="lt"))
        lithuanian.slug = "tiltai"
        lithuanian.save_revision().publish()
    return page


@pytest.fixture
def page(db, made):
    return again(made)


@pytest.fixture
def home(page):
    return page.get_parent().specific


@pytest.fixture
def original_shown(page):
    SiteSettings.objects.filter(site=Site.objects.get()).update(missing_pages=SHOW_ORIGINAL)
    sitestate.forget()


def parsed(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def restrict(page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
    sitestate.forget()


def test_page_under_another_language_leads_to_its_own_address(client, page):
    response = client.get("/lt/bridges/?page=2")
    assert (response.status_code, response["Location"]) == (302, "/lt/tiltai/?page=2")


def test_languages_there_are_are_named_in_the_visitors_own(client, page):
    response = client.get("/lv/bridges/")
    html = parsed(response)
    assert (response.status_code, html.html["lang"]) == (404, "lv")
    assert html.select_one("meta[name=robots]")["content"] == "noindex"
    links = html.select("main .link-list a[hreflang]")
    assert [(link["hreflang"], link["href"], link.span["lang"]) for link in links] == [
        ("en", "/en/bridges/", "en"),
        ("lt", "/lt/tiltai/", "lt"),
    ]
    assert response["Link"] == (
        '<http://testserver/en/bridges/>; rel="alternate"; hreflang="en", '
        '<http://testserver/lt/tiltai/>; rel="alternate"; hreflang="lt"'
    )
    assert not response.cookies


def test_original_is_shown_with_a_notice_where_the_site_says_so(client, page, original_shown):
    response = client.get("/lv/tiltai/")
    html = parsed(response)
    assert (response.status_code, html.html["lang"], response["Content-Language"]) == (200, "lv", "en")
    assert html.select_one("link[rel=canonical]")["href"] == "http://testserver/en/bridges/"
    assert html.select_one("meta[name=robots]")["content"] == "noindex"
    assert html.select("link[rel=alternate][hreflang]") == []
    shown = html.h1.find_parent(lang=True)
    assert (shown["lang"], shown["dir"], html.title["lang"]) == ("en", "ltr", "en")
    notice = html.select_one(".translation-notice")
    assert (notice.find_parent(lang=True)["lang"], notice.select_one("[lang]").text) == ("lv", "English")
    assert html.select_one(".language summary [lang]").text == "Latviešu"
    assert html.select(".language [aria-current]") == []


@pytest.mark.parametrize(
    "path", ["/lv/nothing/", "/lv/", "/uk/", "/de/nothing/", "/xx/bridges/", "/nothing/"]
)
def test_what_is_in_no_language_is_not_found(client, page, path):
    assert client.get(path).status_code == 404 or path == "/lv/"


def test_language_the_site_does_not_have_names_those_it_has(client, page):
    response = client.get("/uk/")
    assert response.status_code == 404
    assert [link["hreflang"] for link in parsed(response).select("main a[hreflang]")] == ["en", "lt", "lv"]


def test_draft_of_a_language_is_as_if_it_were_not_there(client, page):
    lithuanian = page.get_translation(Locale.objects.get(language_code="lt"))
    lithuanian.unpublish()
    response = client.get("/lt/tiltai/")
    assert response.status_code == 404
    assert [link["hreflang"] for link in parsed(response).select("main a[hreflang]")] == ["en"]


def test_private_page_is_told_of_in_no_language(client, page):
    restrict(page)
    response = client.get("/lv/bridges/")
    assert [link["hreflang"] for link in parsed(response).select("main a[hreflang]")] == ["lt"]
    restrict(page.get_translation(Locale.objects.get(language_code="lt")))
    assert parsed(client.get("/lv/bridges/")).select("main a[hreflang]") == []


@pytest.mark.parametrize("shown", [False, True])
def test_alias_of_another_language_does_not_pretend(client, page, shown, request):
    if shown:
        request.getfixturevalue("original_shown")
    latvian_home = page.get_parent().get_translation(Locale.objects.get(language_code="lv"))
    page.create_alias(
        parent=latvian_home,
        update_locale=latvian_home.locale,
        update_slug="tilti",
        reset_translation_key=False,
    )
    response = client.get("/lv/tilti/")
    html = parsed(response)
    assert (response.status_code, len(html.select("main a[hreflang]"))) == ((200, 0) if shown else (404, 2))
    assert html.select_one("meta[name=robots]")["content"] == "noindex"
    english = parsed(client.get("/en/bridges/"))
    assert [link["hreflang"] for link in english.select("link[rel=alternate][hreflang]")] == [
        "en",
        "x-default",
        "lt",
    ]


def test_redirect_that_somebody_made_comes_first(client, page, original_shown):
    Redirect.objects.create(old_path="/lv/bridges", redirect_link="/lv/")
    assert client.get("/lv/bridges/")["Location"] == "/lv/"


@pytest.mark.parametrize("path", ["/bridges/", "/tiltai/"])
@pytest.mark.parametrize(
    ("header", "status", "language"),
    [
        ("lt", 302, "lt"),
        ("lv, lt;q=0.5, en;q=0.3", 302, "lt"),
        ("en-GB", 302, "en"),
        ("lv", 404, ""),
        ("lt;q=0, en", 302, "en"),
        ("", 302, "en"),
        ("lv, *;q=0.1", 302, "en"),
        ("x" * 9000, 302, "en"),
        (";;;q=,,", 302, "en"),
    ],
)
def test_address_without_a_language_tells_whether_a_page_is_there_in_one(
    client, page, path, header, status, language
):
    addresses = {"lt": "/lt/tiltai/", "en": "/en/bridges/"}
    for ask in (client.head, client.get):
        response = ask(path, headers={"accept-language": header})
        assert response.status_code == status
        assert "Accept-Language" in response["Vary"]
        assert not response.cookies
        if language:
            assert (response["Location"], response["Content-Language"]) == (addresses[language], language)


def test_other_addresses_are_found_below_the_visitors_language(client, page):
    response = client.get("/search/?q=a", headers={"accept-language": "lt"})
    assert response.status_code in (302, 404)
    assert client.get("/search/?q=a", headers={"accept-language": "en"})["Location"] == "/en/search/?q=a"


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/EN/bridges/", "/en/bridges/"),
        ("/en-GB/bridges/?page=2", "/en/bridges/?page=2"),
        ("/LT/", "/lt/"),
        ("/lv-lv/", "/lv/"),
    ],
)
def test_language_written_in_another_way_is_understood(client, page, path, target):
    assert client.get(path)["Location"] == target


@pytest.mark.parametrize("path", ["/en-route/", "/zz/", "/EN-/", "/english/"])
def test_what_only_looks_like_a_language_is_none(client, page, path):
    assert client.get(path).status_code == 404


def test_missing_page_costs_few_queries(client, page, django_assert_max_num_queries):
    client.get("/lv/bridges/")
    with django_assert_max_num_queries(8):  # no path but the visitor's own is looked for
        client.get("/lv/bridges/")


def test_links_to_pages_in_other_languages_are_labelled(client, home):
    page = make_page(StandardPage, home, title="Bridges")
    texts = SiteTexts.objects.get()
    texts.menu = [("item", {"page": page}), ("item", {"page": page, "title": "Tiltai"})]
    texts.legal_links = [("link", {"page": page, "url": ""})]
    texts.save()
    sitestate.forget()
    lithuanian = parsed(client.get("/lt/"))
    first, second = lithuanian.select("a.nav__link")
    assert [(first["hreflang"], first.get_text(" ", strip=True))] == [("en", "Bridges (English)")]
    assert [span.get("lang") for span in first.select("span")] == ["en", "en"]
    assert [span.get("lang") for span in second.select("span")] == ["en", "en"]  # whose words are English
    legal = lithuanian.select_one(".footer__legal a")
    assert (legal["hreflang"], legal.get_text(" ", strip=True)) == ("en", "Bridges (English)")
    english = parsed(client.get("/en/")).select_one("a.nav__link")
    assert (english.get("hreflang"), english.get_text(strip=True)) == (None, "Bridges")


@pytest.mark.parametrize(
    "path",
    ["/en/мости-довіри/", "/uk/Γέφυρες/", "/lt/🎉/", "/en/%E2%80%AEx/", "/en/a//b/", "/en/..%2f/", "/EN/bridges/",
     "/e/", "/en-gb/bridges/", "/zz-yy/", f"/en/{'a' * 3000}/", f"/{'a/' * 500}"],
)  # fmt: skip
def test_odd_addresses_are_not_found_in_few_queries(client, page, path, django_assert_max_num_queries):
    client.get("/en/")
    with django_assert_max_num_queries(16):
        assert client.get(path).status_code in (302, 404)


def test_language_with_pages_is_not_deleted(client, page, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("admin"))
    for locale in Locale.objects.all():
        client.post(f"/admin/locales/{locale.pk}/delete/")
    assert Locale.objects.count() == 3
    assert client.get("/lt/tiltai/").status_code == 200
