"""The read API: its answers are what its description says, and nothing that is not public is in them."""

import datetime as dt
import json
from functools import cache

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction, get_page_models

from cms.content.indexing import indexed_once
from cms.models import BasePage, CustomDocument, CustomImage
from cms.models.site import ContentVersion
from home.models import StandardPage
from news.models import EventIndexPage, EventPage
from tests.factories import make_document, make_image, make_page, make_site
from tests.filling import full_page
from tests.fixtures.database import again

pytestmark = pytest.mark.django_db

PAGE_MODELS = sorted((m for m in get_page_models() if issubclass(m, BasePage)), key=lambda m: m.__name__)
NOW = dt.datetime(2030, 1, 28, 9, tzinfo=dt.UTC)


@cache
def description() -> dict:
    from cms.api.openapi import description

    return json.loads(json.dumps(description()))


def faults(schema: str, answer) -> list[str]:
    """Return where an answer is not what the description says of it."""
    whole = {"$ref": f"#/components/schemas/{schema}", "components": description()["components"]}
    validator = Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER)
    found = []
    for error in validator.iter_errors(answer):
        found += [
            f"{'/'.join(map(str, each.absolute_path))}: {each.message[:200]}"
            for each in error.context or [error]
        ]
    return found


def get(client, path: str, status: int = 200, **headers) -> dict:
    response = client.get(f"/api/v2/{path}", headers=headers)
    assert response.status_code == status, response.content[:300]
    assert response["Content-Type"] == "application/json"
    return response.json()


@pytest.fixture(scope="module")
def made_pages(shared_rows):
    """Three events, one of them in Lithuanian too, and a page."""
    with shared_rows():
        make_site("en", "lt")
        index = make_page(EventIndexPage, slug="events")
        for number in range(3):
            make_page(EventPage, index, slug=f"event-{number}", title=f"Event {number}", start_at=NOW)
        make_page(StandardPage, slug="about", title="About")
    return index


@pytest.fixture
def index(made_pages, db):
    ContentVersion.bump()
    return again(made_pages)


def event(number: int) -> EventPage:
    return EventPage.objects.get(slug=f"event-{number}")


def change(page, **fields) -> None:
    """Change a page in the database, as a publication would."""
    type(page).objects.filter(pk=page.pk).update(**fields)
    ContentVersion.bump()


def titles(client, query: str = "") -> list[str]:
    return [item["title"] for item in get(client, f"pages/?type=news.EventPage&{query}")["items"]]


@pytest.mark.once
def test_description_is_openapi(client, index):
    answer = get(client, "openapi.json")
    assert [error.message for error in OpenAPIV31SpecValidator(answer).iter_errors()] == []
    assert answer == description()
    types = {page["properties"]["meta"]["properties"]["type"].get("const") for name, page in
             answer["components"]["schemas"].items() if name in {model.__name__ for model in PAGE_MODELS}}  # fmt: skip
    assert types == {model._meta.label for model in PAGE_MODELS}


@pytest.mark.once
def test_description_is_a_page_for_people(client, index):
    page = BeautifulSoup(client.get("/api/v2/").content, "html.parser")
    assert page.h1.text.strip() == "Read API"
    assert page.select_one('main a[href="/api/v2/openapi.json"]')
    assert [code.text for code in page.select("h2 code")] == [
        f"GET /api/v2{path}" for path in description()["paths"]
    ]
    assert page.html["lang"] == "en"


@pytest.mark.once
def test_pages_name_the_description(client, index):
    page = BeautifulSoup(client.get("/en/about/").content, "html.parser")
    assert page.select_one('link[rel="service-desc"]')["href"] == "/api/v2/openapi.json"


@pytest.mark.once
@pytest.mark.parametrize("model", PAGE_MODELS, ids=lambda model: model.__name__)
def test_page_with_everything_is_as_described(client, model):
    make_site("en", "lt")
    with indexed_once():
        page = full_page(model, 2)
    ContentVersion.bump()
    answer = get(client, f"pages/{page.pk}/")
    assert faults(model.__name__, answer) == []
    assert answer["meta"]["html_url"] == f"http://testserver{page.url}"
    assert answer["meta"]["detail_url"] == f"http://testserver/api/v2/pages/{page.pk}/"
    assert "linktype" not in json.dumps(answer)
    listed = get(client, f"pages/?type={model._meta.label}&fields=*")
    assert [fault for item in listed["items"] for fault in faults("ListedPage", item)] == []
    pictures, documents = (get(client, f"{name}/?fields=*")["items"] for name in ("images", "documents"))
    assert [fault for item in pictures for fault in faults("Picture", item)] == []
    assert [fault for item in documents for fault in faults("Document", item)] == []


