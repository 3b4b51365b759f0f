"""Facts are the same in every language as soon as their source is published."""

import datetime as dt

import pytest
from django.core.management import call_command
from wagtail.models import PageLogEntry

from cms.translation import differing
from cms.translation.carrying import draft_of
from cms.translation.fact_list import blocks_of, facts_to_differ
from cms.translation.models import LanguageVersion
from cms.translation.releasing import IncompleteError, release
from news.models import EventPage
from tests.factories import make_document, make_image, make_page, make_site
from tests.fixtures.database import again
from tests.translation.languages import publish, translate_texts, translated, translation_of, version

pytestmark = pytest.mark.django_db


def slot(key: str, start: str, end: str, title: str, **fields) -> dict:
    value = {"day": "2030-01-28", "start": start, "end": end, "kind": "session", "title": title, **fields}
    return {"type": "slot", "id": key, "value": value}


@pytest.fixture(scope="module")
def made(shared_rows):
    """A published event with two slots, in English, Lithuanian and, from Lithuanian, Latvian."""
    with shared_rows():
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


@pytest.fixture
def event(made, db):
    return again(made)


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


def test_first_address_is_made_from_the_translated_title(event):
    assert [version(event, code).slug for code in ("lt", "lv")] == [
        "lt-second-meeting",
        "lv-lt-second-meeting",
    ]


def test_added_block_is_shown_in_the_source_language_until_it_is_translated(event):
    raw = event.agenda.get_prep_value()
    event.agenda = [*raw, slot("00000000-0000-4000-8000-000000000003", "14:00", "14:15", "Closing")]
    publish(event)
    lithuanian = version(event, "lt")
    assert shown_slots(lithuanian)[2] == ("14:00", "Closing")
    found = lithuanian.language_version
    assert (found.state, found.missing, found.foreign) == ("in_progress", 1, [["Closing", "en"]])


def test_removed_block_leaves_every_language_and_its_text_comes_back_with_it(event):
    raw = event.agenda.get_prep_value()
    event.agenda = raw[1:]
    event = publish(event)
    assert shown_slots(version(event, "lt")) == [("13:30", "lt: Memorandum")]
    event.agenda = raw
    publish(event)
    assert shown_slots(version(event, "lt")) == [("13:00", "lt: Welcome"), ("13:30", "lt: Memorandum")]


def test_log_says_where_the_facts_come_from(event):
    event.time_zone = "Europe/Riga"
    publish(event)
    entry = PageLogEntry.objects.filter(page=version(event, "lt"), action="cms.translation.carry").latest(
        "pk"
    )
    assert entry.data["source"] == {"id": event.pk, "locale": "en", "title": "Second meeting"}


def test_incomplete_event_is_refused_with_what_is_missing(event):
    event.agenda[0].value["title"] = "Greetings"
    publish(event)
    with pytest.raises(IncompleteError) as refused:
        release(translation_of(event, "lt"))
    assert [text for _path, text in refused.value.missing] == ["Greetings"]


def test_hidden_block_stays_hidden_and_nobody_misses_its_text(event):
    lithuanian = version(event, "lt")
    differing.hide_block(lithuanian, "00000000-0000-4000-8000-000000000001", None)
    event.agenda[0].value["title"] = "Greetings"
    publish(event)
    lithuanian = version(event, "lt")
    assert shown_slots(lithuanian) == [("13:30", "lt: Memorandum")]
    assert lithuanian.language_version.state == "published"
    differing.show_block(lithuanian, "00000000-0000-4000-8000-000000000001", None)
    assert shown_slots(version(event, "lt"))[0] == ("13:00", "lt: Welcome")


def test_local_block_survives_every_sync(event):
    lithuanian = version(event, "lt")
    block = slot("", "14:00", "14:10", "Tik lietuviškai")
    row = differing.write_local_block(
        lithuanian, "agenda", "00000000-0000-4000-8000-000000000002", block, None
    )
    event.time_zone = "Europe/Riga"
    publish(event)
    assert shown_slots(version(event, "lt"))[2] == ("14:00", "Tik lietuviškai")
    assert len(shown_slots(version(event, "en"))) == 2
    differing.remove_local_block(version(event, "lt"), row, None)
    assert len(shown_slots(version(event, "lt"))) == 2


def test_fact_that_a_language_needs_different_is_kept_and_can_be_undone(event):
    ours, theirs = make_image(), make_image()
    event.image, event.image_alt = ours, "A bridge."
    publish(event)
    lithuanian = version(event, "lt")
    fact = next(each for each in facts_to_differ(version(event, "en")) if each.path == "image")
    differing.make_different(lithuanian, fact, theirs.pk, None)
    event = version(event, "en")
    event.time_zone = "Europe/Riga"
    publish(event)
    lithuanian = version(event, "lt")
    assert (lithuanian.image_id, lithuanian.time_zone) == (theirs.pk, "Europe/Riga")
    differing.make_same(lithuanian, fact, None)
    assert version(event, "lt").image_id == ours.pk


def test_counts_are_what_the_contents_say(event, capsys):
    event.agenda[0].value["title"] = "Greetings"
    publish(event)
    call_command("check_translations")
    assert capsys.readouterr().out == "0 differences\n"
    LanguageVersion.objects.filter(page=version(event, "lt")).update(outdated=7)
    call_command("check_translations")
    out = capsys.readouterr().out
    assert ("outdated: 7, but 1 by content" in out, out.splitlines()[-1]) == (True, "1 differences")


def test_another_document_is_told_in_its_own_language(event):
    english, lithuanian = (make_document(language=code) for code in ("en", "lt"))
    event.documents = [("document", {"document": english, "title": "Plan", "language": "en"})]
    publish(event)
    fact = next(each for each in facts_to_differ(version(event, "en")) if each.path.startswith("documents."))
    differing.make_different(version(event, "lt"), fact, lithuanian.pk, None)
    told = [version(event, code).documents[0].value for code in ("en", "lt")]
    assert [(each["document"], each["language"]) for each in told] == [(english, "en"), (lithuanian, "")]
    differing.make_same(version(event, "lt"), fact, None)
    told = version(event, "lt").documents[0].value
    assert (told["document"], told["language"]) == (english, "en")


def test_places_and_blocks_are_told_in_the_words_of_the_version(event):
    event.agenda[0].value["speakers"] = [{"name": "Ona", "person": None, "role": ""}]
    english = make_document(language="en")
    for item in event.agenda:
        item.value["documents"] = [{"document": english, "title": "Plan", "language": "en"}] * 2
    event = publish(event)
    translate_texts(event, "lt")
    differing.hide_block(version(event, "lt"), "00000000-0000-4000-8000-000000000002", None)
    speaking = draft_of(translation_of(event, "lt"), with_hidden=True)
    assert [fact.label for fact in facts_to_differ(event, speaking)] == [
        f"Agenda › Slot “lt: {title}”, {hour} › Documents › Document “lt: Plan” {number} › Document"
        for title, hour in (("Welcome", "13:00"), ("Memorandum", "13:30"))
        for number in (1, 2)
    ]
    ((_field, shown),) = blocks_of(event, speaking)
    assert [block.words[:11] for block in shown] == ["lt: Welcome", "lt: Memoran"]
