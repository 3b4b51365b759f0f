"""Whatever the API is asked, it answers in JSON: also where there is nothing, or what no database can look for."""

import pytest
from django.core.exceptions import SuspiciousOperation

from cms import views
from home.models import StandardPage
from tests.factories import make_page, make_site

pytestmark = [pytest.mark.django_db, pytest.mark.once]

NOTHING = {"message": "There is no such address."}
UNKNOWN = "query parameter is not an operation or a recognised field: format"
SENSELESS = {"message": "The request makes no sense."}


@pytest.fixture
def page(db):
    make_site("en", "lt")
    return make_page(StandardPage, slug="about", title="About")


@pytest.mark.parametrize(
    ("path", "status", "answer"),
    [
        ("/api/", 404, NOTHING),
        ("/api/v1/pages/", 404, NOTHING),
        ("/api/v2/nothing/", 404, NOTHING),
        ("/api/v2/nothing", 404, NOTHING),
        ("/api/v2/pages/about/", 404, NOTHING),
        (f"/api/v2/{'a/' * 500}", 404, NOTHING),
        ("/api/v2/pages/?title=a%00", 400, SENSELESS),
        ("/api/v2/pages%00/", 400, SENSELESS),
        ("/api/v2/pages/?locale=", 400, {"message": "unsupported locale"}),
        ("/api/v2/pages/?locale=%20", 400, {"message": "unsupported locale"}),
        ("/api/v2/pages/?format=html", 400, {"message": UNKNOWN}),
    ],
)
def test_what_makes_no_sense_is_told_in_json(client, page, path, status, answer):
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (status, "application/json")
    assert response.json() == answer


def test_who_forgets_the_last_slash_is_sent_on(client, page):
    response = client.get("/api/v2/pages?locale=en")
    assert (response.status_code, response["Location"]) == (302, "/api/v2/pages/?locale=en")
    assert client.get("/api/v2/nothing?locale=en").status_code == 404


def test_scripts_of_other_sites_may_read_what_is_wrong(client, page, settings):
    settings.API_ORIGINS = ["*"]
    assert client.get("/api/v2/nothing/")["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(("path", "kind"), [("/api/v2/pages/", "application/json"), ("/en/", "text/html")])
def test_faults_are_told_in_json_by_the_api_alone(rf, path, kind):
    request = rf.get(path)
    for response in (views.server_error(request), views.bad_request(request, SuspiciousOperation())):
        assert response["Content-Type"].partition(";")[0] == kind


def test_answers_are_json_whatever_the_reader_likes(client, page):
    for headers in ({"accept": "text/html"}, {"accept": "x"}, {}):
        response = client.get("/api/v2/pages/", headers=headers)
        assert (response.status_code, response["Content-Type"]) == (200, "application/json")


def test_who_wants_to_change_something_is_told_in_the_same_words(client, page):
    response = client.post("/api/v2/pages/", "{", content_type="application/json")
    assert (response.status_code, response.json()) == (405, {"message": 'Method "POST" not allowed.'})
