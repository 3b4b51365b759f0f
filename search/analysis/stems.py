"""What the inflected forms of a word share: by Snowball where it knows the language well, else by tables of endings."""

import unicodedata

from . import snowball
from .endings import STEMMERS
from .folding import ascii_form

#: The language whose rules a word in a script takes in a text of another script.
_OF_SCRIPT = {"CYRILLIC": "uk", "GREEK": "el", "ARABIC": "ar", "HEBREW": "he"}
_OWN_SCRIPT = {"bg": "CYRILLIC", "uk": "CYRILLIC", "el": "GREEK", "ar": "ARABIC", "he": "HEBREW"}
#: Shorter words have no endings.
_SHORTEST = 3
#: A shorter stem of a word in another script would be a word of this language: `мости` is not English `most`.
_SHORTEST_FOREIGN = 5


def is_foreign(word: str, language: str) -> bool:
    """Tell whether a word is written in a script that its language is not."""
    script = unicodedata.name(word[:1] or " ", "").split(" ")[0]
    return script in _OF_SCRIPT and _OWN_SCRIPT.get(language) != script


def stem(word: str, form: str, language: str) -> str:
    """Return the key of a clean word with its folded form: the form itself where its language is unknown."""
    if len(word) < _SHORTEST or word.isdigit():
        return form
    script = unicodedata.name(word[0], "").split(" ")[0]
    if is_foreign(word, language):
        key = stem(word, form, _OF_SCRIPT[script])
        return key if len(key) >= _SHORTEST_FOREIGN else form
    if script == "LATIN" and language in _OWN_SCRIPT:
        return _name_in_latin(form, language)
    if language in STEMMERS:
        return ascii_form(STEMMERS[language](word, form), language)
    if language in snowball.LANGUAGES:
        return snowball.stem(word, form, language)
    return form


def _name_in_latin(form: str, language: str) -> str:
    """Return a stem for a name written in Latin letters in a text of another script: `Odesa`, `Vinnytsia`."""
    if language == "uk" and form.endswith("iv") and len(form) > 5:
        return form[:-2]
    for ending in ("iia", "ia", "ya", "a", "e", "o", "y", "i"):
        if form.endswith(ending) and len(form) - len(ending) >= _SHORTEST:
            return form[: -len(ending)]
    return form
