"""News, events and calls have lists of their own in the admin: by date, in the languages one works in."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from cms.models import PageTopic
from cms.users.roles import EDITORS, REVIEWERS, ensure_roles, translators
from news.models import ArticlePage, CallPage, EventPage
from tests.factories import make_page, make_site, make_topic
from tests.fixtures.database import again
from tests.translation.conftest import sign_in_as  # noqa: F401 - a fixture
from tests.translation.languages import translated

pytestmark = pytest.mark.django_db

LISTS = {"news": ArticlePage, "events": EventPage, "calls": CallPage}


@pytest.fixture(scope="module")
def made_home(shared_rows):
    with shared_rows():
        home = make_site("en", "lt")
        ensure_roles()
    return home


@pytest.fixture
def home(made_home, db):
    """The home page of a site in English and Lithuanian, with its roles."""
    return again(made_home)


def rows(client, name: str, query: str = "") -> list[list[str]]:
    """Return what a list shows of each page: title, language, state, date."""
    html = BeautifulSoup(client.get(reverse(f"{name}:index") + query).content, "html.parser")
    found = []
    for row in html.select("table.listing tbody tr"):
        title = row.select_one("td.title a").get_text(strip=True)
        found.append([title, *(cell.get_text(" ", strip=True) for cell in row.find_all("td")[2:5])])
    return found


def event(home, title: str, day: int, **fields) -> EventPage:
    start = dt.datetime(2030, 1, day, 8, tzinfo=dt.UTC)
    return make_page(EventPage, home=home, title=title, start_at=start, end_at=None, **fields)


def test_events_stand_by_date_and_those_without_one_on_top(home, sign_in_as):  # noqa: F811
    event(home, "Early", 1)
    event(home, "Late", 28)
    make_page(EventPage, home=home, title="Some day", start_at=None, end_at=None, live=False)
    client = sign_in_as(EDITORS)
    assert [row[0] for row in rows(client, "events")] == ["Some day", "Late", "Early"]
    assert rows(client, "events")[1:] == [
        ["Late", "English", "Current page status: live", "28 January 2030, 10:00"],
        ["Early", "English", "Current page status: live", "1 January 2030, 10:00"],
    ]
    assert rows(client, "events")[0][3] == "no date yet"
    assert [row[0] for row in rows(client, "events", "?ordering=start_at")] == ["Early", "Late", "Some day"]


def test_a_deadline_that_is_a_day_has_no_time(home, sign_in_as):  # noqa: F811
    make_page(
        CallPage,
        home=home,
        deadline_at=dt.datetime(2030, 6, 1, 20, 59, tzinfo=dt.UTC),
        deadline_precision="day",
    )
    make_page(ArticlePage, home=home, published_on=dt.date(2026, 1, 2))
    client = sign_in_as(EDITORS)
    assert rows(client, "calls")[0][3] == "1 June 2030"
    assert rows(client, "news")[0][3] == "2 January 2026"


def test_filters_keep_language_state_and_topic(home, sign_in_as):  # noqa: F811
    first = event(home, "First", 1)
    event(home, "Draft", 2, live=False)
    PageTopic.objects.create(page=first, topic=make_topic(slug="energy"), locale=first.locale)
    translated(first, "lt")
    client = sign_in_as(EDITORS)
    assert [row[0] for row in rows(client, "events", "?locale=lt")] == ["lt: First"]
    assert [row[0] for row in rows(client, "events", "?state=draft")] == ["Draft"]
    assert len(rows(client, "events", "?state=published")) == 2
    assert rows(client, "events", "?state=changed") == []
    assert "First" in [row[0] for row in rows(client, "events", "?topic=energy")]
    assert "Draft" not in [row[0] for row in rows(client, "events", "?topic=energy")]
    assert [row[0] for row in rows(client, "events", "?q=irs&locale=en")] == ["First"]


@pytest.mark.parametrize("name", LISTS)
def test_everybody_finds_her_own_languages(home, sign_in_as, name):  # noqa: F811
    page = make_page(LISTS[name], home=home, title="Bridges")
    translated(page, "lt")
    assert [row[0] for row in rows(sign_in_as(translators("lt")), name)] == ["lt: Bridges"]
    assert len(rows(sign_in_as(EDITORS), name)) == 2
    for role, shown in ((REVIEWERS, False), (EDITORS, True)):
        client = sign_in_as(role)
        assert (client.get(reverse(f"{name}:index")).status_code == 200) == shown
        assert (f'"/admin/{name}/"' in client.get("/admin/").content.decode()) == shown


@pytest.mark.parametrize(
    ("name", "heading"), [("news", "Date of publication"), ("events", "Start"), ("calls", "Deadline")]
)
def test_the_explorer_shows_the_date_as_well(home, sign_in_as, name, heading):  # noqa: F811
    page = make_page(LISTS[name], home=home)
    address = reverse("wagtailadmin_explore", args=[page.get_parent().pk])
    html = BeautifulSoup(sign_in_as(EDITORS).get(address).content, "html.parser")
    assert heading in [cell.get_text(strip=True) for cell in html.select("thead th")]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("count", [1, 3])
def test_a_row_costs_two_queries(home, sign_in_as, name, count, django_assert_num_queries):  # noqa: F811
    for _index in range(count):
        make_page(LISTS[name], home=home)
    client = sign_in_as(EDITORS)
    rows(client, name)
    # wagtail-localize 1.14.5 (wagtail_hooks.py) asks twice a row whether the page can be translated.
    with django_assert_num_queries(23 + 2 * count):
        assert len(rows(client, name)) == count


def test_a_new_page_begins_below_its_index(home, sign_in_as):  # noqa: F811
    index = make_page(EventPage, home=home).get_parent()
    add = reverse("wagtailadmin_pages:add", args=["news", "eventpage", index.pk])
    assert sign_in_as(EDITORS).get(reverse("events:choose_parent"))["Location"] == add
