"""How what was typed is looked for: words that are small, spelt in two ways, quoted, or of another script."""

import pytest
from django.utils import translation

from home.models import HomePage, StandardPage
from search import indexing
from search.finding import Search, elsewhere, find
from search.models import Entry
from search.questions import ask
from tests.factories import make_file_of, make_page, make_site
from tests.search.following import found

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made_pages(shared_rows):
    """Pages in English and Ukrainian."""
    with shared_rows():
        home = make_site("en", "uk")
        ukrainian = HomePage.objects.get(locale__language_code="uk")
        for number in range(70):
            title = "The city" if number < 22 else "The tram"
            make_page(StandardPage, home, title=title, summary="council" if number in (0, 30) else "")
        for title in ("Gdańsk shipyard", "Most people", "Mistakes"):
            make_page(StandardPage, home, title=title)
        for title in ("Верф у Гданську", "Міст у місті", "Мости"):
            make_page(StandardPage, ukrainian, title=title)
        indexing.rebuild()


@pytest.fixture
def pages(made_pages):
    return {page.title: ("page", str(page.pk)) for page in StandardPage.objects.all()}


def test_a_short_word_of_many_pages_is_wanted_too(pages):
    both = StandardPage.objects.get(title="The city", summary="council")
    assert found("city council") == [("page", str(both.pk))]
    assert len(found("the council")) == 2  # nearly all have “the”


@pytest.mark.parametrize("typed", ["Гданськ", "Gdansk", "Gdańsk"])
def test_a_name_is_found_by_either_spelling(pages, typed):
    assert found(typed) == [pages["Gdańsk shipyard"]]
    assert found(typed, "uk") == [pages["Верф у Гданську"]]


def test_a_short_word_of_another_script_is_no_word_of_this_language(pages):
    assert (found("мости"), found("міст")) == ([], [])
    assert elsewhere(Search(ask("мости"), ("uk",)), ["en"]) == {}
    assert elsewhere(Search(ask("Гданську"), ("uk",)), ["en"]) == {"en": 1}


def test_a_quoted_word_is_taken_as_it_is(pages):
    assert find(Search(ask('"mostt"'), ("en",))).instead is None
    assert find(Search(ask("mostt"), ("en",))).instead.text.casefold() == "most"


def test_a_dash_before_a_word_is_a_minus(pages):
    assert found("people –most") == []


@pytest.mark.parametrize("code", ["en", "uk"])
def test_a_document_is_shown_on_a_page_of_the_readers_language(pages, code):
    document = make_file_of("roadmap.docx", b"", language="en")
    body = [{"type": "prose", "value": f'<p><a linktype="document" id="{document.pk}">Plan</a></p>'}]
    for home in HomePage.objects.all():
        page = make_page(StandardPage, home, title=f"With a file, {home.locale.language_code}", body=body)
        indexing.write_page(page.pk)
    with translation.override(code):
        results = find(Search(ask("roadmap"), ("en", "uk")))
    shown = [entry.page.title for entry in Entry.objects.filter(pk__in=results.keys, kind="document")]
    assert shown == [f"With a file, {code}"]
