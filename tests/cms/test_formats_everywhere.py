"""Dates, numbers and lists as readers of every language write them."""

import datetime as dt

import pytest
from django.utils import translation

from cms.formats import format_date, format_list, format_number
from cms.languages import LANGUAGES

#: 20 January 2022, 1234567 (a space stands for a no-break space of any width), and a list of three.
WRITTEN = {
    "bg": ("20 януари 2022 г.", "1 234 567", "A, B и C"),
    "cs": ("20. ledna 2022", "1 234 567", "A, B a C"),
    "da": ("20. januar 2022", "1.234.567", "A, B og C"),
    "de": ("20. Januar 2022", "1.234.567", "A, B und C"),
    "el": ("20 Ιανουαρίου 2022", "1.234.567", "A, B και C"),
    "en": ("20 January 2022", "1,234,567", "A, B and C"),
    "es": ("20 de enero de 2022", "1.234.567", "A, B y C"),
    "et": ("20. jaanuar 2022", "1 234 567", "A, B ja C"),
    "fi": ("20. tammikuuta 2022", "1 234 567", "A, B ja C"),
    "fr": ("20 janvier 2022", "1 234 567", "A, B et C"),
    "ga": ("20 Eanáir 2022", "1,234,567", "A, B agus C"),
    "hr": ("20. siječnja 2022.", "1.234.567", "A, B i C"),
    "hu": ("2022. január 20.", "1 234 567", "A, B és C"),
    "it": ("20 gennaio 2022", "1.234.567", "A, B e C"),
    "lt": ("2022 m. sausio 20 d.", "1 234 567", "A, B ir C"),
    "lv": ("2022. gada 20. janvāris", "1 234 567", "A, B un C"),
    "mt": ("20 ta’ Jannar 2022", "1,234,567", "A, B, u C"),
    "nl": ("20 januari 2022", "1.234.567", "A, B en C"),
    "pl": ("20 stycznia 2022", "1 234 567", "A, B i C"),
    "pt": ("20 de janeiro de 2022", "1.234.567", "A, B e C"),
    "ro": ("20 ianuarie 2022", "1.234.567", "A, B și C"),
    "sk": ("20. januára 2022", "1 234 567", "A, B a C"),
    "sl": ("20. januar 2022", "1.234.567", "A, B in C"),
    "sv": ("20 januari 2022", "1 234 567", "A, B och C"),
    "uk": ("20 січня 2022 р.", "1 234 567", "A, B і C"),
}


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_every_language_has_its_line():
    assert WRITTEN.keys() == {code for code, _name in LANGUAGES}


@pytest.mark.parametrize("code", WRITTEN)
def test_facts_are_written_as_each_language_does(code):
    with translation.override(code):
        told = format_date(dt.date(2022, 1, 20)), format_number(1234567), format_list(["A", "B", "C"])
    assert tuple(plain(text) for text in told) == WRITTEN[code]
