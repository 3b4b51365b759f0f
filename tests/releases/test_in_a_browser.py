"""An editor and somebody without an account prepare one page in four languages, and it goes live in all of them."""

import pytest
from wagtail.models import Page

from cms.releases.models import ReleaseSet
from cms.translation.beginning import begin
from home.models import StandardPage
from tests.factories import make_page
from tests.releases.conftest import CODES, live_pages, make_editor, make_home
from tests.translation.languages import locale, translate_texts

pytestmark = [
    pytest.mark.browser(allow=["cookies", "console"]),  # Chromium reports the dead link itself
    pytest.mark.once,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def editor(page):
    """An editor."""
    return make_editor()


@pytest.fixture
def page(db) -> StandardPage:
    """A page that nobody has published, translated whole into three languages."""
    page = make_page(StandardPage, make_home(), title="Statement", summary="What we say.", live=False)
    page.save_revision()
    begin(page, [locale(code) for code in CODES])
    for code in CODES:
        translate_texts(page, code)
    return page


def begin_release(desk, page) -> None:
    """Put the page with all its languages into a new release, from its editor."""
    desk.goto(f"/admin/pages/{page.pk}/edit/")
    desk.get_by_role("button", name="Actions", exact=True).first.click()
    desk.get_by_role("link", name="Add to a release").click()
    desk.get_by_label("Title of the new release").fill("Statement of March")
    desk.get_by_role("button", name="Add to the release").click()
    desk.get_by_role("heading", name="Preview links").wait_for()


def make_link(desk) -> str:
    """Make a preview link; return its address."""
    desk.get_by_label("For whom").fill("Press office")
    desk.get_by_role("button", name="Make a preview link").click()
    return desk.get_by_label("Address Press office").input_value()


def comment_on_the_lithuanian_page(outsider) -> None:
    """Find the page from the list, send an empty comment, then one that says something."""
    outsider.get_by_role("link", name="lt: Statement").click()
    outsider.get_by_role("heading", name="lt: Statement", level=1).wait_for()
    outsider.get_by_role("button", name="Siųsti pastabą").click()
    outsider.locator(".error-summary").wait_for()
    assert outsider.locator(".error-summary").get_by_role("link").count() == 2
    outsider.get_by_label("Jūsų vardas").fill("Ona")
    outsider.get_by_label("Jūsų pastaba").fill("Antra pastraipa neteisinga.")
    outsider.get_by_role("button", name="Siųsti pastabą").click()
    outsider.locator(".notice--success").wait_for()


@pytest.mark.parametrize("width", [1280, 390])
def test_one_page_in_four_languages(open_page, sign_in, editor, page, axe, width):
    desk = open_page(viewport={"width": width, "height": 900})
    outsider = open_page(viewport={"width": width, "height": 900})
    sign_in(desk, editor)
    begin_release(desk, page)
    address = make_link(desk)
    desk.wait_for_load_state("networkidle")
    assert axe(desk, context="main") == []

    outsider.goto(address)
    assert axe(outsider) == []
    assert outsider.locator("main h2").all_inner_texts() == ["English", "lietuvių", "latviešu", "українська"]
    comment_on_the_lithuanian_page(outsider)
    assert axe(outsider) == []
    assert outsider.evaluate("document.documentElement.scrollWidth") <= width
    before = outsider.locator("main").inner_text()

    desk.reload()
    comments = desk.get_by_role("region", name="Comments")
    assert "Antra pastraipa neteisinga." in comments.inner_text()
    comments.get_by_role("button", name="Done").click()
    comments.get_by_role("button", name="Done").wait_for(state="detached")
    assert live_pages(ReleaseSet.objects.get()) == [False] * 4
    desk.get_by_role("link", name="Release now").click()
    desk.get_by_role("link", name="Back to the release").wait_for()
    assert axe(desk, context="main") == []
    desk.get_by_role("button", name="Release now").click()
    desk.locator(".messages .success").wait_for()
    assert live_pages(ReleaseSet.objects.get()) == [True] * 4

    for public in Page.objects.filter(translation_key=page.translation_key).select_related("locale"):
        outsider.goto(public.url)
        if public.locale.language_code == "lt":
            outsider.evaluate("document.querySelector('main .share').remove()")  # a preview has none
            assert outsider.locator("main").inner_text() == before
        else:
            assert outsider.locator("h1").inner_text().endswith("Statement")
    assert outsider.context.cookies() == []

    desk.get_by_role("button", name="Revoke").click()
    desk.locator(".messages .success").wait_for()
    outsider.goto(address)
    assert outsider.locator("h1").inner_text() == "This preview link does not work"
    assert axe(outsider) == []
