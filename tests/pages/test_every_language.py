"""Pages in every language of the European Union and in Ukrainian: no text of ours is left in English."""

from contextlib import contextmanager
from functools import cache

import polib
import pytest
from django.utils import translation
from django.utils.translation import gettext, ngettext
from wagtail.models import Locale, Site, get_page_models

from cms import sitestate
from cms.languages import LANGUAGES
from cms.models import BasePage, SiteTexts
from news.models import CallPage, EventPage
from tests.factories import make_site
from tests.filling import full_page
from tests.harness.tree import ROOT

pytestmark = [pytest.mark.django_db, pytest.mark.once]

CODES = [code for code, _name in LANGUAGES]
PAGE_MODELS = [model for model in get_page_models() if issubclass(model, BasePage)]

#: “N days” for 0, 1, 2, 5, 11, 21 and 101.
DAYS = {
    "bg": "дни ден дни дни дни дни дни", "cs": "dní den dny dní dní dní dní",
    "da": "dage dag dage dage dage dage dage", "de": "Tage Tag Tage Tage Tage Tage Tage",
    "el": "ημέρες ημέρα ημέρες ημέρες ημέρες ημέρες ημέρες", "en": "days day days days days days days",
    "es": "días día días días días días días", "et": "päeva päev päeva päeva päeva päeva päeva",
    "fi": "päivää päivä päivää päivää päivää päivää päivää", "fr": "jour jour jours jours jours jours jours",
    "ga": "lá lá lá lá lá lá lá", "hr": "dana dan dana dana dana dan dan", "hu": "nap nap nap nap nap nap nap",
    "it": "giorni giorno giorni giorni giorni giorni giorni",
    "lt": "dienų diena dienos dienos dienų diena diena", "lv": "dienu diena dienas dienas dienas diena diena",
    "mt": "ijiem jum ijiem ijiem jum jum jum", "nl": "dagen dag dagen dagen dagen dagen dagen",
    "pl": "dni dzień dni dni dni dni dni", "pt": "dias dia dias dias dias dias dias",
    "ro": "zile zi zile zile zile zile zile", "sk": "dní deň dni dní dní dní dní",
    "sl": "dni dan dneva dni dni dni dan", "sv": "dagar dag dagar dagar dagar dagar dagar",
    "uk": "днів день дні днів днів день день",
}  # fmt: skip


@cache
def texts_of(code: str) -> frozenset[str]:
    """Return the texts that our catalogue of a language translates."""
    path = ROOT / "cms" / "locale" / code / "LC_MESSAGES" / "django.po"
    return frozenset(entry.msgid for entry in polib.pofile(str(path)) if entry.translated())


@contextmanager
def asked_for(monkeypatch):
    """Note every text that is looked up."""
    found: set[str] = set()
    trans = translation._trans
    for name in ("gettext", "pgettext", "ngettext", "npgettext"):
        real, place = getattr(trans, name), int("p" in name[:2])

        def note(*args, real=real, place=place):
            found.add(args[place])
            return real(*args)

        monkeypatch.setattr(trans, name, note, raising=False)
    yield found
    monkeypatch.undo()


def speak(code: str) -> None:
    """Make the site's one language another."""
    Locale.objects.update(language_code=code)
    Site.clear_site_root_paths_cache()
    sitestate.forget()


def untranslated(found: set[str], code: str) -> set[str]:
    ours = texts_of("lt")
    return {text for text in found & ours if text not in texts_of(code)}


@pytest.mark.parametrize("model", PAGE_MODELS, ids=lambda model: model.__name__)
def test_every_text_of_every_page_is_one_that_all_languages_have(client, model, monkeypatch):
    make_site("en")
    page = full_page(model, 2)
    speak("de")
    with asked_for(monkeypatch) as found:
        response = client.get(model.objects.get(pk=page.pk).url)
    assert (response.status_code, len(found) > 10) == (200, True)
    assert untranslated(found, "de") == set()


def test_pages_speak_every_language(client, monkeypatch):
    make_site("en")
    pages = [full_page(model, 1) for model in (EventPage, CallPage)]
    for code in CODES:
        speak(code)
        for page in pages:
            with asked_for(monkeypatch) as found:
                response = client.get(type(page).objects.get(pk=page.pk).url)
            assert response.status_code == 200, code
            assert f'<html lang="{code}"' in response.content.decode()
            assert code == "en" or untranslated(found, code) == set(), code


@pytest.mark.parametrize("path", ["nothing/", "search/?q=tiltas"])
def test_what_is_no_page_speaks_every_language(client, path, monkeypatch):
    make_site("en")
    SiteTexts.objects.update(brand_name="Bridge")
    for code in CODES:
        speak(code)
        with translation.override(code):
            address = path.replace("search/", gettext("search/"))
        with asked_for(monkeypatch) as found:
            client.get(f"/{code}/{address}")
        assert code == "en" or untranslated(found, code) == set(), code


@pytest.mark.parametrize("code", CODES)
def test_numbers_of_things_are_told_as_in_each_language(code):
    with translation.override(code):
        told = [ngettext("%(days)s day", "%(days)s days", number) for number in (0, 1, 2, 5, 11, 21, 101)]
    assert " ".join(text.split()[-1] for text in told) == DAYS[code]
