"""Words written together and apart: `bērnu dārzs` stands as bērnudārzs, `minewater` as mine water."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from django.db.models import Q

from search.analysis import Token, tokens
from search.matching import STEM
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


def longer(found: Iterable[Token], language: str) -> dict[str | Pair, list[str]]:
    """Return words that begin or end with a word, by its form, and those made of two neighbours; two queries."""
    found = list(found)
    ends = {token.form: token.form for token in found if _is_looked_for(token, _SHORTEST_END)}
    beginnings: dict[str | Pair, str] = {}
    for token in found:
        if _is_looked_for(token, _SHORTEST_BEGINNING):
            beginnings[token.form] = _root(token, _SHORTEST_END)
    for one, other in pairwise(found):
        if len(one.form + other.form) >= _SHORTEST_TOGETHER:
            beginnings[one.form, other.form] = one.form + _root(other, 3)
    longer_words = defaultdict(list)
    for name, roots in (("form", beginnings), ("backwards", ends)):
        condition = Q()
        for root in roots.values():
            condition |= begins(name, root if name == "form" else root[::-1])
        rows = terms(language).filter(condition).order_by("-entries").values_list("form", flat=True)
        for other in rows[: _MOST * len(roots)] if roots else ():
            for key, root in roots.items():
                if _is_longer(other, root, key, name) and len(longer_words[key]) < 2 * _MOST:
                    longer_words[key].append(other)
    return {key: list(dict.fromkeys(others)) for key, others in longer_words.items()}


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
