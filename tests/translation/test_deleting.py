"""A record deleted in one language: its pages show the source's at once."""

import pytest
from wagtail.models import Locale

from cms.models import Person
from cms.translation.beginning import begin
from cms.translation.releasing import release
from news.models import EventIndexPage, EventPage
from tests.factories import make_page
from tests.translation.languages import locale, translate_texts, translated, translation_of, version

pytestmark = pytest.mark.django_db


def test_page_shows_the_person_of_its_source(client, home):
    person = Person.objects.create(name="Rasa", locale=Locale.objects.get(language_code="en"))
    begin(person, [locale("lt")])
    translate_texts(person, "lt")
    release(translation_of(person, "lt"))
    page = make_page(
        EventPage,
        make_page(EventIndexPage, home),
        agenda=[
            (
                "slot",
                {
                    "day": None,
                    "start": None,
                    "title": "Opening",
                    "speakers": [{"person": person, "name": "", "role": ""}],
                },
            )
        ],
    )
    translated(page, "lt")
    lithuanian = person.get_translation(Locale.objects.get(language_code="lt"))
    assert chosen(page) == lithuanian.pk
    lithuanian.delete()
    assert chosen(page) == person.pk


def chosen(page) -> int:
    return version(page, "lt").agenda.raw_data[0]["value"]["speakers"][0]["value"]["person"]