@pytest.mark.parametrize(
    ("path", "queries"),
    [("pages/", 5), ("pages/?type=news.EventPage&fields=*&limit=3", 6), ("images/", 6), ("documents/", 6)],
)
def test_queries_do_not_grow_with_the_list(client, index, django_assert_num_queries, path, queries):
    change(event(0), image=make_image(), body=[])
    get(client, path)
    with django_assert_num_queries(queries):
        get(client, path)


def test_queries_of_a_page(client, index, django_assert_num_queries):
    get(client, f"pages/{event(0).pk}/")
    with django_assert_num_queries(8):
        get(client, f"pages/{event(0).pk}/")


def test_list_has_a_language_a_type_and_an_end(client, index):
    assert [page["title"] for page in get(client, "pages/?type=news.EventPage&locale=en&limit=2")["items"]] == [
        "Event 0", "Event 1",
    ]  # fmt: skip
    assert titles(client, "offset=2") == ["Event 2"]
    assert titles(client, "order=-title") == ["Event 2", "Event 1", "Event 0"]
    assert titles(client, "locale=lt") == []
    assert get(client, "pages/?type=news.EventPage&limit=1")["meta"] == {"total_count": 3}
    assert titles(client, f"translation_of={event(1).pk}") == []
    assert titles(client, f"child_of={index.pk}&status=confirmed&start_at=2030-01-28T09:00:00Z") != []


@pytest.mark.parametrize("key", ["draft", "private", "expired"])
def test_what_is_not_public_is_nowhere(client, index, key):
    hidden = event(1)
    image = make_image(title="Secret")
    get(client, "pages/")
    if key == "private":
        PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    hidden.image, hidden.image_is_decorative, hidden.title = image, True, "Secret"
    hidden.live = key != "draft"
    hidden.expire_at = timezone.now() - dt.timedelta(minutes=1) if key == "expired" else None
    hidden.save(clean=False)
    ContentVersion.bump()
    assert titles(client) == ["Event 0", "Event 2"]
    assert get(client, f"pages/{hidden.pk}/", 404) == {"message": "No Page matches the given query."}
    assert get(client, f"pages/?translation_of={hidden.pk}", 400)["message"]
    assert get(client, "images/")["items"] == []
    about = StandardPage.objects.get(slug="about")
    about.related_pages = [{"type": "page", "value": hidden.pk}]
    about.save(clean=False)
    ContentVersion.bump()
    assert "Secret" not in json.dumps(get(client, f"pages/{about.pk}/"))


def test_staff_are_told_no_more_than_others(admin_client, client, index):
    PageViewRestriction.objects.create(page=event(1), restriction_type=PageViewRestriction.LOGIN)
    ContentVersion.bump()
    assert titles(admin_client) == ["Event 0", "Event 2"]
    assert admin_client.get("/api/v2/pages/")["Cache-Control"] == "public, no-cache"


def test_files_are_those_that_public_pages_use(client, index):
    used, unused = make_image(title="Used"), make_image(title="Unused")
    paper, loose = make_document(title="Paper"), make_document(title="Loose")
    closed = Collection.get_first_root_node().add_child(name="Closed")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    secret = make_image(title="Secret", collection=closed)
    for number, image in enumerate((used, secret)):
        page = event(number)
        page.image, page.image_is_decorative = image, True
        page.documents = [{"type": "document", "value": {"document": paper.pk, "title": "", "language": ""}}]
        page.save(clean=False)
    ContentVersion.bump()
    assert [item["title"] for item in get(client, "images/")["items"]] == ["Used"]
    assert [item["title"] for item in get(client, "documents/")["items"]] == ["Paper"]
    for path in (f"images/{unused.pk}/", f"images/{secret.pk}/", f"documents/{loose.pk}/"):
        get(client, path, 404)
    assert (CustomImage.objects.count(), CustomDocument.objects.count()) == (3, 2)


