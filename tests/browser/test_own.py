"""What a language has of its own, from the screen where a translator gives it to the page that visitors read."""

import pytest

from tests.browser.office import add_block, field_with, numbers_of, open_form, open_tab, publish_form

# The editor saves by itself; what it was saving when the page is published is answered with 400 and told to nobody.
pytestmark = [pytest.mark.browser(allow=["cookies", "console"]), pytest.mark.once]

DONE = "Atlikta. Publikuotas puslapis tai jau rodo."
LT_DOCUMENT = "Aljanso apžvalga: miestai ir regionai Ukrainos atkūrimui"


def press(page, place, name: str) -> None:
    """Press a button of the screen and wait for its answer."""
    place.get_by_role("button", name=name).click()
    page.locator(".messages", has_text=DONE).wait_for()


def test_what_a_language_has_of_its_own_survives_the_source_and_can_be_undone(enter, visit, axe):
    editor, translator = enter("editor"), enter("translator-lt", "lt")
    numbers = numbers_of(editor, "partner-municipalities")
    own = f"/admin/translations/{numbers['lt']}/own/"
    visitor = visit("/lt/kvietimai/savivaldybes-partneres/")
    download = visitor.locator("main a", has_text="Gairės pareiškėjams").locator("xpath=..")

    translator.goto(f"/admin/pages/{numbers['lt']}/edit/")
    translator.get_by_role("region", name="Kalbų versijos").get_by_role(
        "link", name="Kas šioje kalboje sava"
    ).click()
    translator.wait_for_url(f"**{own}")
    assert axe(translator, context="main") == []
    document = translator.get_by_role("row", name="Guidelines for applicants")
    document.get_by_role("link", name="Pakeisti šiai kalbai").click()
    translator.locator("main").get_by_role("button", name="Veiksmai").last.click()
    translator.get_by_role("button", name="Pasirinkti kitą dokumentą").click()
    translator.get_by_role("link", name=LT_DOCUMENT).click()
    press(translator, translator, "Naudoti šioje kalboje")
    link = translator.get_by_role("row", name="https://example.org/partner-municipalities/apply")
    link.get_by_role("link").click()
    translator.get_by_role("textbox", name="Paraiškos teikimo nuoroda").fill(
        "https://example.org/lt/paraiska"
    )
    press(translator, translator, "Naudoti šioje kalboje")
    press(
        translator,
        translator.get_by_role("listitem").filter(has_text="Kaip vertinamos paraiškos"),
        "Čia nerodyti",
    )
    first = translator.get_by_role("listitem").filter(has_text="nulemia pirmieji mėnesiai")
    first.get_by_role("link", name="Po jo pridėti šios kalbos bloką").click()
    add_block(translator, "block", "Antraštė").locator("[name$='-text']").fill("Tik Lietuvoje")
    press(translator, translator, "Išsaugoti bloką")

    open_form(editor, numbers["en"])
    open_tab(editor, "Facts")
    field_with(editor, "24").fill("36")
    publish_form(editor)

    visitor.reload()
    assert visitor.get_by_text("36 mėn").count() == 1
    assert visitor.get_by_role("link", name="Gairės pareiškėjams").get_attribute("href").endswith("-lt.pdf")
    assert "lietuvių kalba" in download.inner_text()
    assert visitor.locator("a[href='https://example.org/lt/paraiska']").count() >= 1
    assert visitor.get_by_role("heading", name="Tik Lietuvoje").count() == 1
    assert visitor.get_by_text("Kaip vertinamos paraiškos").count() == 0
    assert visitor.locator(".translation-notice").count() == 0

    translator.goto(own)
    press(translator, translator.get_by_role("row", name="Guidelines for applicants"), "Kaip originale")
    press(translator, translator.get_by_role("row", name="https://example.org/lt/paraiska"), "Kaip originale")
    press(
        translator,
        translator.get_by_role("listitem").filter(has_text="Kaip vertinamos paraiškos"),
        "Vėl čia rodyti",
    )
    press(translator, translator.get_by_role("listitem").filter(has_text="tik čia"), "Pašalinti")
    visitor.reload()
    assert (
        not visitor.get_by_role("link", name="Gairės pareiškėjams").get_attribute("href").endswith("-lt.pdf")
    )
    assert "anglų kalba" in download.inner_text()
    assert visitor.locator("a[href='https://example.org/partner-municipalities/apply']").count() >= 1
    assert visitor.get_by_role("heading", name="Tik Lietuvoje").count() == 0
    assert visitor.get_by_text("Kaip vertinamos paraiškos").count() == 1
