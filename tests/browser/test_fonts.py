"""The font that the site brings along has every letter and mark of its languages: none falls back to another."""

import pytest
from django.utils import translation

from cms.formats import format_number
from cms.languages import LANGUAGES
from cms.quotes import quoted

pytestmark = [pytest.mark.browser, pytest.mark.once]

#: The letters of each language beside a to z (Unicode CLDR 48, main exemplar characters).
LETTERS = {
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
    "cs": "áčďéěíňóřšťúůýž",
    "da": "æøå",
    "de": "äößü",
    "el": "αάβγδεέζηήθιίϊΐκλμνξοόπρσςτυύϋΰφχψωώ",
    "en": "",
    "es": "áéíñóúü",
    "et": "šžõäöü",
    "fi": "šžåäö",
    "fr": "àâæçéèêëîïôœùûüÿ",
    "ga": "áéíóú",
    "hr": "čćžđš",
    "hu": "áéíóöőúüű",
    "it": "àéèìòù",
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņšūž",
    "mt": "àċèġħìòùż",
    "nl": "áäéëíïóöúü",
    "pl": "ąćęłńóśźż",
    "pt": "áàâãçéêíóòôõú",
    "ro": "ăâîșț",
    "sk": "áäčďžéíĺľňóôŕšťúý",
    "sl": "čšž",
    "sv": "àéåäö",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяʼ",
}
LATIN = "abcdefghijklmnopqrstuvwxyz"
#: What Unicode writes as several letters: words in capitals have ẞ, and leave the accent out.
CAPITALS = {"ß": "ẞ", "ΐ": "Ϊ", "ΰ": "Ϋ"}
MARKS = "0123456789.,;:!?¡¿()[]/&@#%*+=<>§°·•–—…’“”„‚‘‹›«»′″−×±½€£₴№™©®"


def texts() -> dict[str, str]:
    """Return what is written in each language: its letters, small and capital, its quotation marks and numbers."""
    found = {}
    for code, _name in LANGUAGES:
        letters = LETTERS[code] + LATIN
        capitals = "".join(CAPITALS.get(letter, letter.upper()) for letter in letters)
        with translation.override(code):
            found[code] = "".join((letters + capitals + quoted("x") + format_number(1234567) + MARKS).split())
    return found


def test_every_language_has_its_line():
    assert LETTERS.keys() == {code for code, _name in LANGUAGES}


def test_letters_and_marks_of_every_language_are_in_our_font(visit):
    page = visit("/en/sitemap/")
    page.evaluate(
        """async (texts) => {
            for (const face of document.fonts) face.display = "swap"; // here they come late
            for (const [lang, text] of Object.entries(texts)) {
                const line = document.createElement("p");
                Object.assign(line, { lang, id: `font-${lang}`, textContent: text });
                document.querySelector("main").append(line);
                await document.fonts.load("400 1em Commissioner", text);
            }
            await document.fonts.ready;
        }""",
        texts(),
    )
    browser = page.context.new_cdp_session(page)
    for domain in ("DOM", "CSS"):
        browser.send(f"{domain}.enable")
    root = browser.send("DOM.getDocument")["root"]["nodeId"]
    others = {}
    for code in LETTERS:
        node = browser.send("DOM.querySelector", {"nodeId": root, "selector": f"#font-{code}"})["nodeId"]
        fonts = browser.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        others[code] = [
            (font["familyName"], font["glyphCount"]) for font in fonts if not font["isCustomFont"]
        ]
    assert {code: fonts for code, fonts in others.items() if fonts} == {}
