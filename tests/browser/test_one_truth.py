"""An editor changes a page and translators follow, in the admin; visitors see what becomes of it."""

import pytest

from tests.browser.office import (
    add_block,
    beside,
    field_with,
    marked_texts,
    numbers_of,
    open_form,
    open_tab,
    open_translation,
    publish_form,
    publish_translation,
    text_row,
    write_text,
)

# The editor saves by itself; what it was saving when the page is published is answered with 400 and told to nobody.
pytestmark = [pytest.mark.browser(allow=["cookies", "console"]), pytest.mark.once]


def agenda(page) -> list[tuple[str, str]]:
    """Return start and title of each slot on the page of an event."""
    rows = page.locator("table.agenda tbody tr").all()
    return [
        (row.locator("time").first.inner_text(), row.locator(".agenda__title").inner_text()) for row in rows
    ]


def test_moved_slot_moves_in_every_language_and_publishes_no_unfinished_work(enter, visit):
    editor, translator = enter("editor"), enter("translator-lt", "lt")
    numbers = numbers_of(editor, "first-meeting")
    open_translation(translator, numbers["lt"])
    write_text(translator, "Next steps", "Dar nebaigta")
    paths = (
        "/lt/renginiai/pirmasis-susitikimas/",
        "/lv/pasakumi/pirma-tiksanas/",
        "/uk/podii/persha-zustrich/",
    )
    visitors = [visit(path) for path in paths]
    before = [agenda(visitor) for visitor in visitors]
    open_form(editor, numbers["en"])
    beside(editor, "Fields for cooperation", "start").fill("10:50")
    publish_form(editor)
    for visitor, old in zip(visitors, before, strict=True):
        visitor.reload()
        moved = [("10:50" if start == "10:40" else start, title) for start, title in old]
        assert [start for start, _title in moved] == ["10:00", "10:10", "10:50", "11:20"]
        assert agenda(visitor) == moved
        assert visitor.locator(".translation-notice").count() == 0


def test_changed_sentence_is_outdated_until_the_translator_publishes(enter, visit, axe):
    editor, translator = enter("editor"), enter("translator-lt", "lt")
    visitor = visit("/lt/naujienos/jaunimo-tarybos-traukinyje/")
    old = visitor.locator("main blockquote").inner_text()
    open_form(editor, numbers_of(editor, "youth-councils-night-train")["en"])
    sentence = "On a train nobody leaves the meeting early. I think that is why we agreed on everything."
    said = "On a train you cannot leave the meeting early. I think that is why we agreed on everything."
    field_with(editor, said).fill(sentence)
    publish_form(editor)

    visitor.reload()
    notice = visitor.locator(".translation-notice")
    assert visitor.locator("main blockquote").inner_text() == old
    assert notice.locator("strong").inner_text() == "Vertimas neatnaujintas."
    assert notice.get_by_role("link").inner_text() == "Skaityti originalą: English"

    translator.get_by_role("link", name="Vertimai").click()
    translator.get_by_role("link", name="Jaunimo tarybos važiuoja naktiniu traukiniu").click()
    translator.locator(".js-translation-editor li").first.wait_for()
    assert marked_texts(translator) == [sentence]
    assert "Originalas pasikeitė." in text_row(translator, sentence).inner_text()
    assert axe(translator, context="main") == []
    write_text(translator, sentence)
    assert publish_translation(translator) == [
        "„Jaunimo tarybos važiuoja naktiniu traukiniu“ publikuota (kalba: lietuvių)."
    ]
    assert marked_texts(translator) == []
    visitor.reload()
    assert notice.count() == 0
    assert visitor.locator("main blockquote").inner_text() == old


@pytest.mark.browser(
    allow=["cookies", "console"]
)  # Chromium reports that the draft of an empty block is refused
def test_new_block_is_shown_in_the_original_and_an_event_is_not_published_without_it(enter, visit):
    editor, translator = enter("editor"), enter("translator-lt", "lt")
    numbers = numbers_of(editor, "energy-workshop")
    open_form(editor, numbers["en"])
    add_block(editor, "body", "Heading").locator("[name$='-value-text']").fill("What you take home")
    publish_form(editor)

    visitor = visit("/lt/renginiai/energetikos-dirbtuves/")
    marked = visitor.locator("main :is(h2[lang], h2 [lang])", has_text="What you take home")
    assert (marked.get_attribute("lang"), marked.get_attribute("dir")) == ("en", "ltr")
    assert visitor.locator(".translation-notice strong").inner_text() == "Išversta iš dalies."

    open_translation(translator, numbers["lt"])
    assert marked_texts(translator) == ["What you take home"]
    title = visitor.locator("h1").inner_text()
    assert publish_translation(translator) == [
        f"„{title}“ nepublikuota (kalba: lietuvių). Kas negerai:",
        "lietuvių: 1 tekstas neišverstas arba pasenęs: „What you take home“ Kas liko padaryti",
    ]
    write_text(translator, "What you take home", "Ką išsinešite")
    publish_translation(translator)
    visitor.reload()
    assert visitor.get_by_role("heading", name="Ką išsinešite").count() == 1
    assert visitor.locator("main h2 [lang], main h2[lang]").count() == 0
    assert visitor.locator(".translation-notice").count() == 0


def test_chain_of_translations_opens_and_carries_facts(enter, visit):
    editor, translator = enter("editor"), enter("translator-lv", "lv")
    numbers = numbers_of(editor, "lentyna-dviem-kalboms")
    editor.goto(f"/admin/localize/submit/page/{numbers['en']}/")
    editor.get_by_label("latviešu").check()
    editor.get_by_role("button", name="Submit").click()
    editor.locator(".messages .success").wait_for()

    open_translation(translator, numbers_of(editor, "lentyna-dviem-kalboms")["lv"])
    lineage = translator.get_by_role("region", name="Valodu versijas").locator("tbody tr").all()
    assert [row.locator("th, td").all_inner_texts()[:2] for row in lineage] == [
        ["English", "lietuvių"],
        ["lietuvių", "–"],
        ["latviešu", "English"],
    ]
    write_text(translator, "A shelf where two languages sit down together", "Plaukts divām valodām")
    summary = translator.locator(
        ".js-translation-editor li.incomplete p", has_text="The library of a small town"
    )
    write_text(translator, summary.inner_text(), "Maza bibliotēka ar plauktu.")
    publish_translation(translator)
    visitor = visit("/lv/jaunumi/plaukts-divam-valodam/")
    assert visitor.get_by_role("link", name="Lasīt oriģinālu: English").count() == 1
    assert visitor.locator(".page-header time[datetime='2022-05-18']").count() == 1

    open_form(editor, numbers["lt"])
    open_tab(editor, "Facts")
    field_with(editor, "2022-05-18").fill("2022-05-20")
    publish_form(editor)
    visitor.reload()
    assert visitor.locator(".page-header time[datetime='2022-05-20']").count() == 1
    assert visitor.locator("h1").inner_text() == "Plaukts divām valodām"
