"""A text as its words."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from .folding import LONGEST, ascii_form, clean
from .splitting import words
from .stems import stem

#: What is kept of the words met: a site uses a few ten thousand different ones, a word and its forms take 300 bytes.
_REMEMBERED = 32_768
#: Longer words are not kept in memory: nobody asks for them twice.
_LONG = 2 * LONGEST


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text."""

    start: int  # where the word stands in the text, in characters
    end: int
    form: str  # the word as written, folded: lower case ASCII letters and digits only
    stem: str  # the key that all its inflected forms share, folded likewise


def tokens(text: str, language: str) -> Iterator[Token]:
    """Yield the words of a text in their order.

    `language` is an ISO 639 code as in `settings.LANGUAGES`; words of a language unknown here are folded only. An
    address of mail or web and a word with hyphens give their parts; articles and endings that an apostrophe sets
    apart are left out. Of words longer than 60 letters the first 60 count. Takes time linear in the text.
    """
    for start, end in words(text, language):
        form, key = _analysis(text[start:end], language)
        if form:
            yield Token(start, end, form, key)


def lexemes(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield form and stem of each of `tokens`, which is quicker where nobody asks for their places."""
    for start, end in words(text, language):
        pair = _analysis(text[start:end], language)
        if pair[0]:
            yield pair


def fold(word: str, language: str) -> str:
    """Return a word in lower case ASCII letters and digits, written by the rule of its language; "" if none is left."""
    return ascii_form(clean(word), language)


def _analysis(word: str, language: str) -> tuple[str, str]:
    """Return the form and the stem of one word."""
    return (_remembered if len(word) <= _LONG else _analysed)(word, language)


def _analysed(word: str, language: str) -> tuple[str, str]:
    word = clean(word)
    form = ascii_form(word, language)
    return form, (stem(word, form, language) or form)


_remembered = lru_cache(maxsize=_REMEMBERED)(_analysed)
