"""What pages tell other programs in JSON-LD and Open Graph: read by a library, held against schema.org."""

import datetime as dt
import json

import pytest
from bs4 import BeautifulSoup
from pyld import jsonld

from cms.linked_data import as_json
from cms.models import Organisation, PageOrganisation
from home.models import StandardPage
from news.models import ArticlePage, CallPage, EventPage
from tests.factories import make_image, make_page, make_site
from tests.filling import full_page
from tests.fixtures.database import again

pytestmark = pytest.mark.django_db

SCHEMA = "https://schema.org/"
#: schema.org 29.3: the types we use, each with the properties that it has, its own and those it inherits.
_THING = {"name", "description", "url", "image", "mainEntityOfPage", "potentialAction"}
_WORK = _THING | {
    "headline", "datePublished", "dateModified", "author", "publisher", "inLanguage", "about", "contentLocation",
    "license", "isBasedOn", "sourceOrganization",
}  # fmt: skip
PROPERTIES = {
    "ApplyAction": _THING | {"actionStatus", "startTime", "endTime", "target"},
    "BreadcrumbList": _THING | {"itemListElement"},
    "ContactPoint": _THING | {"email", "telephone"},
    "Event": _THING | {
        "startDate", "endDate", "eventStatus", "eventAttendanceMode", "location", "inLanguage", "organizer", "sponsor",
        "about", "subEvent",
    },
    "Grant": _THING | {"funder", "sponsor"},
    "ListItem": _THING | {"item", "position"},
    "NewsArticle": _WORK | {"articleSection"},
    "Organization": _THING | {"logo", "contactPoint", "foundingDate", "address", "memberOf", "sameAs"},
    "Person": _THING,
    "Place": _THING | {"address"},
    "PostalAddress": _THING | {"streetAddress", "addressCountry", "addressRegion"},
    "Thing": _THING,
    "VirtualLocation": _THING,
}  # fmt: skip
#: What search engines ask for before they show more than a title.
REQUIRED = {
    "NewsArticle": {"headline", "image", "datePublished", "author"},
    "Event": {"name", "startDate", "location"},
    "Organization": {"name", "url"},
    "BreadcrumbList": {"itemListElement"},
    "Grant": {"name", "url"},
}
#: The same, of what stands inside another.
REQUIRED_INSIDE = {
    "Event": REQUIRED["Event"],
    "ListItem": {"position", "name"},
    "Organization": {"name"},
    "Person": {"name"},
    "ApplyAction": {"actionStatus", "target"},
}


@pytest.fixture(scope="module")
def made_home(shared_rows):
    with shared_rows():
        return make_site("en", "lt")


@pytest.fixture
def home(made_home, db):
    return again(made_home)


def loader(url: str, _options: dict) -> dict:
    """Stand in for schema.org's own context: no test asks the network."""
    assert url == "https://schema.org"
    context = {"@vocab": SCHEMA, "id": "@id", "type": "@type"}
    document = {"@context": context}
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": document,
    }


def told(client, url: str) -> dict[str, dict]:
    """Return the nodes of a page by type, as the library expands and compacts them; none is of an unknown type."""
    page = BeautifulSoup(client.get(url).content, "html.parser")
    [script] = page.select('head script[type="application/ld+json"]')
    expanded = jsonld.expand(json.loads(script.string), {"documentLoader": loader})
    assert list(unknown(expanded)) == []
    found = {node["@type"][0].removeprefix(SCHEMA): node for node in expanded}
    for kind, wanted in REQUIRED.items():
        if kind in found:
            assert {name for name in wanted if SCHEMA + name not in found[kind]} == set()
    assert list(lacking(expanded)) == []
    return found


