"""The form below an accessibility statement: whatever is sent arrives, or comes back with a word why not."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core import signing
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms import public_forms
from home import barrier_reports
from home.models import AccessibilityStatementPage, BarrierReport
from tests.factories import make_page, make_site

pytestmark = pytest.mark.django_db

TOLD = {
    "about": "/en/events/",
    "message": "The month view cannot be read aloud.",
    "email": "vilma@example.org",
}


@pytest.fixture
def statement():
    make_site("en", "lt")
    return make_page(AccessibilityStatementPage)


@pytest.fixture
def stamp(monkeypatch):
    """The stamp of a form that was opened a minute ago."""
    with monkeypatch.context() as patch:
        patch.setattr(signing.time, "time", lambda: timezone.now().timestamp() - 60)
        return public_forms.make_stamp("BarrierReportForm")


def send(client, statement, **fields):
    return client.post(f"/en/_report/{statement.pk}/", fields)


def problems(response) -> list[str]:
    found = BeautifulSoup(response.content, "html.parser").select(".error-summary li")
    return [item.get_text(strip=True) for item in found]


def test_report_reaches_staff_and_the_visitor_is_told(client, statement, stamp):
    response = send(client, statement, stamp=stamp, **TOLD)
    assert (response.status_code, response["Location"]) == (303, f"{statement.url}?sent=1#feedback")
    told = BeautifulSoup(client.get(response["Location"]).content, "html.parser").find(role="status")
    assert told.get_text(strip=True).startswith("Thank you.")
    kept = BarrierReport.objects.values("statement", "language", "state", *TOLD).get()
    assert kept == {"statement": statement.pk, "language": "en", "state": "new", **TOLD}


def test_form_needs_no_cookie_and_sets_none(client, statement, stamp):
    page = client.get(statement.url)
    answer = send(client, statement, stamp=stamp, **TOLD)
    assert (dict(page.cookies), dict(answer.cookies)) == ({}, {})


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"message": ""}, "Say what does not work, or what you need."),
        ({"message": "x" * 5001}, "This is too long: 5001 characters, of 5,000 at most."),
        ({"about": "x" * 501}, "This is too long: 501 characters, of 500 at most."),
        ({"email": "vilma@"}, "This is no e-mail address: it looks like name@example.org."),
        ({"email": "vilma@example.org\nBcc: all@example.org"}, "This is no e-mail address"),
        ({"subject": "Buy"}, "This field is a trap for programs. Empty it and send again."),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(client, statement, stamp, fields, problem):
    sent = TOLD | fields
    response = send(client, statement, stamp=stamp, **sent)
    found = problems(response)
    assert (response.status_code, len(found), found[0].startswith(problem)) == (200, 1, True)
    html = BeautifulSoup(response.content, "html.parser")
    assert html.find(id="id_message").get_text().strip() == sent["message"]
    assert html.find(id="id_about")["value"] == sent["about"]
    assert not BarrierReport.objects.exists()


@pytest.mark.parametrize("forged", ["", "form:1:2", "x" * 5000])
def test_stamp_that_is_not_ours_asks_to_press_once_more_and_then_works(
    client, statement, forged, monkeypatch
):
    response = send(client, statement, stamp=forged, **TOLD)
    assert problems(response) == ["Nothing is lost: please press the button once more."]
    fresh = BeautifulSoup(response.content, "html.parser").find(id="id_stamp")["value"]
    monkeypatch.setattr(public_forms, "SHORTEST", timedelta(seconds=-1))
    assert send(client, statement, stamp=fresh, **TOLD).status_code == 303


def test_page_left_open_for_days_asks_to_press_once_more(client, statement, stamp, monkeypatch):
    monkeypatch.setattr(public_forms, "LONGEST", timedelta(seconds=30))
    assert problems(send(client, statement, stamp=stamp, **TOLD)) != []


def test_flood_is_stopped_and_people_are_told_where_to_write(client, statement, stamp, monkeypatch):
    monkeypatch.setattr(barrier_reports, "MOST_AN_HOUR", 1)
    assert send(client, statement, stamp=stamp, **TOLD).status_code == 303
    assert "write to the address above" in problems(send(client, statement, stamp=stamp, **TOLD))[0]
    BarrierReport.objects.update(received_at=timezone.now() - timedelta(hours=2))
    assert send(client, statement, stamp=stamp, **TOLD).status_code == 303


def test_statement_that_is_not_public_takes_no_report(client, statement, stamp):
    PageViewRestriction.objects.create(page=statement, restriction_type="login")
    assert send(client, statement, stamp=stamp, **TOLD).status_code == 404
    for number in ("999999", "9" * 30):
        assert client.post(f"/en/_report/{number}/", TOLD).status_code == 404


def test_address_of_the_form_leads_to_the_statement(client, statement):
    response = client.get(f"/en/_report/{statement.pk}/")
    assert (response.status_code, response["Location"]) == (302, f"{statement.url}#feedback")


def test_what_is_too_long_to_be_read_is_told_so(client, statement, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    body = "message=" + 1000 * "a"
    response = client.post(
        f"/lt/_report/{statement.pk}/", body, content_type="application/x-www-form-urlencoded"
    )
    page = BeautifulSoup(response.content, "html.parser")
    assert (response.status_code, page.html["lang"]) == (413, "lt")
    assert page.h1.get_text(strip=True) == "Tekstas per ilgas"


def test_message_of_markup_is_shown_as_text(admin_client, statement):
    report = BarrierReport.objects.create(
        statement=statement, language="en", message="<script>alert(1)</script>"
    )
    html = admin_client.get(f"/admin/snippets/home/barrierreport/edit/{report.pk}/").content.decode()
    assert "&lt;script&gt;alert(1)" in html
    assert "<script>alert(1)" not in html
