"""What the inflected forms of a word share: by Snowball where it knows the language, else by tables of endings."""

import threading
import unicodedata
from collections.abc import Callable

from .endings import STEMMERS
from .folding import ascii_form

#: Snowball's name for a language (BSD licence).
_SNOWBALL = {
    "ar": "arabic", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "fi": "finnish", "fr": "french", "ga": "irish", "hu": "hungarian", "it": "italian", "lt": "lithuanian",
    "nl": "dutch", "pt": "portuguese", "ro": "romanian", "sv": "swedish",
}  # fmt: skip

#: The language whose rules a word in a script takes in a text of another script.
_OF_SCRIPT = {"CYRILLIC": "uk", "GREEK": "el", "ARABIC": "ar", "HEBREW": "he"}
_OWN_SCRIPT = {"bg": "CYRILLIC", "uk": "CYRILLIC", "el": "GREEK", "ar": "ARABIC", "he": "HEBREW"}

_local = threading.local()


def stem(word: str, form: str, language: str) -> str:
    """Return the key of a clean word with its folded form; "" where its language is unknown."""
    if word.isdigit() or len(form) < 3:
        return form
    script = unicodedata.name(word[0], "").split(" ")[0]
    if script in _OF_SCRIPT and _OWN_SCRIPT.get(language) != script:
        language = _OF_SCRIPT[script]
    elif script == "LATIN" and language in _OWN_SCRIPT:
        return _name_in_latin(form)
    if language in STEMMERS:
        return ascii_form(STEMMERS[language](word, form), language)
    if language in _SNOWBALL:
        return ascii_form(_snowball(_SNOWBALL[language])(word), language)
    return form


def _snowball(name: str) -> Callable[[str], str]:
    """Return a stemmer of this thread: they are not safe to share."""
    stemmer = getattr(_local, name, None)
    if stemmer is None:
        from Stemmer import Stemmer  # only where a language is in use

        stemmer = Stemmer(name, 0).stemWord
        setattr(_local, name, stemmer)
    return stemmer


def _name_in_latin(form: str) -> str:
    """Return a stem for a name written in Latin letters in a text of another script: `Odesa`, `Vinnytsia`."""
    for ending in ("iia", "ia", "ya", "a", "e", "o", "y", "i"):
        if form.endswith(ending) and len(form) - len(ending) >= 3:
            return form[: -len(ending)]
    return form
