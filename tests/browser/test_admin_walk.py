"""The screens of the admin, of every role, speak one language: the one of whoever looks at them."""

import pytest

from tests.browser.admin_screens import screens_of
from tests.harness.english import COLLECT, Content, English

pytestmark = [pytest.mark.browser(allow=["console", "cookies"]), pytest.mark.once]

#: English that is nobody's to translate here, and why. An entry that no screen has any more fails the test.
ALLOWED = {
    # Names of models and their permissions that upstream does not mark for translation: they are rows of the
    # database, or a migration of another's application. Only administrators see them, in the form of a group.
    "Locale": "wagtail.models.Locale has no verbose_name",
    "Translation": "wagtail_localize.models.Translation has no verbose_name",
    # The search of a chooser: a script mends it in the dialog, which this walk does not open.
    "Search": "wagtail/admin/templates/wagtailadmin/shared/header.html",
    # A page that was published without a user, as the demo site's are, has “None” for one.
    "None": "wagtail/admin/templates/wagtailadmin/reports/listing/_list_page_report.html",
}
#: What screen readers say of a box in the form of a group: the permission's row of the database.
PERMISSION = ("Can add ", "Can change ", "Can delete ", "Can export ")


@pytest.fixture(scope="session")
def content(demo_site) -> Content:
    return Content(demo_site.data_dir / "db.sqlite3")


def texts_on(page, address: str) -> list[str]:
    """Return the texts of a screen when its scripts have run."""
    page.goto(address)
    return page.evaluate(COLLECT)


def texts_sent(page, address: str) -> list[str]:
    """Return the texts of a screen as the server sends them, also those of a chooser's answer."""
    language = page.evaluate("navigator.language")
    answer = page.request.get(address, headers={"Accept-Language": language})
    is_answer = "json" in answer.headers["content-type"]
    return page.evaluate(COLLECT, answer.json()["html"] if is_answer else answer.text())


@pytest.mark.parametrize("language", ["lt", "lv", "uk"])
def test_no_screen_has_an_english_text(language, enter, visit, content):
    english = English(language)
    found: dict[str, list[str]] = {}

    def look(page, role: str, address: str, read=texts_on) -> None:
        for text in english.among(read(page, address), content):
            if not text.startswith(PERMISSION):
                found.setdefault(text, []).append(f"{role} {address}")

    visitor = visit("/admin/login/", locale=language)
    for address in ("/admin/login/", "/admin/password_reset/", "/admin/password_reset/done/"):
        look(visitor, "visitor", address)
    for role, name in (
        ("translator", f"translator-{language}"),
        ("editor", "editor"),
        ("reviewer", "reviewer"),
    ):
        page = enter(name, language)
        for address in screens_of(role, language, content.database):
            look(page, role, address)
    page = enter("admin", language)
    look(page, "admin", "/admin/")
    # The many screens of administrators are read as the server sends them: scripts draw nothing else there.
    for address in screens_of("admin", language, content.database):
        look(page, "admin", address, texts_sent)
    assert {text: where[:3] for text, where in found.items() if text not in ALLOWED} == {}
    assert ALLOWED.keys() - found.keys() == set()
