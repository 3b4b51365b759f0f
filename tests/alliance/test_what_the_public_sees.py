"""Who is on hold, gone or not published is nowhere: every place × every state."""

import csv
import io
import json
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from alliance.downloads import COLUMNS, safe_cell
from alliance.models import Member
from alliance.vocabulary import LEFT, MEMBER, ON_HOLD
from search.indexing import rebuild
from tests.alliance.members import make_alliance, make_member, make_partnership
from tests.alliance.test_directory import MEMBERS
from tests.alliance.test_profiles import FIND

pytestmark = pytest.mark.django_db

NAME = "Nowhereville"


@pytest.fixture
def alliance():
    return make_alliance("en", "lt")


@pytest.fixture
def watched(alliance) -> Member:
    """A member that offers what another needs, and is its partner."""
    member = make_member(NAME, "LT", slug="nowhereville", offers=("energy",), text="Nowhereville speaks.")
    other = make_member("Elsewhere", "UA", slug="elsewhere", needs=("energy",))
    make_partnership(other, member, text="Nowhereville and we.")
    rebuild()
    return member


def body(client, url: str) -> str:
    response = client.get(url)
    content = b"".join(response) if response.streaming else response.content
    return content.decode() if response.status_code == 200 else ""


#: Place → whether it names the member, by what a visitor sees.
PLACES = {
    "directory": lambda client: NAME in body(client, MEMBERS),
    "filtered": lambda client: NAME in body(client, f"{MEMBERS}?country=LT"),
    "search in it": lambda client: f'">{NAME}</a>' in body(client, f"{MEMBERS}?q={NAME}"),
    "profile": lambda client: NAME in body(client, f"{MEMBERS}nowhereville/"),
    "profile of a partner": lambda client: NAME in body(client, f"{MEMBERS}elsewhere/"),
    "partners of another": lambda client: NAME in body(client, f"{FIND}?member=elsewhere"),
    "partners of its own": lambda client: NAME in body(client, f"{FIND}?member=nowhereville"),
    "search for a partner": lambda client: NAME in body(client, f"{FIND}?need=energy"),
    "page of the alliance": lambda client: NAME in body(client, "/en/alliance/"),
    "JSON": lambda client: NAME in body(client, f"{MEMBERS}_json/"),
    "CSV": lambda client: NAME in body(client, f"{MEMBERS}_csv/"),
    "sitemap": lambda client: "nowhereville" in body(client, "/sitemap-en.xml"),
    "search of the site": lambda client: f">{NAME}<" in body(client, f"/en/search/?q={NAME}"),
}


@pytest.mark.parametrize(
    ("state", "is_public", "is_seen"),
    [
        (MEMBER, True, True),
        (MEMBER, False, False),
        (ON_HOLD, True, False),
        (ON_HOLD, False, False),
        (LEFT, True, False),
        (LEFT, False, False),
    ],
)
def test_only_members_with_consent_are_seen_anywhere(client, watched, state, is_public, is_seen):
    before = {place: sees(client) for place, sees in PLACES.items()}
    assert before == dict.fromkeys(PLACES, True)
    Member.objects.filter(pk=watched.pk).update(state=state, is_public=is_public)
    assert {place: sees(client) for place, sees in PLACES.items()} == dict.fromkeys(PLACES, is_seen)
    status = 200 if is_seen else 404
    assert client.get(f"{MEMBERS}nowhereville/").status_code == status
    assert client.get(f"{FIND}?member=nowhereville").status_code == status


def test_sitemap_names_profiles_in_every_language(client, alliance, watched):
    from tests.translation.languages import translated

    (lithuanian,) = translated(alliance, "lt")
    entries = {}
    for entry in ElementTree.fromstring(body(client, "/sitemap-en.xml")):  # noqa: S314 - our own
        links = entry.findall("{http://www.w3.org/1999/xhtml}link")
        location = entry[0].text.removeprefix("http://testserver")
        entries[location] = {link.get("hreflang"): link.get("href") for link in links}
    assert [url for url in entries if url.startswith(MEMBERS)] == [
        MEMBERS,
        f"{MEMBERS}elsewhere/",
        f"{MEMBERS}nowhereville/",
    ]
    versions = entries[f"{MEMBERS}nowhereville/"]
    assert set(versions) == {"en", "lt", "x-default"}
    assert versions["lt"].startswith(f"http://testserver{lithuanian.url}")
    assert client.get(versions["lt"].removeprefix("http://testserver")).status_code == 200


def test_json_holds_the_public_part_and_no_more(client, watched):
    response = client.get(f"{MEMBERS}_json/")
    assert (response["Content-Type"], response.streaming) == ("application/json", True)
    assert not response.has_header("Access-Control-Allow-Origin")
    members = json.loads(b"".join(response))["members"]
    assert [set(member) for member in members] == [set(COLUMNS)] * 2
    found = next(member for member in members if member["name"] == NAME)
    assert (found["country"], found["country_name"], found["offers"], found["url"]) == (
        "LT",
        "Lithuania",
        ["Energy"],
        f"http://testserver{MEMBERS}nowhereville/",
    )


def test_table_runs_no_formula(client, alliance):
    make_member(
        '=HYPERLINK("http://evil.example")', region="+1", text="@SUM(A1)", longitude=-3.5, latitude=40.0
    )
    response = client.get(f"{MEMBERS}_csv/")
    assert (response["Content-Type"], response["Content-Disposition"]) == (
        "text/csv; charset=utf-8",
        'attachment; filename="members.csv"',
    )
    head, row = csv.reader(io.StringIO(b"".join(response).decode("utf-8-sig")))
    found = dict(zip(head, row, strict=True))
    assert tuple(head) == COLUMNS
    assert (found["name"][:2], found["region"], found["text"], found["longitude"]) == (
        "'=",
        "'+1",
        "'@SUM(A1)",
        "-3.5",
    )


@pytest.mark.once
@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_cell_that_looks_like_a_formula_is_text(start):
    assert safe_cell(f"{start}1") == f"'{start}1"
    assert safe_cell([f"{start}1", "b"]) == f"'{start}1; b"


def test_downloads_are_linked_from_the_directory(client, watched):
    page = BeautifulSoup(body(client, MEMBERS), "html.parser")
    assert [link["href"] for link in page.select(".document-link a")] == [
        f"{MEMBERS}_csv/",
        f"{MEMBERS}_json/",
    ]
