"""Writing in Latin letters by the rule of each language, for addresses.

Ukrainian: Resolution 55 of the Cabinet of Ministers, 2010. Bulgarian: Transliteration Act, 2009. Greek: ELOT 743
(ISO 843, transcription). German and Danish write their own letters with two; all others drop the marks, by
Unicode's names (anyascii).
"""

import re
import unicodedata

from anyascii import anyascii

_UKRAINIAN = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z",
    "и": "y", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ь": "", "ю": "iu", "я": "ia",
}  # fmt: skip
_UKRAINIAN_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}

_BULGARIAN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
    "ф": "f", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sht", "ъ": "a", "ь": "y", "ю": "yu", "я": "ya",
}  # fmt: skip

_GREEK = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k",
    "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t",
    "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip
_GREEK_PAIRS = {"ου": "ou", "γγ": "ng", "γξ": "nx", "γχ": "nch"}
#: After α, ε and η the letter υ is heard as v or f, by what follows.
_GREEK_DIPHTHONGS = re.compile("([αεη])υ(?=(.?))")
_GREEK_VOICED = set("αεηιουωβγδζλμνρ")

#: Letters that a language writes with two where it cannot have its own.
_LATIN = {
    "de": {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"},
    "da": {"æ": "ae", "ø": "oe", "å": "aa"},
}

#: What stands within a word and is not written: apostrophes.
_APOSTROPHES = re.compile("(?<=\\w)['’ʼʹ](?=\\w)")
_CYRILLIC = re.compile("[\u0400-\u052f]+")
_GREEK_WORD = re.compile("[\u0370-\u03ff\u1f00-\u1fff]+")


def romanize(text: str, language: str = "") -> str:
    """Return a text in lower-case ASCII, written by the rule of its language.

    Cyrillic is Ukrainian unless the language is Bulgarian, whatever the page is in: a name keeps its spelling.
    """
    text = unicodedata.normalize("NFC", text).lower()
    text = _APOSTROPHES.sub("", text)
    cyrillic = _bulgarian if language == "bg" else _ukrainian
    text = _CYRILLIC.sub(lambda match: cyrillic(match[0]), text)
    text = _GREEK_WORD.sub(lambda match: _greek(match[0]), text)
    for letter, written in _LATIN.get(language, {}).items():
        text = text.replace(letter, written)
    return anyascii(text)


def _ukrainian(word: str) -> str:
    word = word.replace("зг", "zgh")
    first = _UKRAINIAN_FIRST.get(word[0])
    rest = word if first is None else word[1:]
    return (first or "") + "".join(_UKRAINIAN.get(letter, letter) for letter in rest)


def _bulgarian(word: str) -> str:
    if word == "българия":  # the Act's own exception
        return "bulgaria"
    if word.endswith("ия"):
        word = word[:-2] + "ia"
    return "".join(_BULGARIAN.get(letter, letter) for letter in word)


def _greek(word: str) -> str:
    # An accent on the first of two vowels, or a dieresis on the second, keeps them apart.
    word = re.sub("([άέή])υ", lambda match: match[1] + "ϋ", word)
    word = "".join(
        letter if "\u0308" in unicodedata.normalize("NFD", letter) else _bare(letter) for letter in word
    )
    word = _GREEK_DIPHTHONGS.sub(
        lambda match: match[1] + ("v" if match[2] in _GREEK_VOICED and match[2] else "f"), word
    )
    if word.startswith("μπ"):
        word = "b" + word[2:]
    for pair, written in _GREEK_PAIRS.items():
        word = word.replace(pair, written)
    return "".join(_GREEK.get(_bare(letter), letter) for letter in word)


def _bare(letter: str) -> str:
    """Return a letter without its marks."""
    return unicodedata.normalize("NFD", letter)[0]
