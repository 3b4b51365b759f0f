"""What a translator sees of the site in her language, and where she may not go."""

import pytest

from tests.browser.office import marked_texts, numbers_of

pytestmark = [pytest.mark.browser(allow=["cookies"]), pytest.mark.once]


def test_desk_says_what_is_missing_and_leads_to_what_is_begun(enter, axe):
    translator = enter("translator-uk", "uk")
    translator.get_by_role("link", name="Переклади", exact=True).click()
    translator.wait_for_url("**/translations/")
    rows = translator.locator("main tbody tr")
    states = [row.locator("td").nth(3).inner_text().split(" · ")[0] for row in rows.all()]
    assert {"У роботі", "Відсутній"} <= set(states)
    assert states == sorted(states, key=["Застарілий", "У роботі", "Відсутній", "Опубліковано"].index)
    assert axe(translator, context="main") == []

    translator.get_by_role("button", name="Показати фільтри").click()
    translator.get_by_role("button", name="Стан").click()
    translator.get_by_role("checkbox", name="У роботі").check()
    translator.wait_for_url("**state=in_progress*")
    translator.get_by_role("link", name="Помідори зі скидного тепла").click()
    translator.locator(".js-translation-editor li").first.wait_for()
    marked = marked_texts(translator)
    translator.get_by_role("link", name="Що лишилося зробити (2)").click()
    translator.wait_for_url("**/translations/*/#left-to-do")
    left = translator.locator("table.remaining tbody tr")
    told = [row.locator("td").nth(1).inner_text() for row in left.all()]
    assert [text[:100] for text in told] == [text[:100] for text in marked]
    assert axe(translator, context="main") == []


def test_translator_is_told_that_another_language_is_not_hers(enter):
    editor, translator = enter("editor"), enter("translator-lt", "lt")
    number = numbers_of(editor, "study-visit-korosten")["lv"]
    for address in ("edit/", "view_draft/", "history/"):
        translator.goto(f"/admin/pages/{number}/{address}")
        assert translator.url.endswith("/admin/")
        assert translator.locator(".messages").inner_text().strip() == (
            "Atsiprašome, jūs neturite leidimo pasiekti šios zonos."
        )
    translator.goto(f"/admin/translations/{number}/own/")
    assert translator.url.endswith("/admin/")
