"""Lists of the admin on a narrow screen."""

import pytest

pytestmark = [pytest.mark.browser(allow=["console", "cookies"]), pytest.mark.once]


def test_names_of_records_are_not_broken_letter_by_letter(visit, demo_site):
    page = visit("/admin/login/", width=390)
    page.get_by_label("Username").fill("admin")
    page.get_by_label("Password").fill(demo_site.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")
    page.goto("/admin/snippets/cms/organisation/")
    widths = page.locator(".listing td.title").evaluate_all("cells => cells.map(cell => cell.clientWidth)")
    assert min(widths) >= 140
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
