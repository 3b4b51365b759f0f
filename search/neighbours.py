"""Words that are a letter or two from one that stands nowhere: what was probably meant."""

from collections.abc import Iterator
from typing import Final

from search.analysis import Token, tokens
from search.terms import begins, terms

#: A shorter word is not forgiven a letter.
_SHORTEST: Final = 4
#: From so many letters on, a second wrong letter is forgiven.
_LONG: Final = 9
#: A word whose inflected form is typed wrong keeps so many letters of its beginning.
_BEGINNING: Final = 3
#: How many words are looked through, and how many are told.
_MOST_COMPARED: Final = 2_000
_MOST: Final = 5


def neighbours(word: str, language: str) -> list[str]:
    """Return the forms of words that are a letter or two from a word that stands nowhere, the likeliest first.

    A word with one mistake in it keeps its beginning or its second half: only words that share one of them are
    looked at. Stems are compared as well: it may stand in another form.
    """
    token = next(iter(tokens(word, language)), None)
    if token is None or len(token.form) < _SHORTEST or token.form.isdigit():
        return []
    most = 2 if len(token.form) >= _LONG else 1
    found = {}
    for form, stem, entries in _candidates(token, language, most):
        distance = distance_of(token.form, form, most)
        if len(token.stem) >= _SHORTEST and stem != form:
            distance = min(distance, 0.5 + distance_of(token.stem, stem, most))
        if distance <= most:
            likeness = (distance, token.form[0] != form[0], -entries)
            found[form] = min(found.get(form, likeness), likeness)
    return sorted(found, key=lambda form: (*found[form], form))[:_MOST]


def distance_of(one: str, other: str, most: int) -> int:
    """Return how many letters are wrong, missing, too many or swapped; `most + 1` where it is more than `most`.

    Optimal string alignment distance (Damerau 1964, in its restricted form).
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    one, other = _without_common_ends(one, other)
    far = most + 1
    before, row = [], list(range(len(other) + 1))
    for i, left in enumerate(one, start=1):
        last, before, row = before, row, [far] * (len(other) + 1)
        row[0] = i
        for j in range(max(1, i - most), min(len(other), i + most) + 1):
            right = other[j - 1]
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, last[j - 2] + 1)
            row[j] = cost
        if min(row) > most and min(before) >= most:  # two swapped letters reach over a row
            return far
    return min(row[-1], far)


def _without_common_ends(one: str, other: str) -> tuple[str, str]:
    """Return what is left of two words without the letters that both begin and end with."""
    shorter = min(len(one), len(other))
    begin = next((place for place in range(shorter) if one[place] != other[place]), shorter)
    one, other, shorter = one[begin:], other[begin:], shorter - begin
    end = next((place for place in range(shorter) if one[-1 - place] != other[-1 - place]), shorter)
    return one[: len(one) - end], other[: len(other) - end]


def _candidates(token: Token, language: str, most: int) -> Iterator[tuple[str, str, int]]:
    """Yield form, stem and number of entries of words that share a beginning or an end; two queries."""
    half = max(2, (len(token.form) - most + 1) // 2)
    for name, beginning in (
        ("form", token.form[: min(half, _BEGINNING)]),
        ("backwards", token.form[::-1][:half]),
    ):
        rows = terms(language).filter(begins(name, beginning)).order_by("-entries")
        yield from rows.values_list("form", "stem", "entries")[:_MOST_COMPARED]
