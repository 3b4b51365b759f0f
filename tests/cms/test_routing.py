import pytest
from wagtail.models import Page

from cms.routing import preferred_language
from home.models import StandardPage
from tests.factories import make_page, make_site

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("lt", "lt"),
        ("lt-LT,lt;q=0.9,en;q=0.8", "lt"),
        ("uk-UA,uk;q=0.9", "uk"),
        ("fr,uk;q=0.4,lt;q=0.7", "lt"),
        ("fr", "en"),
        ("", "en"),
        ("*", "en"),
        (";;;q=,,", "en"),
        ("x" * 10_000, "en"),
    ],
)
def test_root_sends_a_visitor_to_her_language(client, header, language):
    make_site("en", "lt", "uk")
    response = client.get("/", headers={"accept-language": header})
    assert (response.status_code, response.url) == (302, f"/{language}/")
    assert response["Vary"] == "Accept-Language"
    assert not response.cookies


def test_preferred_language_without_english_is_the_first_there_is():
    assert preferred_language("fr", {"uk", "lt"}) == "lt"


def test_pages_are_found_by_their_path_in_their_language(client):
    home = make_site("en", "lt")
    about = make_page(StandardPage, home, title="About us")
    below = make_page(StandardPage, about, title="History")
    assert below.url == "/en/about-us/history/"
    assert client.get("/en/about-us/history/").context["page"] == below
    assert client.get("/lt/about-us/history/").status_code == 404


def test_drafts_and_unknown_addresses_are_not_found(client):
    home = make_site()
    draft = make_page(StandardPage, home, live=False)
    for path in (f"/en/{draft.slug}/", "/en/nothing/", "/de/", "/en/nothing/at/all/"):
        assert client.get(path).status_code == 404, path


def test_nul_bytes_are_bad_requests(client):
    make_site()
    assert client.get("/en/search/?q=a%00b").status_code == 400
    assert client.get("/en/a%00b/").status_code == 400


def test_slug_from_any_script_is_ascii():
    home = make_site("uk")
    page = make_page(StandardPage, home, title="Мости довіри")
    assert page.slug.isascii()
    assert Page.objects.get(pk=page.pk).slug == "mosty-doviry"
