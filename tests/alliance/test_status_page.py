"""The status page: the link is all it takes, and nobody else can do anything."""

import json

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile

from alliance.membership import approve, ask
from alliance.models import Application, ApplicationFile
from tests.alliance.conftest import history, last_token, mails, pdf_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(received) -> str:
    """The address of the status page of a received application."""
    return f"/en/_application/status/{last_token('status')}/"


def soup(response) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def steps(page: BeautifulSoup) -> list[str]:
    return [item.get_text(strip=True) for item in page.select(".steps__title strong")]


def upload(name: str = "more.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf_bytes(), "application/pdf")


def test_page_says_where_the_application_stands(client, place, received):
    response = client.get(place)
    page = soup(response)
    assert page.h1.get_text() == "Ādažu novada pašvaldība"
    assert steps(page) == ["Sent", "Received", "In review", "Decision"]
    assert page.select_one("[aria-current=step] strong").get_text() == "Received"
    assert "23,000" in page.select_one("#sent + dl").get_text()
    assert (dict(response.cookies), page.select("link[rel=canonical]")) == ({}, [])
    assert response["Referrer-Policy"] == "no-referrer"
    assert place not in page.select_one("footer").get_text()


@pytest.mark.parametrize("path", ["", "answer/", "file/", "withdraw/", "contact/", "link/", "data.json"])
def test_changed_link_leads_nowhere(client, place, received, path):
    wrong = place[:-2] + ("A/" if place[-2] != "A" else "B/")
    assert client.get(wrong + path).status_code == 404
    assert client.post(wrong + path, {"reason": "none"}).status_code in (404, 405)
    received.refresh_from_db()
    assert (received.state, len(mails())) == ("received", 2)


def test_question_is_answered_with_a_file(client, place, screening, reviewer):
    ask(screening, reviewer, "Has your council decided?")
    page = soup(client.get(place))
    assert "Has your council decided?" in page.select_one("#answer").get_text()
    wrong = soup(client.post(f"{place}answer/", {"answer-text": "", "answer-mandate": upload()}))
    assert wrong.select_one(".error-summary a")["href"] == "#id_answer-text"
    token = wrong.find(id="id_answer-kept")["value"]
    sent = {"answer-text": "Yes, in May.", "answer-kept": token}
    response = client.post(f"{place}answer/", sent)
    assert (response.status_code, response["Location"]) == (303, f"{place}?done=answered")
    told = soup(client.get(response["Location"])).find(role="status")
    assert told.get_text(strip=True) == "Thank you. Your answer has arrived."
    screening.refresh_from_db()
    assert (screening.state, [file.name for file in screening.files.all()]) == ("screening", ["more.pdf"])
    again = soup(client.post(f"{place}answer/", sent))
    assert (len(again.select(".error-summary")), history(screening).count("answer")) == (0, 1)


def test_file_is_added_and_read_by_its_owner_only(client, place, received):
    assert "Choose a file." in client.post(f"{place}file/").content.decode()
    assert client.post(f"{place}file/", {"more-mandate": upload()}).status_code == 303
    file = ApplicationFile.objects.get(application=received)
    response = client.get(soup(client.get(place)).select_one("#files ~ ul a")["href"])
    assert b"".join(response.streaming_content) == file.file.read()
    assert response["Content-Disposition"] == 'attachment; filename="more.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    ApplicationFile.objects.update(application=None)
    assert client.get(f"{place}file/{file.pk}/").status_code == 404


def test_application_is_withdrawn_after_a_question(client, place, received):
    assert soup(client.get(f"{place}withdraw/")).select_one("main form button") is not None
    received.refresh_from_db()
    assert received.state == "received"
    assert client.post(f"{place}withdraw/", {"reason": "No money."}).status_code == 303
    assert steps(soup(client.get(place))) == ["Sent", "Received", "Withdrawn"]
    assert client.post(f"{place}withdraw/", {}).status_code == 302
    assert mails()[-1][0] == "withdrawn"


def test_new_address_is_proved_before_it_is_used(client, place, received):
    form = {"contact_name": "Anna", "contact_role": "", "email": "anna@adazi.lv", "phone": ""}
    wrong = soup(client.post(f"{place}contact/", form | {"email": "anna@"}))
    assert wrong.find(id="id_contact_name")["value"] == "Anna"
    response = client.post(f"{place}contact/", form)
    assert response["Location"] == f"{place}?done=to_prove"
    proof = f"/en/_application/address/{last_token('address')}/"
    assert "anna@adazi.lv" in soup(client.get(proof)).main.get_text()
    assert Application.objects.get().email == "Ilze@Adazi.lv"
    for _time in range(2):
        assert soup(client.post(proof)).select("main form") == []
    assert Application.objects.get().email == "anna@adazi.lv"
    assert client.get(place).status_code == 404


def test_new_link_ends_the_old_one(client, place):
    assert client.post(f"{place}link/").status_code == 200
    assert client.get(place).status_code == 404
    assert client.get(f"/en/_application/status/{last_token('status')}/").status_code == 200


def test_own_data_can_be_taken_along(client, place, received):
    response = client.get(f"{place}data.json")
    data = json.loads(response.content)
    assert (data["reference"], data["organisation_name"]) == (received.reference, "Ādažu novada pašvaldība")
    assert response["Content-Disposition"] == f'attachment; filename="{received.reference}.json"'


def test_decision_is_read_and_leaves_nothing_to_withdraw(client, place, screening, reviewer):
    approve(screening, reviewer, message="Welcome!")
    page = soup(client.get(place))
    assert page.select_one("[aria-current=step] strong").get_text() == "Approved"
    assert "Welcome!" in page.select_one(".callout").get_text()
    assert client.get(f"{place}withdraw/").status_code == 302


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow(client, place, received, django_assert_num_queries, number):
    for index in range(number):
        client.post(f"{place}file/", {"more-mandate": upload(f"file-{index}.pdf")})
    client.get(place)
    with django_assert_num_queries(6):
        client.get(place)
