"""The pictures of a gallery, enlarged: by keyboard, in both directions of writing, and without script."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.once]


def test_gallery_is_looked_through_by_keyboard(visit, axe):
    page = visit("/en/about/")
    links = page.locator("[data-lightbox] a")
    links.nth(0).focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Where our members are at home")
    dialog.wait_for()
    shown = dialog.locator("[data-shown]")
    caption = dialog.locator("figcaption").inner_text().splitlines()
    assert (shown.inner_text(), caption) == (
        "1 of 3",
        ["By a river in Ukraine", "Picture: Tiltas, CC BY 4.0"],
    )
    assert dialog.locator("img").get_attribute("alt").startswith("A small Ukrainian town")
    assert axe(page) == []
    for key, expected in [("ArrowRight", "2 of 3"), ("ArrowRight", "3 of 3"), ("ArrowRight", "1 of 3"),
                          ("ArrowLeft", "3 of 3")]:  # fmt: skip
        page.keyboard.press(key)
        assert shown.inner_text() == expected
    page.evaluate("document.documentElement.dir = 'rtl'")
    page.keyboard.press("ArrowLeft")
    assert shown.inner_text() == "1 of 3"
    page.keyboard.press("Tab")  # the dialog keeps the focus
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Escape")
    assert not dialog.is_visible()
    assert links.nth(0).evaluate("link => link === document.activeElement")


@pytest.mark.parametrize("width", [1280, 390])
def test_gallery_is_looked_through_by_pointer(visit, width):
    page = visit("/en/about/", width=width)
    page.locator("[data-lightbox] a").nth(1).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Next picture").click()
    assert dialog.locator("[data-shown]").inner_text() == "3 of 3"
    picture = dialog.locator("img")
    picture.evaluate("image => image.decode()")
    box = picture.bounding_box()
    assert min(box["x"], box["y"]) >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] + box["height"] <= 900
    dialog.get_by_role("button", name="Close").click()
    assert not dialog.is_visible()


def test_pictures_are_links_without_script(visit):
    page = visit("/en/about/", java_script_enabled=False)
    link = page.locator("[data-lightbox] a").first
    assert page.request.get(link.get_attribute("href")).headers["content-type"] == "image/webp"
    assert not page.locator("dialog").is_visible()
