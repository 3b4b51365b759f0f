"""What wagtail-localize makes of a sentence with a phrase in another language."""

import pytest
from wagtail.models import Locale
from wagtail_localize import strings
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import translate_object
from wagtail_localize.strings import extract_strings, restore_strings

from home.models import StandardPage
from tests.factories import make_page, make_site
from tests.fixtures.database import again

SENTENCE = '<p>The children noticed that <span lang="uk">книга</span> and <b>book</b> share a letter.</p>'
TEXT = 'The children noticed that <span id="span1">книга</span> and <b>book</b> share a letter.'
GOOD = 'Vaikai pastebėjo, kad <b>knyga</b> ir <span id="span1">книга</span> turi bendrą raidę.'


@pytest.fixture(scope="module")
def made(shared_rows):
    """A page of one sentence, in English."""
    with shared_rows():
        make_site("en", "lt")
        return make_page(StandardPage, body=[{"type": "prose", "id": "p", "value": SENTENCE}])


@pytest.fixture
def page(made, db):
    return again(made)


def translated(page, text: str | None) -> Translation:
    """Submit a page to Lithuanian and translate its sentence."""
    locale = Locale.objects.get(language_code="lt")
    translate_object(page.get_parent(), [locale])
    translate_object(page, [locale])
    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale=locale)
    if text:
        segment = StringSegment.objects.get(source=translation.source, context__path="body.p")
        translate_text(segment, text)
    return translation


def translate_text(segment: StringSegment, text: str) -> None:
    locale = Locale.objects.get(language_code="lt")
    StringTranslation.objects.create(
        translation_of=segment.string, context=segment.context, locale=locale, data=text
    )


def shown(page) -> str:
    target = page.get_translation(Locale.objects.get(language_code="lt")).specific
    return target.get_latest_revision_as_object().body[0].value.source


def test_sentence_with_a_marked_phrase_is_one_text(page):
    source, _created = TranslationSource.get_or_create_from_instance(page)
    segments = StringSegment.objects.filter(source=source, context__path="body.p")
    assert [(segment.string.data, segment.attrs) for segment in segments] == [
        (TEXT, '{"span1": {"lang": "uk"}}')
    ]


def test_translated_sentence_keeps_the_language_of_its_phrase(page):
    translated(page, GOOD).save_target(publish=False)
    assert shown(page) == (
        '<p>Vaikai pastebėjo, kad <b>knyga</b> ir <span lang="uk">книга</span> turi bendrą raidę.</p>'
    )


def test_translator_may_leave_the_phrase_out(page):
    translated(page, "Vaikai pastebėjo bendrą raidę.").save_target(publish=False)
    assert shown(page) == "<p>Vaikai pastebėjo bendrą raidę.</p>"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "Vaikai: <span>книга</span>.",
            "The source has no <span>: links and phrases keep their id.",
        ),
        (
            'Vaikai: <span id="span2">книга</span>.',
            'The source has no <span id="span2">: links and phrases keep their id.',
        ),
        (
            'Vaikai: <a id="span1">книга</a>.',
            'The source has no <a id="span1">: links and phrases keep their id.',
        ),
        (
            'Vaikai: <span lang="uk">книга</span>.',
            "Tags have no attributes here, but the id of a link (a) or a phrase (span).",
        ),
        (
            'Vaikai: <b id="span1">книга</b>.',
            "Tags have no attributes here, but the id of a link (a) or a phrase (span).",
        ),
        (
            "Vaikai: <p>книга</p>.",
            "<p> is not allowed here; allowed are: a, abbr, acronym, b, code, em, i, strong, br, span.",
        ),
    ],
)
def test_phrase_that_lost_its_mark_is_refused_and_not_shown(page, text, message):
    translation = translated(page, text)
    stored = StringTranslation.objects.get(context__path="body.p")
    assert (stored.has_error, stored.get_error()) == (True, message)
    translation.save_target(publish=False)
    assert shown(page) == SENTENCE


def test_phrase_goes_through_a_file_for_translators_and_back(page):
    translation = translated(page, None)
    file = translation.export_po()
    (entry,) = [entry for entry in file if entry.msgctxt == "body.p"]
    assert entry.msgid == TEXT
    entry.msgstr = GOOD
    assert translation.import_po(file) == []
    stored = StringTranslation.objects.get(context__path="body.p")
    assert (stored.data, stored.has_error) == (GOOD, False)


def test_what_was_taken_apart_before_is_still_put_together(page, monkeypatch):
    with monkeypatch.context() as before:
        before.setattr(strings, "INLINE_TAGS", [tag for tag in strings.INLINE_TAGS if tag != "span"])
        translation = translated(page, None)
        texts = {
            "The children noticed that": "Vaikai pastebėjo, kad",
            "книга": "книга",
            "and <b>book</b> share a letter.": "turi bendrą raidę.",
        }
        for segment in StringSegment.objects.filter(source=translation.source, context__path="body.p"):
            translate_text(segment, texts[segment.string.data])
    translation.save_target(publish=False)
    assert shown(page) == '<p>Vaikai pastebėjo, kad <span lang="uk">книга</span> turi bendrą raidę.</p>'
    translation.source.update_from_db()
    (segment,) = StringSegment.objects.filter(source=translation.source, context__path="body.p")
    assert segment.string.data == TEXT


@pytest.mark.parametrize(
    "html",
    [
        SENTENCE,
        '<p><span lang="uk">книга</span></p>',
        '<p>See <a href="https://example.org/">the <span lang="de">Länder</span></a> <span lang="uk">чай</span>.</p>',
        '<ul><li>counties, <b><span lang="de">Länder</span></b></li><li>towns</li></ul>',
        '<p><a id="7" linktype="page"><span lang="de">Länder</span></a></p>',
    ],
)
def test_taking_apart_and_putting_together_changes_nothing(html):
    template, texts = extract_strings(html)
    assert restore_strings(template, texts) == html


def test_text_without_phrases_is_taken_apart_as_before():
    _template, found = extract_strings("<p>One <b>two</b>.</p><p>Three.</p>")
    assert [(text.data, attrs) for text, attrs in found] == [("One <b>two</b>.", {}), ("Three.", {})]
