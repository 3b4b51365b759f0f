"""The translators' desk: every page and how far it is, what most needs doing on top."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from cms.users.roles import EDITORS, translators
from home.models import StandardPage
from tests.factories import make_page
from tests.fixtures.database import again
from tests.translation.languages import publish, translated, version

pytestmark = pytest.mark.django_db


def rows(client, query: str = "") -> list[tuple[str, str | None, str]]:
    """Return title, link and state of each page on the desk."""
    response = client.get(reverse("translation_desk") + query)
    assert response.status_code == 200
    found = []
    for row in BeautifulSoup(response.content, "html.parser").select("main tbody tr"):
        cells = row.find_all("td")
        link = cells[0].find("a")
        found.append(
            (cells[0].get_text(" ", strip=True), link and link["href"], cells[3].get_text(" ", strip=True))
        )
    return found


@pytest.fixture(scope="module")
def made(shared_rows, made_page):
    """A page whose Lithuanian version is outdated, beside one that has none."""
    with shared_rows():
        page = again(made_page)
        translated(page, "lt")
        page.refresh_from_db()
        page.title = "New bridges"
        return publish(page)


@pytest.fixture
def outdated(made, db):
    return again(made)


def test_what_needs_doing_stands_on_top(home, outdated, sign_in_as):
    missing = make_page(StandardPage, home, title="Ferries")
    lithuanian = version(outdated, "lt")
    edit = reverse("wagtailadmin_pages:edit", args=[lithuanian.pk])
    submit = reverse("wagtail_localize:submit_page_translation", args=[missing.pk])
    expected = [
        (lithuanian.title, edit, "Outdated · 0 of 1 texts · 1 outdated"),
        ("Ferries", None, "Missing · an editor has to submit it"),
    ]
    assert rows(sign_in_as(translators("lt")))[:2] == expected
    assert rows(sign_in_as(EDITORS), "?language=lt")[1] == (
        "Ferries",
        f"{submit}?select_locale=lt",
        "Missing",
    )


def test_desk_filters_by_state_and_shows_ones_own_languages_only(outdated, sign_in_as):
    client = sign_in_as(translators("lt"))
    assert [state for _title, _link, state in rows(client, "?state=missing")] == []
    assert [title for title, _link, _state in rows(client, "?state=outdated")] == ["lt: Bridges"]
    assert rows(client, "?language=lv") == rows(client)


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries_does_not_grow(home, locales, sign_in_as, count, django_assert_num_queries):
    for _index in range(count):
        make_page(StandardPage, home)
    client = sign_in_as(translators("lt"))
    rows(client)
    with django_assert_num_queries(14):
        rows(client)


def test_versions_of_a_page_are_shown_with_where_each_comes_from(outdated, sign_in_as):
    translated(version(outdated, "lt"), "lv")
    client = sign_in_as(EDITORS)
    screen = reverse("translation_versions", args=[outdated.pk])
    editor = client.get(reverse("wagtailadmin_pages:edit", args=[outdated.pk]))
    assert screen in editor.content.decode()
    table = BeautifulSoup(client.get(screen).content, "html.parser").select("main tbody tr")
    assert [[cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])][:3] for row in table] == [
        ["English", "–", "–"],
        ["lietuvių", "English", "Outdated"],
        ["latviešu", "lietuvių", "Outdated the version it is translated from is not up to date"],
    ]
    assert sign_in_as(translators("lv")).get(screen).status_code == 302


def test_one_language_is_chosen_and_several_states_and_types(outdated, sign_in_as):
    response = sign_in_as(EDITORS).get(reverse("translation_desk"))
    filters = BeautifulSoup(response.content, "html.parser")
    kinds = {
        name: {field["type"] for field in filters.select(f"input[name={name}]")}
        for name in ("language", "state", "type")
    }
    assert kinds == {"language": {"radio"}, "state": {"checkbox"}, "type": {"checkbox"}}
    assert (
        filters.select_one("#drilldown-id_locale h2, [aria-controls=drilldown-id_locale]").get_text(
            " ", strip=True
        )
        == "Original"
    )
