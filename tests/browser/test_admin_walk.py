"""The screens of the admin, of every role, speak one language: the one of whoever looks at them."""

import json

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
    """Return the texts of a screen; a chooser's answer is put into the page as its dialog would."""
    answer = page.goto(address)
    if "json" in answer.headers.get("content-type", ""):
        page.set_content(json.loads(answer.text())["html"])
    return page.evaluate(COLLECT)


@pytest.mark.parametrize("language", ["lt", "lv", "uk"])
def test_no_screen_has_an_english_text(language, enter, visit, sessions, content):
    english = English(language)
    found: dict[str, list[str]] = {}

    def look(page, role: str, address: str) -> None:
        for text in english.among(texts_on(page, address), content):
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
    look(enter("admin", language), "admin", "/admin/")
    # The many screens of administrators are read as the server sends them: scripts draw nothing else there.
    plain = visit("/admin/", locale=language, storage_state=sessions["admin"], java_script_enabled=False)
    plain.route("**/static/**", lambda route: route.abort())
    for address in screens_of("admin", language, content.database):
        look(plain, "admin", address)
    assert {text: where[:3] for text, where in found.items() if text not in ALLOWED} == {}
    assert ALLOWED.keys() - found.keys() == set()
