"""Pairs of a working group: named, or told by how many they are and what they worked on."""

import pytest
from bs4 import BeautifulSoup
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Locale

from cms.models import Organisation
from tests.factories import make_page, make_site
from workinggroup.blocks import PairBlock
from workinggroup.models import WorkingGroupPage

pytestmark = pytest.mark.django_db

BOTH_OR_WORDS = "Choose both partners, or say what they worked on or how many pairs there are."
NAMED_OR_COUNTED = "Name the pair, or say how many there are."


@pytest.fixture(scope="module", autouse=True)
def made(shared_rows):
    with shared_rows():
        make_site()


@pytest.fixture
def towns() -> dict[str, Organisation]:
    locale = Locale.objects.get(language_code="en")
    return {
        name: Organisation.objects.create(locale=locale, name=name, type="municipality", country="LT")
        for name in ("Here", "There")
    }


def pair(towns=None, **value):
    chosen = {name: towns[value[name]].pk for name in ("first", "second") if value.get(name)}
    return PairBlock().to_python({"first": None, "second": None, "theme": "", **value, **chosen})


@pytest.mark.parametrize(
    "value",
    [
        {"first": "Here", "second": "There"},
        {"first": "Here", "second": "There", "theme": "Tourism"},
        {"first": "Here", "theme": "Tourism"},
        {"theme": "Tourism"},
        {"count": 5},
        {"count": 5, "theme": "Tourism", "year": 2018},
    ],
)
def test_pair_that_says_something_is_good(towns, value):
    block = PairBlock()
    assert block.clean(pair(towns, **value)).get("theme") == value.get("theme", "")


@pytest.mark.parametrize(
    ("value", "field", "message"),
    [
        ({}, "first", BOTH_OR_WORDS),
        ({"year": 2018}, "first", BOTH_OR_WORDS),
        ({"first": "Here"}, "second", BOTH_OR_WORDS),
        ({"second": "There"}, "first", BOTH_OR_WORDS),
        ({"first": "Here", "second": "There", "count": 2}, "count", NAMED_OR_COUNTED),
        ({"count": 0}, "count", "Ensure this value is greater than or equal to 1."),
    ],
)
def test_pair_that_says_nothing_or_too_much_is_refused_at_its_field(towns, value, field, message):
    with pytest.raises(StructBlockValidationError) as caught:
        PairBlock().clean(pair(towns, **value))
    assert caught.value.as_json_data() == {"blockErrors": {field: {"messages": [message]}}}


def test_draft_of_a_pair_may_say_nothing_yet():
    block = PairBlock()
    block.defer_required_validation()
    assert block.clean(pair())["first"] is None


def test_pairs_are_shown_with_what_is_known_of_them(client, towns):
    here, there = (town.pk for town in towns.values())
    values = [
        {"first": here, "second": there, "theme": "Tourism", "year": 2018},
        {"first": None, "second": None, "count": 5, "theme": "Energy", "year": 2018},
        {"first": None, "second": None, "count": 1, "theme": ""},
        {"first": here, "second": None, "theme": "Roads"},
        {"first": here, "second": None, "theme": ""},
    ]
    page = make_page(WorkingGroupPage, pairs=[{"type": "pair", "value": value} for value in values])
    html = BeautifulSoup(client.get(page.url).content, "html.parser")
    cards = html.select('section[aria-labelledby="pairs"] > ul > li')
    assert [" ".join(card.get_text(" ", strip=True).split()) for card in cards] == [
        "Tourism Here Lithuania There Lithuania 2018",
        "Energy 5 pairs 2018",
        "1 pair",
        "Roads Here Lithuania",
    ]
    assert [len(card.select("ul")) for card in cards] == [1, 0, 0, 1]
