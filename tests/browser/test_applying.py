"""An applicant on the demo site: from the form to the page that says where the application stands."""

import pytest

from tests.alliance.conftest import pdf_bytes

pytestmark = [pytest.mark.browser, pytest.mark.once]

JOIN = {"lt": "/lt/aljansas/prisijungti/", "uk": "/uk/alians/pryiednatysia/"}
#: Nobody fills in a form faster than this, in milliseconds.
PATIENCE = 2100


def mailed(site, purpose: str, to: str) -> str:
    """Return the path of the last link of a kind that was mailed to an address."""
    return site.mailed(rf"/\w+/_application/{purpose}/[\w-]+/", to)


def fill_in(page, email: str) -> None:
    page.locator("#id_organisation_name").fill("Ādažu novada pašvaldība")
    page.locator("#id_organisation_type").select_option("municipality")
    page.locator("#id_country").select_option("LV")
    page.locator("#id_population").fill("23 000")
    page.locator("#id_contact_name").fill("Ilze Kalniņa")
    page.locator("#id_email").fill(email)
    page.locator("[name=spoken_languages][value=lv]").check()
    page.locator("[name=offers]").first.check()
    page.locator("#id_text").fill("Labdien!")


def send(page) -> None:
    page.locator("#application .form__foot button").click()
    page.wait_for_load_state()


def press(page) -> None:
    page.locator("main form button").click()
    page.wait_for_load_state()


@pytest.fixture
def look(axe):
    """A function that looks at a page at two widths for what keeps somebody out."""

    def look(page) -> None:
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            assert axe(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width

    return look


def test_applicant_gets_from_the_form_to_the_status_page(visit, demo_site, look):
    email = "ilze@adazi.example"
    page = visit(JOIN["lt"], reduced_motion="reduce")
    look(page)
    fill_in(page, email)
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

    page.goto(mailed(demo_site, "confirm", email))
    look(page)
    press(page)
    look(page)
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
    assert page.locator("[aria-current=step]").count() == 1
    assert page.locator(".steps__item").count() == 3


def test_applicant_needs_no_script(visit, demo_site):
    email = "oksana@hromada.example"
    page = visit(JOIN["uk"], java_script_enabled=False)
    fill_in(page, email)
    page.locator(".apply__later button").click()
    page.goto(mailed(demo_site, "draft", email))
    assert page.locator("#id_text").input_value() == "Labdien!"
    page.locator("#id_consent").check()
    page.wait_for_timeout(PATIENCE)
    send(page)
    assert email in page.locator("main").inner_text()
    page.goto(mailed(demo_site, "confirm", email))
    press(page)
    page.goto(mailed(demo_site, "status", email))
    assert page.locator(".steps__item").count() == 4
