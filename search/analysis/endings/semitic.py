"""Maltese, on folded words, and Hebrew."""

from .stripping import Endings

_MALTESE = Endings("a e i o u at et iet ijiet jiet ajiet in ijin ti")
_HEBREW = Endings("ים ות ה י ית", vowels="אבגדהוזחטיכלמנסעפצקרשתםןףץך")
_HEBREW_PREFIXES = ("וה", "שה", "ה", "ו", "ב", "ל", "מ", "ש", "כ")


def maltese(word: str, form: str) -> str:
    """`proġett`, `proġetti`; `attività`, `attivitajiet`. Plurals that change the word itself stay apart."""
    return _MALTESE.split(form)[0]


def hebrew(word: str, form: str) -> str:
    """`עיר`, `העיר`: small words written together with the next, and endings."""
    for prefix in _HEBREW_PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            word = word[len(prefix) :]
            break
    return _HEBREW.split(word)[0]
