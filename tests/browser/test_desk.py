"""The desk of those who handle applications, members, partnerships, mails and webhooks, as the demo fills it."""

import contextlib
import sqlite3

import pytest

from tests.browser.admin_screens import with_numbers
from tests.browser.office import COME_TO_REST

pytestmark = [pytest.mark.browser(allow=["console", "cookies"]), pytest.mark.once]

#: Each as it is opened; what stands after “|” is what is pressed there, without having filled in anything.
REVIEWER = [
    "/admin/",
    "/admin/applications/",
    "/admin/applications/?state=nothing-has-it",
    "/admin/applications/numbers/",
    "/admin/applications/people/ | main form button",
    "/admin/applications/people/?email=sekretarz@brzozowiec.example.org",
    "{application:Girupis District Municipality}",
    "{application:Norrviks kommun}",
    "{application:Gmina Brzozowiec}approve/",
    "{application:Gmina Brzozowiec}decline/ | button[name=action][value=do]",
    "{application:Gmina Brzozowiec}ask/ | button[name=action][value=preview]",
    "/admin/members/",
    "/admin/members/{first:alliance_member}/",
    "/admin/members/edit/{first:alliance_member}/",
    "/admin/partnerships/",
    "/admin/partnerships/new/ | main form [type=submit]",
    "/admin/mails/",
    "/admin/mails/{first:mail_message}/",
    "/admin/mails/texts/",
    "/admin/mails/texts/membership.question/uk/",
]
ADMIN = ["/admin/webhooks/", "/admin/webhooks/new/ | main form [type=submit]"]


@pytest.fixture
def addresses(demo_site):
    """A function that puts the numbers of the demo site into addresses."""
    database = demo_site.data_dir / "db.sqlite3"
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        rows = connection.execute("SELECT organisation_name, min(id) FROM alliance_application GROUP BY 1")
        numbers = dict(rows.fetchall())

    def addresses(paths: list[str]) -> list[str]:
        for name, number in numbers.items():
            paths = [
                path.replace(f"{{application:{name}}}", f"/admin/applications/{number}/") for path in paths
            ]
        return with_numbers(paths, "lt", database)

    return addresses


@pytest.mark.parametrize(("language", "width", "scheme"), [("lt", 1280, "light"), ("uk", 390, "dark")])
def test_desk_is_for_everybody(enter, axe, addresses, language, width, scheme):
    found = []
    for role, paths in (("reviewer", REVIEWER), ("admin", ADMIN)):
        page = enter(role, language)
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for path in addresses(paths):
            address, _bar, button = path.partition(" | ")
            page.goto(address)
            page.locator("h1").first.wait_for(state="attached")
            if button:
                page.locator(button).first.press("Enter")
                page.locator(".messages .error, iframe, [aria-invalid=true], :user-invalid").first.wait_for()
            page.evaluate(COME_TO_REST)
            found += [f"{path}: {each}" for each in axe(page)]
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.append(f"{path}: wider than the screen")
    assert "\n".join(found) == ""


def test_all_applications_of_a_page_are_ticked_and_assigned_with_the_keyboard(enter):
    page = enter("reviewer")
    page.goto("/admin/applications/?state=screening")
    page.locator("th").get_by_role("checkbox", name="Select all").press("Space")
    boxes = page.locator("td").get_by_role("checkbox")
    assert boxes.count() >= 3
    assert boxes.evaluate_all("all => all.every((each) => each.checked)")
    page.locator(".bulk-actions-choices").get_by_role("link", name="Assign").press("Enter")
    page.get_by_label("Assigned to").wait_for()
    assert page.locator("main ul li").count() >= 3
