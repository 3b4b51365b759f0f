"""Words written together and apart: `bērnu dārzs` stands as bērnudārzs, `minewater` as mine water."""

from collections import defaultdict
from itertools import pairwise
from typing import Final

from django.db.models import Q

from search.analysis import Token, tokens
from search.matching import STEM
from search.models import Term
from search.terms import begins, terms

#: A shorter beginning is not looked for in longer words, nor a shorter end; nor is a shorter word taken apart.
_SHORTEST_BEGINNING: Final = 4
_SHORTEST_END: Final = 5
_SHORTEST_TOGETHER: Final = 6
#: What both halves have at least.
_SHORTEST_HALF: Final = 4
#: An inflected form of a word written together is longer by so much at most.
_LONGEST_ENDING: Final = 4
#: How many longer words are taken for each.
_MOST: Final = 30

Pair = tuple[str, str]


def longer(asked: dict[str, list[Token]]) -> dict[str, dict[str | Pair, list[str]]]:
    """Return words that begin or end with a word, by its form, and those made of two neighbours; two queries.

    Both what is asked and what is returned are by language.
    """
    looked_for = {
        "form": {code: _beginnings(found) for code, found in asked.items()},
        "backwards": {
            code: {token.form: token.form for token in found if _is_looked_for(token, _SHORTEST_END)}
            for code, found in asked.items()
        },
    }
    longer_words = {code: defaultdict(list) for code in asked}
    for name, roots in looked_for.items():
        for code, other in _going_on(name, roots):
            for key, root in roots[code].items():
                others = longer_words[code][key]
                if _is_longer(other, root, key, name) and len(others) < 2 * _MOST:
                    others.append(other)
    return {
        code: {key: list(dict.fromkeys(others)) for key, others in found.items() if others}
        for code, found in longer_words.items()
    }


def _beginnings(found: list[Token]) -> dict[str | Pair, str]:
    roots: dict[str | Pair, str] = {}
    for token in found:
        if _is_looked_for(token, _SHORTEST_BEGINNING):
            roots[token.form] = _root(token, _SHORTEST_END)
    for one, other in pairwise(found):
        if len(one.form + other.form) >= _SHORTEST_TOGETHER:
            roots[one.form, other.form] = one.form + _root(other, 3)
    return roots


def _going_on(name: str, roots: dict[str, dict[str | Pair, str]]) -> list[tuple[str, str]]:
    """Return languages and words that begin, or end, with one of the roots, the most frequent first; one query."""
    condition = Q()
    for code, some in roots.items():
        for root in some.values():  # each with its language, as an index is asked
            condition |= Q(language=code) & begins(name, root if name == "form" else root[::-1])
    if not condition:
        return []
    rows = Term.objects.filter(condition, entries__gt=0).order_by("-entries").values_list("language", "form")
    return list(rows[: _MOST * sum(map(len, roots.values()))])


def halves(word: str, language: str) -> tuple[str, ...]:
    """Return the stems of two words that stand somewhere and make up a word that does not; one query."""
    pairs = []
    for place in range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1):
        pair = [next(iter(tokens(half, language)), None) for half in (word[:place], word[place:])]
        if all(pair):
            pairs.append(pair)
    stems = {token.stem for pair in pairs for token in pair}
    known = dict(terms(language).filter(stem__in=stems).order_by("entries").values_list("stem", "entries"))
    best = max(pairs, key=lambda pair: min(known.get(token.stem, 0) for token in pair), default=())
    return tuple(STEM + token.stem for token in best) if all(token.stem in known for token in best) else ()


def _is_looked_for(token: Token, shortest: int) -> bool:
    return len(token.form) >= shortest and not token.form.isdigit()


def _root(token: Token, shortest: int) -> str:
    is_root = token.form.startswith(token.stem) and len(token.stem) >= shortest
    return token.stem if is_root else token.form


def _is_longer(other: str, root: str, key: str | Pair, name: str) -> bool:
    if name == "backwards":
        return other.endswith(root)
    if isinstance(key, tuple):
        return other.startswith(root) and len(other) <= len(root) + _LONGEST_ENDING
    return other.startswith(root)
