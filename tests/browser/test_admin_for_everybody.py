"""The main screens of the admin: for everybody, under our name, and with checks that find what is wrong in a page."""

import re

import pytest

from tests.browser.admin_screens import with_numbers
from tests.browser.office import COME_TO_REST, numbers_of

pytestmark = [pytest.mark.browser(allow=["console", "cookies"]), pytest.mark.once]

SCREENS = {
    "editor": [
        "/admin/",
        "/admin/pages/{page:events}/",
        "/admin/pages/{page:youth-councils-night-train}/edit/",
        "/admin/translations/",
        "/admin/releases/",
        "/admin/events/",
        "/admin/snippets/cms/organisation/",
        "/admin/review-dates/{page:about}/",
        "/admin/reports/review-dates/",
        "/admin/reports/outside-links/",
    ],
    "translator": ["/admin/", "/admin/pages/{own:first-meeting}/edit/"],
    "admin": ["/admin/", "/admin/nowhere/"],
}
#: How long the preview may take on a busy machine, in milliseconds: it loads the page and looks at all of it.
SLOW = 60_000
#: The form with most in it.
EVENT = "/admin/pages/{page:first-meeting}/edit/"
#: What Wagtail's own forms do wrong and no small change mends, by axe's rule, with why it stays.
KNOWN = {
    "landmark-unique": "Panels inside blocks are landmarks; axe takes those of every slot, “When”, for one.",
    "scrollable-region-focusable": "The list of headings beside a form scrolls with it, and opens for the keyboard.",
}
#: axe cannot tell what is behind the name at the foot of Wagtail's menu: a list that opens above it.
BUT_OWN_NAME = {"exclude": [[".sidebar-footer__account-label"]]}
#: Where the product is spoken of, not its maker.
MAKER = re.compile("wagtail", re.IGNORECASE)


@pytest.mark.parametrize("language", ["en", "lt", "uk"])
def test_main_screens_are_for_everybody(enter, axe, demo_site, language):
    own, found = ("uk" if language == "uk" else "lt"), []
    for role, paths in SCREENS.items():
        page = enter(f"translator-{own}" if role == "translator" else role, language)
        for path in with_numbers(paths, own, demo_site.data_dir / "db.sqlite3"):
            page.goto(path)
            page.locator("h1").first.wait_for(state="attached")
            found += [f"{role} {path}: {each}" for each in axe(page)]
            if role != "admin" and MAKER.search(page.inner_text("body")):
                found.append(f"{role} {path}: speaks of Wagtail")
    assert found == []


@pytest.mark.parametrize(
    ("role", "language"),
    [("editor", "en"), ("translator-lt", "lt"), ("reviewer", "lv"), ("translator-uk", "uk"), ("admin", "en")],
)
def test_home_leaves_no_doubt_wide_and_narrow_light_and_dark(enter, axe, role, language):
    page, found = enter(role, language), []
    page.goto("/admin/")
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.evaluate(COME_TO_REST)
            found += [f"{width} {scheme}: {each}" for each in axe(page, BUT_OWN_NAME, with_doubts=True)]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert found == []


def test_the_longest_form_has_only_the_faults_that_are_known(enter, axe, demo_site):
    page = enter("editor")
    (path,) = with_numbers([EVENT], "lt", demo_site.data_dir / "db.sqlite3")
    page.goto(path, wait_until="networkidle")
    assert sorted(each.split(" ")[0] for each in axe(page)) == sorted(KNOWN)


def test_the_mark_stands_in_the_sidebar_wide_and_narrow(enter):
    page = enter("editor")
    brand = page.locator(".sidebar-custom-branding")
    assert brand.inner_text().strip() == "Tiltas"
    page.locator("#wagtail-sidebar").get_by_role("button", name="Toggle sidebar").click()
    page.locator(".sidebar--slim").wait_for()
    assert brand.locator("img").bounding_box()["width"] == 40
    assert brand.locator(".brand-name").bounding_box()["width"] <= 1


def test_checks_beside_the_preview_name_what_is_wrong_as_it_is_typed(enter):
    page = enter("editor")
    number = numbers_of(page, "tomatoes-from-waste-heat")["en"]
    page.goto(f"/admin/pages/{number}/edit/", wait_until="networkidle")
    page.get_by_role("button", name="Toggle checks").click()
    said = page.locator("textarea[name=image_alt]")
    right = said.input_value()
    findings = page.locator("[data-side-panel=checks] [data-content-checker-name]")
    finding = findings.filter(has_text="Image alt text has inappropriate pattern").filter(visible=True)
    try:
        # As people type: what stands there within the first two seconds Wagtail takes for the page as it was.
        said.fill("")
        said.press_sequentially("tomatoes_2.jpg", delay=250)
        finding.first.wait_for(timeout=SLOW)
    finally:  # what is typed saves itself
        said.fill(right)
        finding.first.wait_for(state="detached", timeout=SLOW)


def test_the_bar_in_the_corner_of_a_page_is_ours(enter):
    page = enter("editor")
    page.goto("/en/news/", wait_until="networkidle")
    page.get_by_role("button", name="What you can do with this page").click()
    page.get_by_role("menuitem", name="Go to the admin of Tiltas").wait_for()
    words = [each.strip() for each in page.get_by_role("menuitem").all_inner_texts()]
    assert [each for each in words if MAKER.search(each)] == []
