"""What is left to do in a translation, and where: the list, the way to it, and what a refusal says."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from cms.translation.beginning import begin
from cms.translation.places import mark_too_long
from cms.translation.releasing import IncompleteError, release
from cms.translation.remaining import remaining_texts
from cms.users.roles import EDITORS, translators
from news.models import EventPage
from tests.factories import make_page
from tests.fixtures.database import again
from tests.translation.languages import (
    locale,
    publish,
    translate_texts,
    translated,
    translation_of,
    version,
)
from tests.translation.test_facts import slot

pytestmark = pytest.mark.django_db

#: Late enough for a hundred slots of a minute each.
LATE = dt.datetime(2030, 1, 28, 14, tzinfo=dt.UTC)
QUERIES = 18
WELCOME = "00000000-0000-4000-8000-000000000001"


@pytest.fixture(scope="module")
def made(shared_rows, made_home):
    """A published event with one slot, in English, Lithuanian and, from Lithuanian, Latvian."""
    with shared_rows():
        page = make_page(
            EventPage,
            title="Second meeting",
            summary="Two towns meet.",
            agenda=[slot(WELCOME, "13:00", "13:30", "Welcome")],
        )
        (lithuanian,) = translated(page, "lt")
        translated(lithuanian, "lv")
    return page


@pytest.fixture
def event(made, db):
    return again(made)


def points(count: int) -> list[dict]:
    """Return as many slots of one minute each."""
    times = [f"{13 + minute // 60}:{minute % 60:02}" for minute in range(count + 1)]
    return [
        slot(f"00000000-0000-4000-8000-{n:012}", times[n], times[n + 1], f"Point {n}") for n in range(count)
    ]


def listed(client, page: Page) -> list[list[str]]:
    """Return the rows of the list on the screen of language versions."""
    response = client.get(reverse("translation_versions", args=[page.pk]))
    rows = BeautifulSoup(response.content, "html.parser").select("table.remaining tbody tr")
    return [[cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])] for row in rows]


def test_every_text_that_wants_work_is_listed_with_its_place(event, sign_in_as):
    event.agenda[0].value["title"] = "Greetings"
    event.summary = "Two towns met."
    publish(event)
    StringTranslation.objects.filter(locale=locale("lt"), data="lt: Second meeting").update(
        translation_type="machine"
    )
    assert listed(sign_in_as(translators("lt")), version(event, "lt")) == [
        ["Text › Title", "Translated by machine", "Second meeting", "lt: Second meeting"],
        ["Text › Summary", "Outdated", "Two towns met.", "lt: Two towns meet."],
        ["Text › Agenda › Slot “lt: Welcome”, 13:00 › Title", "Outdated", "Greetings", "lt: Welcome"],
    ]


def test_what_is_outdated_because_the_version_between_is_says_so(event, sign_in_as):
    event.agenda[0].value["title"] = "Greetings"
    publish(event)
    client = sign_in_as(EDITORS)
    assert listed(client, version(event, "lv")) == [
        [
            "Text › Agenda › Slot “lv: lt: Welcome”, 13:00 › Title",
            "Outdated The version it is translated from is not up to date here.",
            "lt: Welcome",
            "lv: lt: Welcome",
        ]
    ]
    desk = client.get(reverse("translation_desk") + "?language=lv&state=outdated")
    (cell,) = [row.find_all("td")[3] for row in BeautifulSoup(desk.content, "html.parser").select("tbody tr")]
    assert cell.get_text(strip=True) == (
        "Outdated · 2 of 3 texts · 1 outdated · the version it is translated from is not up to date"
    )


def test_text_that_is_too_long_is_named_as_such(event, sign_in_as):
    StringTranslation.objects.filter(locale=locale("lt"), data="lt: Second meeting").update(data="x" * 300)
    mark_too_long(translation_of(event, "lt").source, locale("lt").pk)
    told = "This text has 300 characters; at most 255 fit here."
    (row,) = remaining_texts(version(event, "lt"))
    assert (row.state, row.reason, row.text) == ("Too long", told, "x" * 119 + "…")
    with pytest.raises(IncompleteError) as refused:
        release(translation_of(event, "lt"))
    assert refused.value.messages == [f"“Second meeting” was not accepted: {told}"]
    assert [text for _path, text in refused.value.missing] == ["Second meeting"]


def test_hundred_texts_are_listed_and_the_others_counted(home, sign_in_as):
    page = make_page(EventPage, title="Long meeting", summary="It is long.", end_at=LATE, agenda=points(103))
    translated(page.get_parent().specific, "lt")
    begin(page, [locale("lt")])
    client, target = sign_in_as(translators("lt")), version(page, "lt")
    screen = reverse("translation_versions", args=[target.pk])
    text = BeautifulSoup(client.get(screen).content, "html.parser").get_text(" ", strip=True)
    assert ("What is left to do (105)" in text, "and 5 more" in text) == (True, True)
    assert len(listed(client, target)) == 100
    editor = client.get(reverse("wagtailadmin_pages:edit", args=[target.pk]))
    (link,) = BeautifulSoup(editor.content, "html.parser").select(f"a[href='{screen}#left-to-do']")
    assert link.get_text(strip=True) == "What is left to do (105)"


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries_does_not_grow(home, sign_in_as, count, django_assert_num_queries):
    page = make_page(EventPage, title="Meeting", summary="Two towns meet.", agenda=points(count))
    translated(page.get_parent().specific, "lt")
    begin(page, [locale("lt")])
    target = version(page, "lt")
    with django_assert_num_queries(QUERIES):
        assert len(remaining_texts(target)) == count + 2


def test_whole_translation_has_nothing_left(event, sign_in_as):
    assert remaining_texts(version(event, "lt")) == []
    assert remaining_texts(version(event, "en")) == []
    begin(event, [locale("uk")])
    translate_texts(event, "uk")
    assert remaining_texts(version(event, "uk")) == []
