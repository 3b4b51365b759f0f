"""A quote: the verb that says how it was said stands with the speaker."""

import pytest
from bs4 import BeautifulSoup
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Locale
from wagtail_localize.segments.extract import extract_segments

from cms.blocks import QuoteBlock
from cms.models import Person
from home.models import StandardPage
from tests.factories import make_site


def quote(**value):
    return QuoteBlock().to_python({"text": "We rebuild.", **value})


def caption(**value) -> str:
    html = BeautifulSoup(QuoteBlock().render(quote(**value)), "html.parser")
    found = html.select_one("figure.quote > figcaption")
    return " ".join(found.get_text(" ", strip=True).split()) if found else ""


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"verb": "stressed", "name": "Ona", "role": "Mayor"}, "stressed Ona Mayor"),
        ({"verb": "stressed", "name": "Ona"}, "stressed Ona"),
        ({"name": "Ona", "role": "Mayor"}, "Ona Mayor"),
        ({}, ""),
    ],
)
def test_verb_stands_before_the_name(value, expected):
    assert caption(**value) == expected


@pytest.mark.django_db
def test_verb_stands_before_the_name_of_a_record():
    make_site()
    locale = Locale.objects.get(language_code="en")
    ona = Person.objects.create(locale=locale, name="Ona", position="Mayor")
    assert caption(verb="stressed", person=ona.pk) == "stressed Ona Mayor"
    block = QuoteBlock()
    assert block.clean(quote(verb="stressed", person=ona.pk))["verb"] == "stressed"


def test_verb_without_a_speaker_is_refused_at_the_verb():
    with pytest.raises(StructBlockValidationError) as caught:
        QuoteBlock().clean(quote(verb="stressed"))
    assert caught.value.as_json_data() == {
        "blockErrors": {"verb": {"messages": ["Say who said it, or leave the verb out."]}}
    }


def test_draft_may_name_the_speaker_later():
    block = QuoteBlock()
    block.defer_required_validation()
    assert block.clean(quote(verb="stressed"))["verb"] == "stressed"


@pytest.mark.django_db
def test_quote_stored_before_there_were_verbs_can_be_translated():
    make_site()
    value = {"text": "We rebuild.", "person": None, "name": "Ona", "role": ""}
    page = StandardPage(title="Page", body=[{"type": "quote", "id": "q", "value": value}])
    texts = {item.path: item.string.data for item in extract_segments(page) if hasattr(item, "string")}
    found = {path: text for path, text in texts.items() if text and path.startswith("body")}
    assert found == {"body.q.text": "We rebuild.", "body.q.name": "Ona"}