def test_link_to_join_is_told_only_where_everybody_may_have_it(client, index):
    change(event(0), mode="online", join_url="https://meet.example.org/1", join_access="registered")
    assert get(client, f"pages/{event(0).pk}/")["join_url"] == ""
    change(event(0), join_access="public")
    assert get(client, f"pages/{event(0).pk}/")["join_url"] == "https://meet.example.org/1"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("pages/?fields=secret", "unknown fields: secret"),
        ("pages/?fields=title(", "fields error: unexpected end of input (did you miss out a close bracket?)"),
        ("pages/?type=news.EventPage&fields=body", "unknown fields: body"),
        ("pages/?owner=1", "query parameter is not an operation or a recognised field: owner"),
        ("pages/?search=event", "query parameter is not an operation or a recognised field: search"),
        ("pages/?_=1", "query parameter is not an operation or a recognised field: _"),
        ("pages/?locale=xx", "unsupported locale"),
        ("pages/?type=alliance.Application", "type doesn't exist"),
        ("pages/?type=nonsense", "type doesn't exist"),
        ("pages/?limit=51", "limit cannot be higher than 50"),
        ("pages/?limit=0", "limit must be a positive integer"),
        ("pages/?limit=x", "limit must be a positive integer"),
        ("pages/?offset=-1", "offset must be a positive integer"),
        (f"pages/?offset={10**30}", "offset cannot be higher than 100000"),
        ("pages/?order=random", "cannot order by 'random' (unknown field)"),
        ("pages/?order=body&type=news.EventPage", "cannot order by 'body' (unknown field)"),
        ("pages/?type=news.EventPage&start_at=yesterday", "a value is not valid for its field"),
        ("pages/?type=news.EventPage&translation_key=x", "a value is not valid for its field"),
        ("pages/?child_of=x", "child_of must be a positive integer"),
        (f"pages/?child_of={10**30}", "parent page doesn't exist"),
        ("pages/?locale=en&locale=lt", "query parameter stands twice: locale"),
        (f"pages/?order={'title,' * 400}", "query parameter is too long: order"),
        ("documents/?collection=1", "query parameter is not an operation or a recognised field: collection"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_told(client, index, path, message):
    assert get(client, path, 400) == {"message": message}


@pytest.mark.parametrize("path", [f"pages/{10**30}/", "pages/0/", "images/99/", f"pages/?id={10**30}"])
def test_what_is_not_there_is_not_found(client, index, path):
    assert client.get(f"/api/v2/{path}").status_code in (200, 400, 404)


@pytest.mark.once
def test_nothing_can_be_changed(client, index):
    for method in (client.post, client.put, client.patch, client.delete):
        assert method(f"/api/v2/pages/{event(0).pk}/").status_code == 405


def test_answer_is_kept_until_something_changes(client, index, django_assert_num_queries):
    first = client.get("/api/v2/pages/")
    assert first["Cache-Control"] == "public, no-cache"
    assert first.get("Vary", "") in ("", "Accept-Encoding")
    with django_assert_num_queries(2):
        same = client.get("/api/v2/pages/", headers={"if-none-match": first["ETag"]})
    assert (same.status_code, same.get("Vary", ""), same["ETag"]) == (304, "", first["ETag"])
    change(event(0), title="Another")
    other = client.get("/api/v2/pages/", headers={"if-none-match": first["ETag"]})
    assert (other.status_code, other["ETag"] == first["ETag"]) == (200, False)
    expired = event(1)
    EventPage.objects.filter(pk=expired.pk).update(expire_at=timezone.now() - dt.timedelta(seconds=1))
    assert client.get("/api/v2/pages/", headers={"if-none-match": other["ETag"]}).status_code == 200


@pytest.mark.once
@pytest.mark.parametrize(
    ("origins", "origin", "allowed", "varies"),
    [
        ([], "https://a.example.org", None, False),
        (["*"], "https://a.example.org", "*", False),
        (["https://a.example.org"], "https://a.example.org", "https://a.example.org", True),
        (["https://a.example.org"], "https://b.example.org", None, True),
    ],
)
def test_other_sites_may_read_where_the_operator_wants_it(
    client, index, settings, origins, origin, allowed, varies
):
    settings.API_ORIGINS = origins
    for response in (
        client.get("/api/v2/pages/", headers={"origin": origin}),
        client.options("/api/v2/pages/", headers={"origin": origin, "access-control-request-method": "GET"}),
    ):
        assert response.get("Access-Control-Allow-Origin") == allowed
        assert "Access-Control-Allow-Credentials" not in response
        assert ("Origin" in response.get("Vary", "")) == varies
    assert client.get("/en/about/", headers={"origin": origin}).get("Access-Control-Allow-Origin") is None
