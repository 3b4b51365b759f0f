"""The directory of members: what it lists, how it is filtered, where it stands in each language."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from wagtail.models import Locale

from cms.models import Organisation
from home.models import StandardPage
from tests.alliance.members import make_alliance, make_member
from tests.factories import make_page
from tests.pages.test_every_page import faults
from tests.translation.languages import translated

pytestmark = pytest.mark.django_db

MEMBERS = "/en/alliance/members/"


def read(client, url: str = MEMBERS) -> BeautifulSoup:
    response = client.get(url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def names(page: BeautifulSoup) -> list[str]:
    return [link.get_text(strip=True) for link in page.select(".organisation-card .card__link")]


@pytest.fixture
def alliance():
    return make_alliance("en", "lt")


@pytest.fixture
def three():
    """A town in Lithuania, one in Ukraine, and an association in Ukraine."""
    return [
        make_member("Šilutė", "LT", offers=("energy",), needs=("youth",), region="Klaipėda"),
        make_member("Lviv", "UA", offers=("energy", "culture"), needs=()),
        make_member("Bridges", "UA", needs=("energy",), type="association"),
    ]


def test_member_is_listed_with_what_is_known_of_it(client, alliance, three):
    page = read(client)
    assert faults(page) == {}
    assert names(page) == ["Bridges", "Lviv", "Šilutė"]
    assert page.select_one(".page-header .lead").text == "3 members in 2 countries"
    card = page.select(".organisation-card")[2]
    assert [" ".join(each.get_text(" ").split()).replace(" :", ":") for each in card.select("p, .badge")] == [
        "Municipality or city",
        "Offers: Energy",
        "Needs: Youth",
        "Klaipėda, Lithuania Member since 2024",
    ]
    assert card.select_one(".card__link")["href"] == f"{MEMBERS}{three[0].slug}/"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("country=UA", ["Bridges", "Lviv"]),
        ("type=association", ["Bridges"]),
        ("topic=energy", ["Bridges", "Lviv", "Šilutė"]),
        ("offer=energy", ["Lviv", "Šilutė"]),
        ("need=energy", ["Bridges"]),
        ("country=UA&offer=energy", ["Lviv"]),
        ("q=silute", ["Šilutė"]),
        ("q=lithuania", ["Šilutė"]),
        ("q=ukraine+BRIDGES", ["Bridges"]),
        ("q=nobody", []),
    ],
)
def test_list_is_filtered(client, alliance, three, query, found):
    assert names(read(client, f"{MEMBERS}?{query}")) == found


def test_one_member_alone_can_be_found_and_filtered(client, alliance):
    make_member("Alone", offers=("energy",))
    assert names(read(client)) == ["Alone"]
    assert names(read(client, f"{MEMBERS}?country=LT&offer=energy")) == ["Alone"]
    assert names(read(client, f"{MEMBERS}?country=UA")) == []


def test_each_choice_says_how_many_it_would_find_beside_the_others(client, alliance, three):
    page = read(client, f"{MEMBERS}?country=UA")
    chips = [" ".join(chip.text.split()) for chip in page.select(".filters .chip")]
    options = {
        select["name"]: [option.text for option in select.select("option[value]:not([value=''])")]
        for select in page.select("select")
    }
    assert chips == ["Lithuania (1)", "Ukraine (2)"]
    assert options["type"] == ["Association of local or regional authorities (1)", "Municipality or city (1)"]
    assert options["topic"] == ["Culture (1)", "Energy (2)"]
    assert page.select_one("form input[name=country]")["value"] == "UA"


def test_map_has_the_links_of_the_list_beside_it(client, alliance, three):
    page = read(client)
    on_map = {link["href"]: link["aria-label"] for link in page.select(".europe a")}
    assert list(on_map) == [chip["href"] for chip in page.select(".filters .chip")]
    assert list(on_map.values()) == ["Lithuania: 1 member", "Ukraine: 2 members"]


@pytest.mark.parametrize("query", ["country=XX", "type=club", "topic=nothing", "offer=nothing", "page=x"])
def test_what_nobody_could_choose_is_refused(client, alliance, three, query):
    assert client.get(f"{MEMBERS}?{query}").status_code == 400


def test_address_without_empty_choices_is_the_one_that_is_shared(client, alliance, three):
    response = client.get(f"{MEMBERS}?q=&country=UA&type=")
    assert (response.status_code, response["Location"]) == (302, f"{MEMBERS}?country=UA")
    page = read(client, f"{MEMBERS}?country=UA")
    assert page.select_one("link[rel=canonical]")["href"] == f"http://testserver{MEMBERS}?country=UA"
    assert "Members: Ukraine" in page.title.text


@pytest.mark.once
def test_long_list_has_pages_that_keep_the_filters(client, alliance):
    for number in range(20):
        make_member(f"Town {number:02}")
    second = read(client, f"{MEMBERS}?country=LT&page=2")
    assert names(second) == ["Town 18", "Town 19"]
    assert second.select_one("a[rel=prev]")["href"] == f"{MEMBERS}?country=LT"
    assert client.get(f"{MEMBERS}?page=3").status_code == 404


def test_directory_stands_below_the_alliance_of_every_language(client, alliance, three):
    (lithuanian,) = translated(alliance, "lt")
    vilnius = Organisation.objects.get(name="Šilutė").copy_for_translation(
        Locale.objects.get(language_code="lt")
    )
    vilnius.name = "Šilutės rajonas"
    vilnius.save()
    page = read(client)
    versions = {link["hreflang"]: link["href"] for link in page.select("link[rel=alternate][hreflang]")}
    assert versions["en"] == versions["x-default"] == f"http://testserver{MEMBERS}"
    there = versions["lt"].removeprefix("http://testserver")
    assert there.startswith(lithuanian.url)
    assert page.select_one('.language__list a[hreflang="lt"]')["href"] == there
    other = read(client, there)
    assert other.html["lang"] == "lt"
    assert [entry["lang"] if entry.has_attr("lang") else "" for entry in other.select(".card__title")] == [
        "en",
        "en",
        "",
    ]
    assert names(other)[2] == "Šilutės rajonas"


def test_english_word_leads_to_the_word_of_the_language(client, alliance, three):
    (lithuanian,) = translated(alliance, "lt")
    response = client.get(f"{lithuanian.url}members/?country=UA")
    assert (response.status_code, response["Location"]) == (302, f"{lithuanian.url}nariai/?country=UA")
    assert client.get(response["Location"]).status_code == 200


def test_trail_leads_back_to_the_alliance(client, alliance, three):
    page = read(client, f"{MEMBERS}{three[0].slug}/")
    trail = [(item.text.strip(), item.a and item.a["href"]) for item in page.select(".breadcrumb li")]
    assert trail[1:] == [("Alliance", alliance.url), ("Members", MEMBERS), ("Šilutė", None)]


def test_no_page_takes_the_address_of_the_directory(alliance):
    with pytest.raises(ValidationError, match="choose another slug"):
        make_page(StandardPage, alliance, slug="members")


def test_nothing_else_stands_below_the_alliance(client, alliance, three):
    for path in ("members/nobody/", f"members/{three[0].slug}/more/", "find-a-partner/more/", "member/"):
        assert client.get(f"{alliance.url}{path}").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries_does_not_grow(client, alliance, count, django_assert_num_queries):
    for number in range(count):
        make_member(f"Town {number}", offers=("energy", "youth"), needs=("culture",))
    client.get(MEMBERS)
    with django_assert_num_queries(10):
        client.get(f"{MEMBERS}?country=LT")


def test_alliance_page_says_how_many_members_there_are_and_names_the_newest(client, alliance, three):
    band = read(client, alliance.url).select_one('section[aria-labelledby="members"]')
    assert band.select_one(".lead").text == "3 members in 2 countries"
    assert names(band) == ["Bridges", "Lviv", "Šilutė"]
    assert [link["href"] for link in band.select(".section-head a, .button")] == [
        MEMBERS,
        "/en/alliance/find-a-partner/",
    ]
