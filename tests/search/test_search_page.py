"""What visitors see of a search: what was found in which language, what it is narrowed down by, what helps."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction
from wagtail.rich_text import RichText

from cms.models import PageTopic
from home.models import HomePage, StandardPage
from news.models import ArticlePage, CallPage, EventPage
from search import indexing
from tests.factories import make_document, make_page, make_site, make_topic

pytestmark = pytest.mark.django_db
PAST = dt.datetime(2020, 6, 1, 12, tzinfo=dt.UTC)
#: What matches “bridge”, the best first.
BRIDGES = ["Bridges", "The day of the bridge", "Money for bridges", "Old bridges", "Minutes of the bridge"]


@pytest.fixture(scope="module")
def made_site(shared_rows):
    """A site in two languages with a little of everything about bridges."""
    with shared_rows():
        home = make_site("en", "lt")
        lithuanian = HomePage.objects.get(locale__language_code="lt")
        minutes = make_document(title="Minutes of the bridge", file_size=1_234_567)
        bridge = make_page(
            ArticlePage,
            home=home,
            title="Bridges",
            summary="A bridge in Ukmergė.",
            body=[("prose", RichText(f'<p><a linktype="document" id="{minutes.pk}">Who came</a></p>'))],
        )
        PageTopic.objects.create(page=bridge, topic=make_topic(name="Water", slug="water"))
        make_page(ArticlePage, home=home, title="Old bridges", published_on=dt.date(2019, 5, 6))
        make_page(EventPage, home=home, title="The day of the bridge")
        make_page(CallPage, home=home, title="Money for bridges")
        make_page(CallPage, home=home, title="Money for old bridges", deadline_at=PAST)
        make_page(StandardPage, home, title="Korosten", summary="Where the river is <b>wide</b>.")
        make_page(ArticlePage, home=lithuanian, title="Tiltas į Korostenę", summary="A bridge, angliškai.")
        indexing.rebuild()


@pytest.fixture
def site(made_site):
    return HomePage.objects.get(locale__language_code="en")


def shown(client, query, status=200):
    """Return the main part of the search page in a state."""
    response = client.get(f"/en/search/{query}")
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser").main


def titles(main):
    """Return the titles of what was found."""
    return [each.get_text() for each in main.select(".results .list-item__title")]


def number(main):
    """Return what is said of how many there are."""
    return main.select_one("[role=status]").get_text(" ", strip=True)


def options(main, label):
    """Return the values of a facet with their counts."""
    heading = main.find("h2", string=label)
    links = heading.parent.select("a") if heading else []
    return [each.get_text(" ", strip=True) for each in links]


def line(main, label):
    """Return the ways on that stand in one line."""
    found = main.select_one(f'nav[aria-label="{label}"]')
    return [each.get_text(" ", strip=True) for each in found.select("li")] if found else []


def test_what_was_found_is_counted_and_shown_in_order(site, client):
    main = shown(client, "?q=bridge")
    assert number(main) == "5 results"
    assert sorted(titles(main)) == sorted(BRIDGES)
    assert titles(main)[0] == "Bridges"
    first = main.select_one(".results li")
    assert first.select_one(".list-item__text").decode_contents() == "A <mark>bridge</mark> in Ukmergė."
    assert first.select_one(".card__meta").get_text("|", strip=True) == "Article|2 January 2026|Water"
    assert first.a["href"] == ArticlePage.objects.get(title="Bridges").url


def test_own_words_are_shown_as_they_are_written(site, client):
    text = shown(client, "?q=wide").select_one(".list-item__text").decode_contents()
    assert text == "Where the river is &lt;b&gt;<mark>wide</mark>&lt;/b&gt;."


def test_document_says_what_it_is_and_where_it_stands(site, client):
    row = shown(client, "?q=minutes").select_one(".results li")
    assert row.select_one(".card__meta").get_text("|", strip=True) == "Document|PDF, 1.2\xa0MB|Water"
    assert row.select_one(".list-item__title a")["href"].endswith(".pdf")
    place = row.select_one(".list-item__place a")
    assert (place.get_text(), place["href"]) == ("Bridges", ArticlePage.objects.get(title="Bridges").url)


def test_facets_are_counted_and_narrow_down(site, client):
    main = shown(client, "?q=bridge")
    assert options(main, "Kind") == ["Article 2", "Call 1", "Document 1", "Event 1"]
    assert options(main, "Topic") == ["Water 2"]
    assert options(main, "Year") == ["2030 2", "2026 2", "2019 1"]
    link = main.select_one(".facets__option")
    assert (link["href"], link["rel"]) == ("/en/search/?q=bridge&type=articlepage", ["nofollow"])
    narrow = shown(client, "?q=bridge&type=articlepage&year=2019")
    assert titles(narrow) == ["Old bridges"]
    assert options(narrow, "Kind") == ["Article"]
    assert options(narrow, "Year") == ["2026 1", "2019"]
    taken_away = narrow.select_one("[aria-current=true].facets__option")["href"]
    assert taken_away == "/en/search/?q=bridge&year=2019"
    assert narrow.select_one(".filters__clear")["href"] == "/en/search/?q=bridge"


def test_facet_that_narrows_nothing_is_not_offered(site, client):
    main = shown(client, "?q=wide")
    assert main.select(".facets") == []


def test_closed_calls_stand_apart(site, client):
    main = shown(client, "?q=bridge&sort=date")
    apart = main.select_one(".facets__apart a")
    assert (apart.get_text(" ", strip=True), apart["href"]) == (
        "Closed calls 1",
        "/en/search/?q=bridge&closed=1&sort=date",
    )
    closed = shown(client, "?q=bridge&closed=1")
    assert titles(closed) == ["Money for old bridges"]
    assert closed.select_one(".facets__apart a")["href"] == "/en/search/?q=bridge"


def test_results_are_sorted_by_date(site, client):
    main = shown(client, "?q=bridge&sort=date")
    assert titles(main)[0] == "Money for bridges"
    assert titles(main)[-1] == "Old bridges"
    assert [each["aria-current"] for each in main.select("nav [aria-current]")] == ["true"]
    assert main.select_one("nav [aria-current]").get_text() == "Date"
    assert main.select_one("input[name=sort]")["value"] == "date"


def test_other_languages_are_named_with_what_they_have(site, client):
    main = shown(client, "?q=bridge")
    assert line(main, "In other languages") == ["Lithuanian (1)", "All languages"]
    other = shown(client, "?q=bridge&language=lt")
    assert number(other) == "1 result in Lithuanian"
    assert line(other, "Search in") == ["English (5)", "All languages"]
    link = other.select_one(".results a")
    assert (link["lang"], link["hreflang"], link.parent["dir"]) == ("lt", "lt", "ltr")
    assert other.select_one(".list-item__text")["lang"] == "lt"
    assert other.select_one(".card__meta").get_text("|", strip=True).endswith("|Lithuanian")
    everything = shown(client, "?q=bridge&language=all")
    assert number(everything) == "6 results in all languages"
    assert line(everything, "Search in") == ["English"]


def test_corrected_question_is_said_not_done_silently(site, client):
    main = shown(client, "?q=Korostn")
    said = main.select_one(".notice")
    text = " ".join(said.get_text().split())
    assert text == "Nothing was found for “Korostn”. These are results for “Korosten”."
    assert said.a["href"] == "/en/search/?q=Korosten"
    assert titles(main) == ["Korosten"]
    assert main.select_one("input[type=search]")["value"] == "Korostn"


def test_some_of_the_words_are_said_to_be_some(site, client):
    main = shown(client, "?q=river+minutes")
    assert "some of them" in main.select_one(".notice").get_text()
    assert set(titles(main)) == {"Korosten", "Minutes of the bridge"}


def test_nothing_found_helps(site, client):
    main = shown(client, "?q=xylophone")
    assert main.select_one(".empty-state h2").get_text(strip=True) == "Nothing was found for “xylophone”"
    assert "spelling" in main.select_one(".empty-state").get_text()
    assert "/en/sitemap/" in [each["href"] for each in main.select("a")]
    assert main.select(".results") == []
    elsewhere = shown(client, "?q=angliškai")
    assert line(elsewhere, "In other languages") == ["Lithuanian (1)", "All languages"]


def test_nothing_in_the_narrow_leads_to_the_wide(site, client):
    main = shown(client, "?q=bridge&year=1999")
    assert "narrowed down" in main.select_one(".empty-state").get_text()
    assert options(main, "Year") == ["2030 2", "2026 2", "2019 1", "1999"]
    assert main.select_one(".filters__clear")["href"] == "/en/search/?q=bridge"


@pytest.mark.parametrize("query", ["", "?q=", "?q=-bridge", "?q=%22%22+-"])
def test_question_without_a_word_gets_help(site, client, query):
    main = shown(client, query)
    examples = [each.get_text(strip=True).partition(": ")[2] for each in main.select(".prose li")]
    assert examples == ["“city council”", "energy -nuclear"]
    assert main.select("[role=status]") == []


def test_robots_keep_out(site, client):
    response = client.get("/en/search/?q=bridge")
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    ways = page.select(".facets a, .choice-line a")
    assert ways
    assert all(each["rel"] == ["nofollow"] for each in ways)


def test_more_than_a_page_is_paged(site, client, monkeypatch):
    for each in range(8):
        make_page(ArticlePage, home=site, title=f"Bridge {each}")
    indexing.rebuild()
    first = client.get("/en/search/?q=bridge")
    second = client.get("/en/search/?q=bridge&page=2")
    assert len(titles(BeautifulSoup(first.content, "html.parser"))) == 12
    assert len(titles(BeautifulSoup(second.content, "html.parser"))) == 1
    title = BeautifulSoup(second.content, "html.parser").title.get_text(" ", strip=True)
    assert " ".join(title.split()) == "Search: bridge: Page 2 of 2 – Bridge"
    monkeypatch.setattr("search.finding.MOST_COUNTED", 9)
    assert number(shown(client, "?q=bridge")) == "More than 9 results"


def leave(page, how):
    """Take a page away from the public."""
    if how == "unpublished":
        page.unpublish()
    elif how == "deleted":
        page.delete()
    elif how == "restricted":
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    elif how == "expired":
        Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - dt.timedelta(minutes=1))
    elif how == "renamed":
        page.title = "Viaducts"
        page.save_revision().publish()
    elif how == "drafted":
        page.title = "A bridge nobody may know of"
        page.save_revision()


@pytest.mark.parametrize("how", ["unpublished", "deleted", "restricted", "expired", "renamed"])
def test_page_leaves_at_the_next_request(site, client, django_capture_on_commit_callbacks, how):
    page = ArticlePage.objects.get(title="Old bridges")
    assert "Old bridges" in titles(shown(client, "?q=bridge"))
    with django_capture_on_commit_callbacks(execute=True):
        leave(page, how)
    assert "Old bridges" not in titles(shown(client, "?q=bridge"))


def test_draft_is_not_found_and_moved_page_has_its_new_address(
    site, client, django_capture_on_commit_callbacks
):
    page = ArticlePage.objects.get(title="Old bridges")
    with django_capture_on_commit_callbacks(execute=True):
        leave(page, "drafted")
    assert number(shown(client, "?q=nobody")) == "0 results"
    index = make_page(type(page.get_parent().specific), site, title="Archive")
    with django_capture_on_commit_callbacks(execute=True):
        page.move(index, pos="last-child")
    main = shown(client, "?q=old&type=articlepage")
    assert [each["href"] for each in main.select(".results a")] == ["/en/archive/old-bridges/"]


def test_document_of_a_private_collection_is_not_found(site, client):
    assert titles(shown(client, "?q=minutes")) == ["Minutes of the bridge"]
    CollectionViewRestriction.objects.create(
        collection=Collection.get_first_root_node(), restriction_type=CollectionViewRestriction.LOGIN
    )
    assert titles(shown(client, "?q=minutes")) == []


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("?q=bridge", 18),
        ("?q=bridge&type=eventpage", 14),
        ("?q=Korostn", 27),
        ("?q=bridge&language=all", 12),
        ("", 1),
    ],
)
def test_number_of_queries(site, client, asks, query, number):
    client.get("/en/search/")  # what a worker keeps of the site
    with asks(number):
        client.get(f"/en/search/{query}")
