"""Texts that arrive after the source was changed under them."""

import polib
import pytest
from django.urls import reverse
from wagtail_localize.models import StringSegment, StringTranslation

from cms.translation.models import LanguageVersion
from cms.translation.recounting import recount
from cms.users.roles import translators
from tests.fixtures.database import again
from tests.translation.conftest import messages_of
from tests.translation.languages import locale, publish, translated, translation_of, version
from tests.translation.test_po_files import send
from tests.translation.test_segments import put, string_url

pytestmark = pytest.mark.django_db

LT = translators("lt")


@pytest.fixture(scope="module")
def made(shared_rows, made_page):
    """A page whose summary is translated into Lithuanian, and published there."""
    with shared_rows():
        page = again(made_page)
        page.summary = "We build bridges."
        page = publish(page)
        translated(page, "lt")
    return page


@pytest.fixture
def told(made, db):
    return again(made)


def text_of(page, source: str) -> StringTranslation | None:
    return StringTranslation.objects.filter(
        context__object_id=page.translation_key,
        context__path="summary",
        locale=locale("lt"),
        translation_of__data=source,
    ).first()


def test_text_for_words_that_have_gone_is_kept_and_stands_outdated_beside_the_new_ones(told, sign_in_as):
    url = string_url(translation_of(told, "lt"), "summary")
    told.summary = "We build long bridges."
    told = publish(told)
    answer = put(sign_in_as(LT), url, "Statome tiltus.")
    assert answer.status_code == 200
    assert (answer.json()["data"], answer.json()["error"]) == (
        "Statome tiltus.",
        "The original was changed while you were writing. Your text is kept. Load the page again to see the new words.",
    )
    assert text_of(told, "We build bridges.").data == "Statome tiltus."
    beside = text_of(told, "We build long bridges.")
    assert (beside.data, beside.has_error) == ("Statome tiltus.", True)
    assert LanguageVersion.objects.get(page=version(told, "lt")).outdated == 1
    assert recount(told.translation_key, write=False) == []

    told.summary = "We build bridges."
    told = publish(told)
    assert LanguageVersion.objects.get(page=version(told, "lt")).outdated == 0


def test_answer_names_the_text_by_the_number_the_screen_knows(told, sign_in_as):
    url = string_url(translation_of(told, "lt"), "summary")
    told.summary = "We build long bridges."
    publish(told)
    answer = put(sign_in_as(LT), url, "Statome tiltus.").json()
    assert f"/{answer['segment_id']}/" in url


def test_nothing_is_there_to_delete_for_words_that_have_gone(told, sign_in_as):
    url = string_url(translation_of(told, "lt"), "summary")
    told.summary = "We build long bridges."
    publish(told)
    assert sign_in_as(LT).delete(url, follow=True).status_code == 404
    assert text_of(told, "We build bridges.").data == "lt: We build bridges."


def test_text_that_came_back_under_another_number_is_written_as_if_nothing_had_been(told, sign_in_as):
    url = string_url(translation_of(told, "lt"), "summary")
    for summary in ("We build long bridges.", "We build bridges."):
        told.summary = summary
        told = publish(told)
    answer = put(sign_in_as(LT), url, "Statome tiltus.")
    assert (answer.status_code, answer.json()["error"]) == (200, None)
    assert recount(told.translation_key, write=False) == []


def test_moved_texts_keep_the_numbers_that_open_screens_know(told):
    told.body = [("prose", "<p>One.</p>"), ("prose", "<p>Two.</p>")]
    told = publish(told)
    source = translation_of(told, "lt").source
    numbers = dict(StringSegment.objects.filter(source=source).values_list("string__data", "pk"))
    raw = list(told.body.get_prep_value())
    told.body = [{"type": "prose", "value": "<p>None.</p>"}, *reversed(raw)]
    publish(told)
    now = dict(StringSegment.objects.filter(source=source).values_list("string__data", "pk"))
    assert now.items() >= numbers.items()
    order = StringSegment.objects.filter(source=source, context__path__startswith="body").order_by("order")
    assert list(order.values_list("string__data", flat=True)) == ["None.", "Two.", "One."]


def test_file_taken_out_before_the_change_is_taken_with_what_it_has(told, sign_in_as):
    translation, client = translation_of(told, "lt"), sign_in_as(LT)
    file = polib.pofile(
        client.get(reverse("wagtail_localize:download_pofile", args=[translation.pk])).content.decode()
    )
    told.summary = "We build long bridges."
    publish(told)
    for entry in file:
        entry.msgstr = f"PO {entry.msgid}"
    messages = messages_of(send(client, translation, str(file).encode()))
    assert any("made for words that the original has no more" in text for _level, text in messages)
    assert text_of(told, "We build bridges.").data == "PO We build bridges."
    beside = text_of(told, "We build long bridges.")
    assert (beside.data, beside.has_error) == ("PO We build bridges.", True)
