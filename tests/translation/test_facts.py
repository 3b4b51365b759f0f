"""Facts are the same in every language as soon as their source is published."""

import datetime as dt

import pytest

from news.models import EventPage
from tests.factories import make_page, make_site
from tests.translation.languages import publish, translate_texts, translated, version

pytestmark = pytest.mark.django_db


def slot(key: str, start: str, end: str, title: str, **fields) -> dict:
    value = {"day": "2030-01-28", "start": start, "end": end, "kind": "session", "title": title, **fields}
    return {"type": "slot", "id": key, "value": value}


@pytest.fixture
def event():
    """A published event with two slots, in English, Lithuanian and, from Lithuanian, Latvian."""
    make_site("en")
    page = make_page(
        EventPage,
        title="Second meeting",
        summary="Two towns meet.",
        agenda=[
            slot("00000000-0000-4000-8000-000000000001", "13:00", "13:30", "Welcome"),
            slot("00000000-0000-4000-8000-000000000002", "13:30", "14:00", "Memorandum"),
        ],
    )
    (lithuanian,) = translated(page, "lt")
    translated(lithuanian, "lv")
    return page


def shown_slots(page) -> list[tuple[str, str]]:
    return [(str(item.value["start"])[:5], item.value["title"]) for item in page.agenda]


def test_slot_moved_in_the_source_is_moved_in_every_language(event):
    before = {code: version(event, code).revisions.count() for code in ("lt", "lv")}
    event.agenda[0].value["start"] = dt.time(13, 15)
    publish(event)
    assert shown_slots(version(event, "lt")) == [("13:15", "lt: Welcome"), ("13:30", "lt: Memorandum")]
    assert shown_slots(version(event, "lv")) == [
        ("13:15", "lv: lt: Welcome"),
        ("13:30", "lv: lt: Memorandum"),
    ]
    for code, number in before.items():
        assert version(event, code).revisions.count() == number + 1


def test_unfinished_translation_stays_unpublished(event):
    translate_texts(event, "lt", only="title", word="Naujas pavadinimas")
    event.time_zone = "Europe/Riga"
    publish(event)
    lithuanian = version(event, "lt")
    assert (lithuanian.title, lithuanian.time_zone) == ("lt: Second meeting", "Europe/Riga")


def test_changed_sentence_keeps_the_old_translation(event):
    event.agenda[0].value["title"] = "Greetings"
    publish(event)
    lithuanian = version(event, "lt")
    assert shown_slots(lithuanian)[0] == ("13:00", "lt: Welcome")
    found = lithuanian.language_version
    assert (found.state, found.outdated, found.missing) == ("outdated", 1, 0)
    latvian = version(event, "lv").language_version
    assert (latvian.state, latvian.outdated) == ("outdated", 1)


def test_undo_restores_the_earlier_state(event):
    event.agenda[0].value["title"] = "Greetings"
    event = publish(event)
    event.agenda[0].value["title"] = "Welcome"
    publish(event)
    for code in ("lt", "lv"):
        found = version(event, code).language_version
        assert (found.state, found.outdated, found.missing, found.outdated_since) == ("published", 0, 0, None)
