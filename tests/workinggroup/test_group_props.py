"""What the page of a working group says of its people."""

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Locale

from cms.models import Person, PoliticalGroup
from tests.factories import make_page, make_site
from workinggroup.models import WorkingGroupPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def english():
    make_site()
    return Locale.objects.get(language_code="en")


def shown(client, **fields) -> BeautifulSoup:
    page = make_page(WorkingGroupPage, **fields)
    return BeautifulSoup(client.get(page.url).content, "html.parser")


def test_composition_may_be_told_in_words_alone(client, english):
    html = shown(
        client, composition_heading="Who is in it", composition_text="<p>Mayors of <b>small</b> towns.</p>"
    )
    section = html.select_one('section[aria-labelledby="members"]')
    assert (section.h2.text, section.select_one(".prose").text.strip()) == (
        "Who is in it",
        "Mayors of small towns.",
    )
    assert section.select(".person-card") == []


def test_composition_that_says_nothing_is_not_shown(client, english):
    html = shown(client, composition_heading="Who is in it", composition_text="<p></p>")
    assert html.select("#members") == []


@pytest.mark.parametrize(
    ("fields", "markup"),
    [
        ({"name": "People’s list", "abbreviation": "PL"}, '<abbr title="People’s list">PL</abbr>'),
        ({"abbreviation": "PL"}, "PL"),
        ({"name": "People’s list"}, "People’s list"),
    ],
)
def test_political_group_of_a_member_is_told_by_what_is_known(client, english, fields, markup):
    party = PoliticalGroup.objects.create(locale=english, **fields)
    person = Person.objects.create(locale=english, name="Ona", country="PL", political_group=party)
    members = [{"type": "member", "value": {"person": person.pk, "role": "chair"}}]
    text = shown(client, members=members).select_one(".person-card__text")
    assert text.decode_contents() == f"Poland · {markup}"
