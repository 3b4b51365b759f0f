"""A reader of the demo site subscribes, confirms, changes and ends it; each step is looked at."""

import pytest

from tests.alliance.form import PATIENCE

pytestmark = [pytest.mark.browser, pytest.mark.once]

EMAIL = "rasa@skaitytoja.example"


def press(page, form: str = "main form") -> None:
    page.locator(f"{form} button").click()
    page.wait_for_load_state()


def test_reader_subscribes_from_a_list_and_leaves_by_the_link_in_her_mail(visit, demo_site, look):
    page = visit("/lt/naujienos/", reduced_motion="reduce")
    page.locator("a[href*=_subscription]").click()
    page.locator("#id_email").fill(EMAIL)
    page.wait_for_timeout(PATIENCE)
    with page.expect_request(lambda request: request.method == "POST") as sent:
        press(page)
    assert b"proof=" in sent.value.post_data_buffer
    assert EMAIL in page.locator("main").inner_text()
    page.goto(demo_site.mailed(r"/lt/_subscription/confirm/[\w.-]+/", EMAIL))
    look(page)
    press(page)
    page.locator("main a[href*=manage]").click()
    look(page)
    page.locator("[name=rhythm][value=at_once]").check()
    press(page, "main form:has(#id_language)")
    assert page.locator("[name=rhythm][value=at_once]").is_checked()
    press(page, "main form[action*=end]")
    look(page)
