"""What is refused: in words of ours, in the reader's language."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from news.models import ArticleIndexPage
from tests.factories import make_page, make_site

pytestmark = pytest.mark.django_db

HEADINGS = {
    "en": "Bad request",
    "lt": "Netinkama užklausa",
    "lv": "Nederīgs pieprasījums",
    "uk": "Некоректний запит",
}


def heading(response) -> tuple[int, str, str]:
    page = BeautifulSoup(response.content, "html.parser")
    assert not page.select("style, [style]")
    return response.status_code, page.html["lang"], page.h1.get_text(strip=True)


@pytest.mark.parametrize("language", ["en", "lt", "lv", "uk"])
def test_bad_requests_are_answered_in_the_language_of_the_address(client, language):
    index = make_page(ArticleIndexPage, make_site(language))
    for query in ("?page=x", "?q=a%00b"):
        assert heading(client.get(index.url + query)) == (400, language, HEADINGS[language])


def test_address_without_a_language_asks_the_browser(client, settings):
    make_site("en", "lt")
    wanted = {"accept-language": "lt,en;q=0.5", "host": "nobody.example"}
    assert heading(client.get("/robots.txt", headers=wanted)) == (400, "lt", HEADINGS["lt"])
    assert heading(client.get("/?a=%00", headers={"accept-language": "uk"})) == (400, "uk", HEADINGS["uk"])


def test_form_from_elsewhere_is_refused_in_the_site_s_design():
    home = make_site()
    response = Client(enforce_csrf_checks=True).post(home.url, {"a": "b"})
    assert heading(response) == (403, "en", "The form was not sent")
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one('meta[name="robots"]')["content"] == "noindex"
    assert page.select_one("header a[href='/en/']")
