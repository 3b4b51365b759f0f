"""What is offered while a visitor types."""

import pytest
from wagtail.models import PageViewRestriction

from home.models import HomePage, StandardPage
from news.models import ArticlePage
from search import indexing
from search.suggesting import MOST
from tests.factories import make_page, make_site

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made_site(shared_rows):
    """A site whose pages tell of bridges, energy and Ukmergė."""
    with shared_rows():
        home = make_site("en", "lt")
        make_page(ArticlePage, home=home, title="Energy for bridges", summary="Energetic people of Ukmergė.")
        make_page(StandardPage, home, title="A bridge too far", summary="Energy is needed.")
        make_page(StandardPage, home, title="Secret energetics")
        make_page(StandardPage, HomePage.objects.get(locale__language_code="lt"), title="Energija")
        PageViewRestriction.objects.create(
            page=StandardPage.objects.get(title="Secret energetics"),
            restriction_type=PageViewRestriction.LOGIN,
        )
        indexing.rebuild()


@pytest.fixture
def offered(made_site, client):
    """Return a function: what is offered for a beginning."""

    def offer(typed, language="en"):
        path = {"en": "/en/search/suggest/", "lt": "/lt/paieska/suggest/"}[language]
        response = client.get(path, {"q": typed})
        assert response.status_code == 200
        return response.json()["options"]

    return offer


def test_words_and_pages_that_are_called_so(offered):
    page = {"text": "Energy for bridges", "url": ArticlePage.objects.get().url, "kind": "Article"}
    found = offered("ener")
    assert [each for each in found if "url" in each] == [page]
    assert {each["text"] for each in found if "url" not in each} == {"Energy", "Energetic"}
    assert offered("energ", "lt")[-1] == {
        "text": "Energija",
        "url": StandardPage.objects.get(title="Energija").url,
        "kind": "",
    }


def test_one_form_of_a_word_is_enough(offered):
    assert [each["text"] for each in offered("brid") if "url" not in each] == ["bridge"]


def test_last_word_is_completed_so_that_something_is_found(offered):
    texts = [each["text"] for each in offered("energetic ukm") if "url" not in each]
    assert texts == ["energetic Ukmergė"]
    assert offered("far ukm") == []


def test_pages_are_found_by_any_form_of_earlier_words(offered):
    assert [each["text"] for each in offered("bridge ener") if "url" in each] == ["Energy for bridges"]


@pytest.mark.parametrize("typed", ["", "e", "xyz", '"ener', "-ener", "…"])
def test_nothing_is_offered_where_nothing_begins(offered, typed):
    assert offered(typed) == []


def test_no_more_than_eight_are_offered_and_said(made_site, client):
    home = HomePage.objects.get(locale__language_code="en")
    for number in range(10):
        make_page(
            StandardPage,
            home,
            title=f"Energy report {'abcdefghij'[number]}",
            summary=f"energ{number}{number}",
        )
    indexing.rebuild()
    answer = client.get("/en/search/suggest/", {"q": "energ"}).json()
    assert len(answer["options"]) == MOST
    assert answer["said"] == "8 suggestions"


def test_answer_is_kept_for_a_moment_by_the_browser_alone(made_site, client):
    response = client.get("/en/search/suggest/", {"q": "ener"})
    assert response["Cache-Control"] == "private, max-age=30"
    assert response["X-Robots-Tag"] == "noindex"
    assert response.json()["said"] == "3 suggestions"


def test_number_of_queries(made_site, client, asks):
    client.get("/en/search/suggest/")
    with asks(12):
        client.get("/en/search/suggest/", {"q": "bridge en"})
