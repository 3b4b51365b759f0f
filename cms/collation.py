"""The order of names in lists, as each language has it.

Alphabets by the Unicode Common Locale Data Repository (root order and tailorings), for the 24 official languages of
the European Union and Ukrainian. Letters of other alphabets stand where their plain letter does; marks and case
decide only between names that are otherwise alike.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from anyascii import anyascii

_LATIN = "a b c d e f g h i j k l m n o p q r s t u v w x y z"

#: Letters in their order, where they are letters of their own and not a plain letter with a mark.
ALPHABETS = {
    "bg": "а б в г д е ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ь ю я",
    "cs": "a b c č d e f g h ch i j k l m n o p q r ř s š t u v w x y z ž",
    "da": "a b c d e f g h i j k l m n o p q r s t u v w x y z æ ø å",
    "el": "α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ τ υ φ χ ψ ω",
    "es": "a b c d e f g h i j k l m n ñ o p q r s t u v w x y z",
    "et": "a b c d e f g h i j k l m n o p q r s š z ž t u v w õ ä ö ü x y",
    "fi": "a b c d e f g h i j k l m n o p q r s t u v w x y z å ä ö",
    "hr": "a b c č ć d dž đ e f g h i j k l lj m n nj o p q r s š t u v w x y z ž",
    "hu": "a b c cs d dz dzs e f g gy h i j k l ly m n ny o ö p q r s sz t ty u ü v w x y z zs",
    "lt": "a b c č d e f g h i j k l m n o p q r s š t u v w x z ž",
    "lv": "a b c č d e f g ģ h i j k ķ l ļ m n ņ o p q r s š t u v w x z ž",
    "mt": "a b ċ c d e f ġ g għ h ħ i j k l m n o p q r s t u v w x y ż z",
    "pl": "a ą b c ć d e ę f g h i j k l ł m n ń o ó p q r s ś t u v w x y z ź ż",
    "ro": "a ă â b c d e f g h i î j k l m n o p q r s ș t ț u v w x y z",
    "sk": "a ä b c č d e f g h ch i j k l m n o ô p q r s š t u v w x y z ž",
    "sl": "a b c č ć d đ e f g h i j k l m n o p q r s š t u v w x y z ž",
    "sv": "a b c d e f g h i j k l m n o p q r s t u v w x y z å ä ö",
    "uk": "а б в г ґ д е є ж з и і ї й к л м н о п р с т у ф х ц ч ш щ ь ю я",
}
#: Letters that stand for others, where a mark alone would not say so.
_SAME = {
    "da": {"ä": "æ", "ö": "ø", "ü": "y", "aa": "å"},
    "fi": {"æ": "ä", "ø": "ö", "õ": "ö", "ü": "y"},
    "hu": {"ő": "ö", "ű": "ü"},
    "lt": {"y": "i"},
    "lv": {"y": "i"},
    "ro": {"ş": "ș", "ţ": "ț"},
    "sv": {"æ": "ä", "ø": "ö", "ü": "y"},
    "el": {"ς": "σ"},
}


def sort_key(text: str, language: str) -> tuple:
    """Return what a name is sorted by in a language."""
    folded = unicodedata.normalize("NFC", text).lower()
    ranks, pattern = _order(language)
    weights = []
    for token in pattern.findall(folded):
        if token in ranks:
            weights.append((1, ranks[token]))
        elif token.isalpha():
            weights += _weights_of_foreign(token, ranks)
        elif token.isdigit():
            weights.append((0, float(int(token))))
    return tuple(weights), folded, text


def in_order(items: Iterable[Any], language: str, name: Callable[[Any], str] = str) -> list[Any]:
    """Return things by their names, as a language orders them."""
    return sorted(items, key=lambda item: sort_key(name(item), language))


def _weights_of_foreign(letter: str, ranks: dict[str, float]) -> list[tuple[int, float]]:
    """Return the weights of a letter that the alphabet does not have: those of its plain letter, else of its sound."""
    bare = unicodedata.normalize("NFD", letter)[0]
    if bare in ranks:
        return [(1, ranks[bare])]
    written = [(1, ranks[sign]) for sign in anyascii(letter).lower() if sign in ranks]
    return written or [(2, float(ord(bare)))]


@cache
def _order(language: str) -> tuple[dict[str, float], re.Pattern]:
    """Return the ranks of a language's letters, and what takes a word apart into them."""
    own = ALPHABETS.get(language, _LATIN).split()
    ranks: dict[str, float] = {letter: float(place) for place, letter in enumerate(own)}
    if not ranks.keys() >= {"a", "z"}:  # another script: Latin names come after it
        ranks |= {letter: 100.0 + place for place, letter in enumerate(_LATIN.split())}
    ranks |= {other: ranks[letter] for other, letter in _SAME.get(language, {}).items()}
    longest = sorted((letter for letter in ranks if len(letter) > 1), key=len, reverse=True)
    return ranks, re.compile("|".join([*map(re.escape, longest), r"\d+", "."]), re.DOTALL)
