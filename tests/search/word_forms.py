"""The forms of words in `words.yaml`, and how well an analysis joins and parts them."""

from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import yaml

from search.analysis import tokens

Stem = Callable[[str], str]
#: {language: {"same": groups of forms, "different": pairs}}
WORDS = yaml.safe_load((Path(__file__).parent / "words.yaml").read_text())


def forms_of(language: str) -> list[str]:
    """Return all forms of a language, those of a group one after the other."""
    return [form for kind in WORDS[language].values() for line in kind for form in line.split()]


def pairs_of(language: str, kind: str) -> list[tuple[str, str]]:
    """Return the pairs that must share a stem ("same") or must not ("different")."""
    return [pair for line in WORDS[language][kind] for pair in combinations(line.split(), 2)]


def joined(pairs: list[tuple[str, str]], stem: Stem) -> list[tuple[str, str]]:
    """Return the pairs that share a stem."""
    return [(one, other) for one, other in pairs if stem(one) == stem(other)]


def our_stem(language: str) -> Stem:
    """Return what the site takes for the stem of a word that stands alone: that of its last part."""
    return lambda word: [token.stem for token in tokens(word, language)][-1]
