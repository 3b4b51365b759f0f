"""Profiles of members, and the search for a partner."""

import datetime as dt
import json

import pytest
from bs4 import BeautifulSoup

from tests.alliance.members import make_alliance, make_member, make_partnership, topic
from tests.alliance.test_directory import MEMBERS, read
from tests.pages.test_every_page import faults

pytestmark = pytest.mark.django_db

FIND = "/en/alliance/find-a-partner/"


@pytest.fixture
def alliance():
    return make_alliance("en", "lt")


@pytest.fixture
def riga(alliance):
    """A member that needs energy and offers culture, with a text in Latvian."""
    return make_member(
        "Rīga",
        "LV",
        offers=("culture",),
        needs=("energy", "youth"),
        languages=["lv", "en"],
        population=600_000,
        text="Esam pilsēta.\n\n<b>Rakstiet</b>!",
        text_language="lv",
    )


def profile(client, member) -> BeautifulSoup:
    return read(client, f"{MEMBERS}{member.slug}/")


def results(page: BeautifulSoup, name: str) -> list[list[str]]:
    """Return name and reasons of each in a list of members."""
    part = page.select_one(f'section[aria-labelledby="{name}"]')
    return [
        [
            item.select_one("h3").get_text(strip=True),
            *(each.text.strip() for each in item.select(".match__reasons li")),
        ]
        for item in (part.select(".results > li") if part else [])
    ]


def test_profile_tells_the_facts_and_leads_to_those_with_the_same_topics(client, riga):
    page = profile(client, riga)
    assert faults(page) == {}
    assert page.h1.text == "Rīga"
    facts = {
        fact.dt.get_text(strip=True): fact.dd.get_text(" ", strip=True)
        for fact in page.select(".facts > div")
    }
    assert {name: value.removeprefix(name).strip() for name, value in facts.items()} == {
        "Type": "Municipality or city",
        "Where": "Latvia",
        "Inhabitants": "600,000",
        "Languages": "Latvian and English",
        "Member since": "March 2024",
        "Membership": "Full member",
    }
    links = {chip.text: chip["href"] for chip in page.select("main .chip")}
    assert links == {
        "Culture": f"{MEMBERS}?offer=culture#members",
        "Energy": f"{MEMBERS}?need=energy#members",
        "Youth": f"{MEMBERS}?need=youth#members",
    }
    text = page.select_one(".prose")
    assert (text["lang"], [p.text for p in text.select("p")]) == ("lv", ["Esam pilsēta.", "<b>Rakstiet</b>!"])


def test_partnership_stands_in_both_profiles_with_its_language(client, riga):
    lviv = make_member("Lviv", "UA")
    make_partnership(
        riga,
        lviv,
        since=dt.date(2024, 5, 1),
        topics=[str(topic("energy").translation_key)],
        text="Darām kopā.",
        text_language="lv",
    )
    for member, other in ((riga, lviv), (lviv, riga)):
        part = profile(client, member).select_one('section[aria-labelledby="partnerships"]')
        assert part.h3.a["href"] == f"{MEMBERS}{other.slug}/"
        assert [span.text.strip() for span in part.select(".card__meta span")] == [
            "Since May 2024",
            "Energy",
            "Latvian",
        ]
        assert (part.select_one(".prose")["lang"], part.select_one(".prose").text.strip()) == (
            "lv",
            "Darām kopā.",
        )


def test_profile_names_who_would_fit_and_why_and_leads_to_all(client, riga):
    for number in range(5):
        make_member(f"Town {number}", "PL", offers=("energy",))
    make_member("Best", "UA", offers=("energy", "youth"), needs=("culture",), languages=["en"])
    make_member("Useless", "UA", offers=("culture",))
    page = profile(client, riga)
    assert results(page, "matches")[:2] == [
        [
            "Best",
            "Offers what you need: Energy and Youth",
            "Needs what you offer: Culture",
            "Speaks with you: English",
        ],
        ["Town 0", "Offers what you need: Energy", "Speaks with you: English"],
    ]
    link = page.select_one('section[aria-labelledby="matches"] .button')["href"]
    assert link == f"{FIND}?member={riga.slug}"
    assert len(results(read(client, link), "partners")) == 6


