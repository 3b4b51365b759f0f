"""Where very many match: the latest are looked for among recent years first, and are the same as without that."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from home.models import StandardPage
from search import indexing
from search.finding import DATE, Search, find
from search.models import Entry
from search.questions import ask
from search.vocabulary import in_words
from tests.factories import make_page, make_site

pytestmark = pytest.mark.django_db

#: Of its pages, in years from this one; None: it was never published by date.
YEARS = (0, -1, -4, 0, 12, -1, -3, None, 0, -2, -1)
NOON = dt.time(12, tzinfo=ZoneInfo("UTC"))


@pytest.fixture(scope="module")
def made_bridges(shared_rows):
    """Pages about bridges from several years."""
    with shared_rows():
        home = make_site("en")
        this = timezone.localdate().year
        for number, years in enumerate(YEARS):
            page = make_page(
                StandardPage, home, title=f"Bridge {number}", summary="of steel" if number % 2 else ""
            )
            day = None if years is None else dt.date(this + years, 1, 1 + number)
            Page.objects.filter(pk=page.pk).update(first_published_at=day and dt.datetime.combine(day, NOON))
        indexing.rebuild()


@pytest.fixture
def bridges(made_bridges, monkeypatch):
    """Let `very_many` say from how many entries on a word has very many, and four be all that are counted."""
    monkeypatch.setattr("search.rows._FEWEST_ASKED", 1)
    monkeypatch.setattr("search.finding.MOST_COUNTED", 4)

    def very_many(number: int) -> None:
        monkeypatch.setattr("search.rows._VERY_MANY", number)

    return very_many


def looked_for(words: str, **how: object) -> tuple[list[str], bool]:
    """Return the titles that are found, in order, and whether there are more."""
    results = find(Search(ask(words), ("en",), **how))
    titles = Entry.objects.in_bulk(results.keys)
    return [titles[key].title for key in results.keys], results.is_more


@pytest.mark.parametrize("words", ["bridge", "bridges -steel", "steel", '"bridge 4"', "4 bridge"])
def test_they_are_the_same(bridges, words):
    bridges(1)
    found = looked_for(words, sort=DATE)
    bridges(1_000)
    assert looked_for(words, sort=DATE) == found


def test_years_before_are_not_looked_at_where_recent_ones_have_enough(bridges):
    bridges(len(YEARS))
    with CaptureQueriesContext(connection) as captured:
        found = looked_for("bridge", sort=DATE)
    assert found == (["Bridge 4", "Bridge 8", "Bridge 3", "Bridge 0"], True)  # years to come as well
    [asked] = [query["sql"] for query in captured if "#language:en" in query["sql"]]
    assert f"#year:{timezone.localdate().year}" in asked


def test_years_before_are_looked_at_where_recent_ones_have_too_few(bridges):
    bridges(1)
    titles, is_more = looked_for("bridge 2")
    assert (titles, is_more) == (["Bridge 2"], False)
    assert looked_for("bridge", chosen={"year": str(timezone.localdate().year - 3)})[0] == ["Bridge 6"]


def test_it_is_known_how_many_have_a_word(bridges):
    [words] = in_words(ask('bridges "bridge 4" steel'), ("en",))
    assert [clause.entries for clause in words.clauses] == [len(YEARS), 1, len(YEARS) // 2]
