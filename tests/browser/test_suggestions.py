"""What the search field offers while somebody types, by keyboard and by pointer; and the page that follows."""

import pytest

from tests.browser.views import fits

pytestmark = [pytest.mark.browser, pytest.mark.once]
WORD = "Korosten"


def typed(page, text, label="Search results"):
    """Type into a field, and return it with its list, which is open."""
    form = page.get_by_role("search", name=label)
    field = form.locator("[name=q]")
    field.press_sequentially(text)
    form.get_by_role("option").first.wait_for()
    assert field.get_attribute("role") == "combobox"
    return field, form


def active(page, field):
    """Return what the active suggestion says; nothing where none is."""
    found = field.get_attribute("aria-activedescendant")
    option = page.locator(f"#{found}") if found else None
    assert option is None or option.get_attribute("aria-selected") == "true"
    return option.locator("span").inner_text() if option else ""


def test_suggestions_are_gone_through_by_keyboard(visit, axe):
    page = visit("/en/search/")
    field, form = typed(page, "korost")
    assert (field.get_attribute("aria-expanded"), active(page, field)) == ("true", "")
    assert form.get_by_role("status").inner_text() == "5 suggestions"
    assert axe(page) == []
    seen = []
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowUp"):
        page.keyboard.press(key)
        seen.append(active(page, field))
    assert seen[:4] == [WORD, seen[1], WORD, ""]
    assert seen[4] not in ("", WORD)
    page.keyboard.press("Escape")
    assert (field.input_value(), field.get_attribute("aria-expanded")) == ("korost", "false")
    assert not form.get_by_role("listbox").is_visible()


def test_chosen_word_is_searched_for_and_chosen_page_opened(visit):
    page = visit("/en/search/")
    typed(page, "korost")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search/?q=Korosten")
    page.goto("/en/events/")
    field, _form = typed(page, "korost", "This website")
    page.keyboard.press("ArrowUp")
    title = active(page, field)
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name=title).wait_for()


def test_what_was_typed_is_searched_for_where_nothing_is_chosen(visit):
    page = visit("/en/search/")
    typed(page, "korost")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search/?q=korost")


def test_suggestions_are_pressed_on_a_telephone(visit):
    page = visit("/en/events/", width=390)
    page.locator("header summary", has_text="Menu").click()
    _field, form = typed(page, "korost", "This website")
    assert fits(page, 390) == []
    form.get_by_role("option", name=WORD, exact=True).click()
    page.wait_for_url("**/en/search/?q=Korosten")


@pytest.mark.parametrize("width", [1280, 390])
def test_results_are_narrowed_down_without_script(visit, width):
    page = visit("/en/search/?q=Korosten", width=width, java_script_enabled=False)
    if width == 390:
        page.get_by_text("Narrow down").click()
    page.locator(".facets").get_by_role("link", name="Event").click()
    assert page.url.endswith("/en/search/?q=Korosten&type=eventpage")
    assert set(page.locator(".results .badge").all_inner_texts()) == {"Event"}
