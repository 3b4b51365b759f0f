"""An applicant on the demo site, looked at on each step: the form, what comes by mail, where the application stands."""

import contextlib
import secrets
import sqlite3

import pytest

from cms.tokens import hash_of
from tests.alliance.conftest import pdf_bytes
from tests.alliance.form import PATIENCE, fill_in, finish

pytestmark = [pytest.mark.browser, pytest.mark.once]

JOIN = {"lt": "/lt/aljansas/prisijungti/", "uk": "/uk/alians/pryiednatysia/"}


def mailed(site, purpose: str, to: str) -> str:
    """Return the path of the last link of a kind that was mailed to an address."""
    return site.mailed(rf"/\w+/_application/{purpose}/[\w-]+/", to)


def change(site, statement: str, *values) -> None:
    """Change the database of a demo site."""
    with contextlib.closing(sqlite3.connect(site.data_dir / "db.sqlite3", timeout=20)) as database:
        database.execute(statement, values)
        database.commit()


def send(page) -> None:
    page.locator("#application .form__foot button").click()
    page.wait_for_load_state()


def press(page) -> None:
    page.locator("main form button").click()
    page.wait_for_load_state()


@pytest.fixture
def asked(demo_site):
    """The path of the page of an applicant of the demo site who was asked something."""
    token = secrets.token_urlsafe(32)
    change(
        demo_site,
        """INSERT INTO alliance_actionlink (purpose, token_hash, email, made_at, application_id)
        SELECT 'status', ?, '', CURRENT_TIMESTAMP, id FROM alliance_application WHERE state = 'information'""",
        hash_of(token),
    )
    return f"/uk/_application/status/{token}/"


def test_applicant_gets_from_the_form_to_the_status_page(visit, demo_site, look):
    email = "ilze@adazi.example"
    page = visit(JOIN["lt"], reduced_motion="reduce")
    look(page)
    fill_in(page, email)
    finish(page)
    page.locator("#id_mandate").set_input_files(
        {"name": "sprendimas.pdf", "mimeType": "application/pdf", "buffer": pdf_bytes()}
    )
    send(page)
    page.locator(".error-summary:focus").wait_for()
    look(page)
    assert page.locator(".error-summary a").evaluate_all("(all) => all.map((a) => a.hash)") == ["#id_consent"]
    assert "sprendimas.pdf" in page.locator(".form__file").inner_text()
    page.locator("#id_consent").check()
    page.wait_for_timeout(PATIENCE)
    with page.expect_request(lambda request: request.method == "POST") as sent:
        send(page)
    assert b'name="proof"' in sent.value.post_data_buffer
    assert email in page.locator("main").inner_text()
    look(page)

    confirmation = mailed(demo_site, "confirm", email)
    page.goto(confirmation)
    look(page)
    press(page)
    look(page)
    page.goto(confirmation)  # once more: it was used
    look(page)
    assert page.locator("main form").count() == 0
    status = mailed(demo_site, "status", email)
    page.goto(status)
    look(page)
    assert page.locator("h1").inner_text() == "Ādažu novada pašvaldība"
    assert page.locator(".steps__item").count() == 4
    assert "sprendimas.pdf" in page.locator(".document-link").first.inner_text()
    for path in ("contact/", "withdraw/"):
        page.goto(status + path)
        look(page)
    press(page)
    look(page)
    assert page.locator("[aria-current=step]").count() == 1
    assert page.locator(".steps__item").count() == 3


def test_applicant_who_is_asked_something_finds_it_and_what_is_wrong_with_the_answer(visit, asked, look):
    page = visit(asked, reduced_motion="reduce")
    look(page)
    page.locator("#answer form button").click()
    page.locator("#answer .error-summary:focus").wait_for()
    look(page)
    page.goto(f"{asked}contact/")
    page.locator("#id_email").fill("nobody")
    press(page)
    page.locator(".error-summary:focus").wait_for()
    look(page)


@pytest.mark.browser(allow=["console"])  # the browser tells there that the answer was 410
def test_link_that_has_expired_says_what_to_do(visit, demo_site, look):
    email = "liga@kandava.example"
    page = visit(JOIN["lt"], reduced_motion="reduce")
    fill_in(page, email)
    finish(page)
    page.locator("#id_consent").check()
    page.wait_for_timeout(PATIENCE)
    send(page)
    confirmation = mailed(demo_site, "confirm", email)
    change(
        demo_site,
        "UPDATE alliance_actionlink SET expires_at = '2026-01-01' WHERE token_hash = ?",
        hash_of(confirmation.split("/")[-2]),
    )
    page.goto(confirmation)
    look(page)
    assert page.locator("main form, main .button").count() > 0


def test_draft_is_for_everybody(visit, demo_site, look):
    email = "oksana@hromada.example"
    page = visit(JOIN["uk"], reduced_motion="reduce")
    page.locator("#id_email").fill(email)
    page.wait_for_timeout(PATIENCE)
    page.locator(".apply__later button").click()
    page.locator("#no-mail").wait_for()
    look(page)
    page.goto(mailed(demo_site, "draft", email))
    look(page)
