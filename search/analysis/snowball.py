"""Stems by Snowball, a second turn where one is not enough, and what it leaves of names and changing sounds."""

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass

from .corrections import prepared, put_right
from .folding import ascii_form


@dataclass(frozen=True, slots=True)
class _Rules:
    """How a language uses Snowball (BSD licence)."""

    name: str
    #: Letters beyond a–z that Snowball knows; a word with others goes in folded. "": all words go in folded.
    letters: str = ""
    #: Whether what comes out goes in again until it stays: forms with two endings meet those with one.
    again: bool = False


_RULES = {
    "ar": _Rules("arabic", "\u0621-\u0652"),
    "da": _Rules("danish", again=True),
    "de": _Rules("german", again=True),
    "el": _Rules("greek", "\u0370-\u03ff"),
    "en": _Rules("english"),
    "es": _Rules("spanish", again=True),
    "fi": _Rules("finnish", again=True),
    "fr": _Rules("french", "àâæçèéêëîïôœùûüÿ"),
    "ga": _Rules("irish", "áéíóú"),
    "hu": _Rules("hungarian", "áéíóöőúüű", again=True),
    "it": _Rules("italian", "àèéìíîòóùú"),
    "lt": _Rules("lithuanian", "ąčęėįšųūž"),
    "nl": _Rules("dutch", again=True),
    "pt": _Rules("portuguese", again=True),
    "ro": _Rules("romanian", "ăâîșțşţ", again=True),
    "sv": _Rules("swedish", again=True),
}
LANGUAGES = frozenset(_RULES)

_TURNS = 3
_SHORTEST = 2
_OTHER_LETTERS = {language: re.compile(f"[^a-z0-9{rules.letters}]") for language, rules in _RULES.items()}

_local = threading.local()


def stem(word: str, form: str, language: str) -> str:
    """Return the folded stem of a clean word with its folded form, in one of `LANGUAGES`."""
    rules = _RULES[language]
    if not rules.letters or _OTHER_LETTERS[language].search(word):
        word = form
    word = prepared(word, language)
    take = _stemmer(rules.name)
    for _turn in range(_TURNS if rules.again else 1):
        shorter = take(word)
        if shorter == word or len(shorter) < _SHORTEST:
            break
        word = shorter
    return put_right(ascii_form(word, language), language)


def _stemmer(name: str) -> Callable[[str], str]:
    """Return a stemmer of this thread: they are not safe to share."""
    stemmer = getattr(_local, name, None)
    if stemmer is None:
        from Stemmer import Stemmer  # only where a language is in use

        stemmer = Stemmer(name, 0).stemWord
        setattr(_local, name, stemmer)
    return stemmer
