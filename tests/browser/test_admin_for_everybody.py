"""The main screens of the admin: for everybody, under our name, and with checks that find what is wrong in a page."""

import re

import pytest

from tests.browser.admin_screens import with_numbers
from tests.browser.office import numbers_of, open_form

pytestmark = [pytest.mark.browser(allow=["console", "cookies"]), pytest.mark.once]

EVENT = "/admin/pages/{page:first-meeting}/edit/"
SCREENS = {
    "editor": [
        "/admin/",
        "/admin/pages/",
        "/admin/pages/{page:events}/",
        EVENT,
        "/admin/translations/",
        "/admin/releases/",
        "/admin/events/",
        "/admin/snippets/cms/organisation/",
    ],
    "translator": ["/admin/", "/admin/pages/{own:first-meeting}/edit/"],
    "admin": ["/admin/", "/admin/nowhere/"],
}
#: What Wagtail's own markup does wrong and no small change mends: where, the rule, why it stays.
KNOWN = {
    ".w-minimap__list": (
        "scrollable-region-focusable",
        "The list of headings beside a form scrolls with the form; its links take the focus when it is opened.",
    ),
}
#: Where the product is spoken of, not its maker.
MAKER = re.compile("wagtail", re.IGNORECASE)


@pytest.mark.parametrize("language", ["en", "lt", "uk"])
def test_main_screens_are_for_everybody(enter, axe, demo_site, language):
    found = []
    for role, paths in SCREENS.items():
        own = "uk" if language == "uk" else "lt"
        page = enter(f"translator-{own}" if role == "translator" else role, language)
        for path in with_numbers(paths, own, demo_site.data_dir / "db.sqlite3"):
            page.goto(path, wait_until="networkidle")
            found += [
                f"{role} {path}: {each}"
                for each in axe(page, context={"exclude": [[place] for place in KNOWN]})
            ]
            if role != "admin" and MAKER.search(page.inner_text("body")):
                found.append(f"{role} {path}: speaks of Wagtail")
    assert found == []


def test_what_is_allowed_is_still_wrong(enter, axe, demo_site):
    page = enter("editor")
    (path,) = with_numbers([EVENT], "lt", demo_site.data_dir / "db.sqlite3")
    page.goto(path, wait_until="networkidle")
    for place, (rule, _reason) in KNOWN.items():
        assert axe(page, context={"include": [[place]]}, options={"runOnly": [rule]}) != [], place


def test_the_mark_stands_in_the_sidebar_wide_and_narrow(enter):
    page = enter("editor")
    brand = page.locator(".sidebar-custom-branding")
    assert brand.inner_text().strip() == "Tiltas"
    page.locator("#wagtail-sidebar").get_by_role("button", name="Toggle sidebar").click()
    page.locator(".sidebar--slim").wait_for()
    assert brand.locator("img").bounding_box()["width"] == 40
    assert brand.locator(".brand-name").bounding_box()["width"] <= 1


def test_checks_beside_the_preview_name_a_heading_that_skips_a_level(enter):
    page = enter("editor")
    number = numbers_of(page, "youth-councils-night-train")["en"]
    # What saves itself would change the demo site for the other tests.
    page.route(
        f"**/admin/pages/{number}/edit/",
        lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
    )
    open_form(page, number)
    page.get_by_role("button", name="Toggle checks").click()
    count = page.locator("[data-side-panel=checks] [data-content-checker-count]").first
    page.wait_for_function("element => element.textContent === '0'", arg=count.element_handle())
    page.locator("select[name$='-value-level']").first.select_option("3")
    finding = page.locator(
        "[data-side-panel=checks] [data-content-checker-name]", has_text="heading hierarchy"
    )
    finding.first.wait_for()


def test_the_bar_in_the_corner_of_a_page_is_ours(enter):
    page = enter("editor")
    page.goto("/en/news/", wait_until="networkidle")
    page.get_by_role("button", name="What you can do with this page").click()
    words = [each.strip() for each in page.get_by_role("menuitem").all_inner_texts()]
    assert words[0] == "Go to the admin of Tiltas"
    assert [each for each in words if MAKER.search(each)] == []