def lacking(value):
    """Yield what parts of an expanded document lack of what is asked of them."""
    for part in value if isinstance(value, list) else [value]:
        if isinstance(part, dict):
            kinds = [kind.removeprefix(SCHEMA) for kind in part.get("@type", [])]
            wanted = set().union(*(REQUIRED_INSIDE.get(kind, set()) for kind in kinds))
            if not part.keys() - {"@id", "@type"}:
                continue  # a reference to what is told elsewhere
            yield from (f"{kinds}: {name}" for name in sorted(wanted) if SCHEMA + name not in part)
            for name, inner in part.items():
                if not name.startswith("@"):
                    yield from lacking(inner)


def unknown(value):
    """Yield the types and properties in an expanded document that schema.org does not have."""
    if isinstance(value, list):
        for item in value:
            yield from unknown(item)
    elif isinstance(value, dict) and "@value" not in value:
        kinds = [kind.removeprefix(SCHEMA) for kind in value.get("@type", [])]
        known = set().union(*(PROPERTIES.get(kind, set()) for kind in kinds))
        yield from (kind for kind in kinds if kind not in PROPERTIES)
        for name, inner in value.items():
            if not name.startswith("@"):
                if name.removeprefix(SCHEMA) not in known:
                    yield f"{kinds}: {name}"
                yield from unknown(inner)


def value(node: dict, name: str):
    """Return the only value of a property."""
    [found] = node[SCHEMA + name]
    return found.get("@value", found.get("@id"))


def test_article(client, home):
    page = full_page(
        ArticlePage, 2, original_url="https://example.org/first", licence="cc-by", kind="interview"
    )
    node = told(client, page.url)["NewsArticle"]
    assert value(node, "headline") == page.title
    assert value(node, "datePublished") == "2026-01-02T00:00:00+02:00"
    assert value(node, "isBasedOn") == "https://example.org/first"
    assert value(node, "license") == "https://creativecommons.org/licenses/by/4.0/"
    assert value(node, "articleSection") == "Interview"
    assert value(node, "publisher") == "http://testserver/en/#organization"
    assert client.get(value(node, "image")).status_code == 200


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        ("planned", "EventScheduled"),
        ("confirmed", "EventScheduled"),
        ("postponed", "EventPostponed"),
        ("rescheduled", "EventRescheduled"),
        ("cancelled", "EventCancelled"),
    ],
)
def test_event_says_its_status(client, home, status, shown):
    node = told(client, make_page(EventPage, home=home, status=status, status_reason="So.").url)["Event"]
    assert value(node, "eventStatus") == f"https://schema.org/{shown}"


def test_event_says_when_where_and_what_happens(client, home):
    slots = [
        {"day": "2030-01-28", "start": "13:00", "end": "13:30", "title": "Talk", "kind": "session"},
        {"day": "2030-01-28", "start": "13:30", "end": "14:00", "title": "Coffee", "kind": "break"},
    ]
    page = make_page(
        EventPage,
        home=home,
        mode="hybrid",
        venue="Town hall",
        address="Main street 1",
        country="LT",
        platform="Jitsi",
        join_url="https://meet.example.org/secret",
        join_access="registered",
        working_languages=["en", "uk"],
        agenda=[{"type": "slot", "value": slot} for slot in slots],
    )
    organiser = Organisation.objects.create(name="Town", type="region", locale=page.locale)
    PageOrganisation.objects.create(page=page, organisation=organiser, role="organiser", locale=page.locale)
    node = told(client, page.url)["Event"]
    assert value(node, "startDate") == "2030-01-28T13:00:00+02:00"
    assert value(node, "endDate") == "2030-01-28T14:30:00+02:00"
    assert value(node, "eventAttendanceMode") == "https://schema.org/MixedEventAttendanceMode"
    assert [language["@value"] for language in node[f"{SCHEMA}inLanguage"]] == ["en", "uk"]
    place, online = node[f"{SCHEMA}location"]
    assert (value(place, "name"), value(online, "url")) == ("Town hall", f"http://testserver{page.url}")
    assert value(node[f"{SCHEMA}organizer"][0], "name") == "Town"
    [talk] = node[f"{SCHEMA}subEvent"]
    assert (value(talk, "name"), value(talk, "startDate")) == ("Talk", "2030-01-28T13:00:00+02:00")
    assert [where["@id"] for where in talk[f"{SCHEMA}location"]] == [place["@id"], online["@id"]]
    assert "meet.example.org" not in client.get(page.url).content.decode()


