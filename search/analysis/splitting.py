"""Where words stand in a text, and what an apostrophe does in each language."""

import re
from collections.abc import Iterator

from .folding import APOSTROPHES, MARKS, UNSEEN

# All repetitions are possessive: nothing is tried twice, whatever the text.
_LETTER = f"[^\\W_{APOSTROPHES}]"
_PART = f"{_LETTER}++(?:[{MARKS}]++|{_LETTER}++|[{UNSEEN}]++(?=[{MARKS}]|{_LETTER}))*+"
_WORD = re.compile(f"{_PART}((?:[{APOSTROPHES}]{_PART})++)?+")
_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")

#: Small words that lose their vowel before the next: what follows the apostrophe is the word.
_BEFORE = {
    "fr": "l d j m n s t c qu jusqu lorsqu puisqu quoiqu",
    "it": "l d c s m t v n un dell all dall nell sull coll quell quest sant bell com dev dov gl cent mezz anch",
    "ga": "d b m",
    "mt": "b f x m t s l n d",
    "el": "σ μ τ θ ν απ γι κι αλλ παρ κατ μετ εφ αφ υπ επ",
    "es": "d l",
    "pt": "d",
}  # fmt: skip
#: What stands after an apostrophe as an ending, by language: the word is what stands before.
_AFTER = {"en": "s", "de": "s", "nl": "s", "da": "s", "sv": "s", "fr": "s"}
#: Languages that set endings of foreign names apart with an apostrophe: `Kennedy’ego`, `Google’o`.
_ENDINGS_APART = frozenset({"pl", "cs", "sk", "lt", "lv", "et", "fi", "hu", "hr", "sl"})
_LONGEST_ENDING = 3

_BEFORE_SETS = {language: frozenset(words.split()) for language, words in _BEFORE.items()}
_AFTER_SETS = {language: frozenset(words.split()) for language, words in _AFTER.items()}
_NONE: frozenset[str] = frozenset()


def words(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each word."""
    for match in _WORD.finditer(text):
        start, end = match.span()
        if match.lastindex:
            start, end = _without_small_words(text, start, end, language)
        yield start, end


def _without_small_words(text: str, start: int, end: int, language: str) -> tuple[int, int]:
    """Return start and end of a word with apostrophes, less the small words and endings that they set apart.

    All other apostrophes belong to the word: `м’яч`, `aujourd’hui`, `O’Brien`.
    """
    places = [match.start() for match in _APOSTROPHE.finditer(text, start, end)]
    before, after = _BEFORE_SETS.get(language, _NONE), _AFTER_SETS.get(language, _NONE)
    for place in places:
        if text[start:place].casefold() not in before:
            break
        start = place + 1
    last = places[-1]
    if last > start:
        ending = text[last + 1 : end]
        if ending.casefold() in after or (
            language in _ENDINGS_APART
            and _LATIN.match(ending)
            and _letters(ending) <= _LONGEST_ENDING <= _letters(text[start:last])
        ):
            end = last
    return start, end


def _letters(text: str) -> int:
    """Return how many letters and digits a text has, however their marks are written."""
    return sum(map(str.isalnum, text))