@pytest.mark.once
def test_anybody_looks_for_a_partner_by_an_address_alone(client, alliance):
    make_member("Kaunas", "LT", offers=("energy",), languages=["lt", "en"], population=300_000)
    make_member("Lviv", "UA", offers=("energy",), languages=["uk"])
    found = read(client, f"{FIND}?need=energy&language=lt&country=UA&population=290000")
    assert faults(found) == {}
    assert results(found, "partners") == [
        ["Kaunas", "Offers what you need: Energy", "Speaks with you: Lithuanian", "About as large as you"],
        ["Lviv", "Offers what you need: Energy", "In a country you named: Ukraine"],
    ]
    checked = {box["name"]: box["value"] for box in found.select("form.form input[checked]")}
    assert checked == {"need": "energy", "language": "lt", "country": "UA"}
    assert found.select_one("input[name=population]")["value"] == "290000"


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("language=en", "Choose at least one topic that you seek or offer."),
        ("need=energy&population=many", "Write a whole number, as 25000."),
    ],
)
def test_what_cannot_be_searched_for_is_said(client, alliance, query, error):
    make_member("Kaunas", offers=("energy",))
    page = read(client, f"{FIND}?{query}")
    assert faults(page) == {}
    assert [item.text for item in page.select(".error-summary li")] == [error]
    assert page.title.text.strip().startswith("Error:")


def test_form_is_there_before_anything_is_asked(client, alliance):
    make_member("Kaunas", offers=("energy",))
    page = read(client, FIND)
    assert faults(page) == {}
    assert (page.select(".error-summary"), page.select("#partners")) == ([], [])
    assert page.select_one('meta[name="robots"]') is None
    asked = read(client, f"{FIND}?need=energy")
    assert asked.select_one('meta[name="robots"]')["content"] == "noindex, follow"


@pytest.mark.once
def test_address_without_what_was_left_empty_is_the_one_that_is_shared(client, alliance):
    response = client.get(f"{FIND}?need=energy&need=youth&population=")
    assert (response.status_code, response["Location"]) == (302, f"{FIND}?need=energy&need=youth")


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries_does_not_grow(client, riga, count, django_assert_num_queries):
    for number in range(count):
        other = make_member(f"Town {number}", offers=("energy",), needs=("culture",))
        make_partnership(riga, other)
    urls = {f"{MEMBERS}{riga.slug}/": 14, f"{FIND}?member={riga.slug}": 11, f"{FIND}?need=energy": 10}
    for url, number in urls.items():
        client.get(url)
        with django_assert_num_queries(number):
            client.get(url)


def told(page: BeautifulSoup) -> dict[str, dict]:
    """Return what a page tells other programs, by what it is about."""
    [script] = page.select('head script[type="application/ld+json"]')
    return {node.get("@id") or node["@type"]: node for node in json.loads(script.string)["@graph"]}


@pytest.mark.once
def test_profile_tells_other_programs_whose_member_it_is_and_where_it_stands(client, riga):
    url = f"http://testserver{MEMBERS}{riga.slug}/"
    found = told(profile(client, riga))
    assert found[f"{url}#member"] == {
        "@type": "Organization",
        "@id": f"{url}#member",
        "name": "Rīga",
        "url": url,
        "address": {"@type": "PostalAddress", "addressCountry": "LV"},
        "memberOf": {"@id": "http://testserver/en/#organization"},
    }
    assert found["http://testserver/en/#organization"]["@type"] == "Organization"
    steps = found["BreadcrumbList"]["itemListElement"]
    assert [(step["position"], step["name"]) for step in steps][-2:] == [(3, "Members"), (4, "Rīga")]
    assert [step["name"] for step in told(read(client, FIND))["BreadcrumbList"]["itemListElement"]][-1] == (
        "Find a partner"
    )
