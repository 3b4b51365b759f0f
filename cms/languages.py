"""The languages Tiltas knows: the 24 official languages of the European Union, and Ukrainian."""

from typing import Final

from django.conf.locale import LANG_INFO

#: (code, name in the language itself); the order is the one in which switchers list them.
LANGUAGES: Final[list[tuple[str, str]]] = [
    ("bg", "български"),
    ("cs", "čeština"),
    ("da", "dansk"),
    ("de", "Deutsch"),
    ("el", "ελληνικά"),
    ("en", "English"),
    ("es", "español"),
    ("et", "eesti"),
    ("fi", "suomi"),
    ("fr", "français"),
    ("ga", "Gaeilge"),
    ("hr", "hrvatski"),
    ("hu", "magyar"),
    ("it", "italiano"),
    ("lt", "lietuvių"),
    ("lv", "latviešu"),
    ("mt", "Malti"),
    ("nl", "Nederlands"),
    ("pl", "polski"),
    ("pt", "português"),
    ("ro", "română"),
    ("sk", "slovenčina"),
    ("sl", "slovenščina"),
    ("sv", "svenska"),
    ("uk", "українська"),
]

#: Languages in which the whole interface is translated; in all others, what visitors read.
INTERFACE_LANGUAGES: Final[list[str]] = ["en", "lt", "lv", "uk"]

#: Languages a phrase in a text can be marked as; one button of the editor each.
PHRASE_LANGUAGES: Final[list[str]] = ["en", "lt", "lv", "uk", "de", "fr", "pl"]
PHRASE_FEATURES: Final[list[str]] = [f"phrase-{code}" for code in PHRASE_LANGUAGES]


def add_missing_languages() -> None:
    """Tell Django of the official languages it has no entry for (Maltese)."""
    LANG_INFO.setdefault("mt", {"bidi": False, "code": "mt", "name": "Maltese", "name_local": "Malti"})