def test_call_is_a_grant_with_a_time_to_apply(client, home, time_machine):
    page = make_page(CallPage, home=home, apply_url="https://example.org/apply")
    time_machine.move_to(dt.datetime(2030, 6, 1, 11, 59, 59, tzinfo=dt.UTC), tick=False)
    [action] = told(client, page.url)["Grant"][f"{SCHEMA}potentialAction"]
    assert value(action, "endTime") == "2030-06-01T12:00:00+00:00"
    assert value(action, "target") == "https://example.org/apply"
    assert value(action, "actionStatus") == "https://schema.org/ActiveActionStatus"
    time_machine.move_to(dt.datetime(2030, 6, 1, 12, tzinfo=dt.UTC), tick=False)
    [action] = told(client, page.url)["Grant"][f"{SCHEMA}potentialAction"]
    assert value(action, "actionStatus") == "https://schema.org/CompletedActionStatus"


@pytest.mark.once
@pytest.mark.parametrize("model", [ArticlePage, EventPage, CallPage])
def test_page_with_everything_in_it_knows_only_what_schema_has(client, home, model):
    full_page(model, 1)
    assert model.__name__[:-4] in {"Article", "Event", "Call"}
    assert "BreadcrumbList" in told(client, model.objects.first().url)


def test_page_says_where_it_stands_and_home_whose_site_it_is(client, home):
    page = make_page(StandardPage, home=home, title="About")
    found = told(client, page.url)
    assert found.keys() == {"BreadcrumbList"}
    steps = found["BreadcrumbList"][f"{SCHEMA}itemListElement"]
    assert [(value(step, "position"), value(step, "name")) for step in steps] == [
        (1, "Home en"),
        (2, "About"),
    ]
    found = told(client, home.url)
    assert found.keys() == {"Organization"}
    assert value(found["Organization"], "name") == "Bridge"


@pytest.mark.once
def test_no_text_ends_the_script(client, home):
    title = "</script><!-- <b>&amp; ]]> \u2028 Ünï"
    page = make_page(ArticlePage, home=home, title=title, slug="odd", image=make_image(), image_alt="x")
    found = told(client, page.url)
    assert value(found["NewsArticle"], "headline") == " ".join(title.split())
    raw = as_json([{"name": title}])
    assert not {"<", ">", "&"} & set(raw)
    assert json.loads(raw)["@graph"] == [{"name": title}]


def test_what_is_no_page_of_its_own_tells_nothing(client, home):
    for url in ("/en/search/", "/en/nowhere/"):
        page = BeautifulSoup(client.get(url).content, "html.parser")
        assert page.select('script[type="application/ld+json"]') == []


def test_article_has_its_dates_where_it_is_shared(client, home):
    page = make_page(ArticlePage, home=home, image=make_image(), image_alt="A bridge")
    head = BeautifulSoup(client.get(page.url).content, "html.parser").head
    found = {tag["property"]: tag["content"] for tag in head.select("meta[property]")}
    assert found["og:type"] == "article"
    assert found["article:published_time"] == "2026-01-02"
    assert found["og:image:alt"] == "A bridge"


@pytest.mark.once
@pytest.mark.parametrize(
    ("model", "kind"), [(ArticlePage, "NewsArticle"), (EventPage, "Event"), (CallPage, "Grant")]
)
def test_page_without_a_picture_tells_the_one_made_of_its_title(client, home, model, kind):
    page = make_page(model, home=home, title="Bridges")
    image = value(told(client, page.url)[kind], "image")
    assert image.startswith(f"http://testserver{page.url}share.png?v=")
    head = BeautifulSoup(client.get(page.url).content, "html.parser").head
    assert image == head.select_one('meta[property="og:image"]')["content"]
