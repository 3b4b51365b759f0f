"""The desk as reviewers meet it: for everybody, in the languages of the admin, and with the keyboard alone."""

import pytest

from alliance.membership import attach
from alliance.models import Application
from tests.alliance.conftest import hold_file
from tests.alliance.desk import act, index, screen

pytestmark = [pytest.mark.browser(allow=["console", "cookies"]), pytest.mark.once]

#: A message fades in; looked at before that its contrast is low.
COME_TO_REST = """Promise.all(document.getAnimations()
    .filter(each => each.effect.getComputedTiming().endTime !== Infinity).map(each => each.finished))"""


@pytest.fixture
def desk(open_page, sign_in, enter, screening):
    """A function that opens the admin in a language, as a reviewer with an application to decide."""
    attach(screening, [hold_file()], "The decision of our council.")
    reviewer = enter().user

    def desk(language: str = "en"):
        page = open_page(locale=language, viewport={"width": 1280, "height": 900})
        sign_in(page, reviewer)
        return page

    return desk


@pytest.mark.parametrize("language", ["en", "lt", "uk"])
def test_desk_is_for_everybody(desk, axe, screening, language):
    page, found = desk(language), []
    refused = act(screening, "decline")
    for path in (index(), screen(screening), act(screening, "approve"), index("numbers/"), index("people/")):
        page.goto(path)
        page.locator("h1").first.wait_for(state="attached")
        found += [f"{path}: {each}" for each in axe(page)]
    page.goto(refused)
    page.locator("button[name=action][value=do]").click()
    page.locator(".messages .error").wait_for()
    page.evaluate(COME_TO_REST)
    found += [f"an error: {each}" for each in axe(page)]
    assert found == []


def test_application_is_decided_with_the_keyboard_alone(desk, screening):
    page = desk()
    page.goto(screen(screening))
    page.get_by_role("link", name="Approve").press("Enter")
    page.get_by_label("What you write with it").press_sequentially("Sveiki!")
    page.get_by_role("button", name="Preview").press("Enter")
    page.frame_locator("iframe").get_by_text("Sveiki!").wait_for()
    page.get_by_role("button", name="Approve and send the mail").press("Enter")
    page.locator(".messages .success").wait_for()
    assert Application.objects.get().state == "approved"
