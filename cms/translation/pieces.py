"""The pieces of text a source consists of, and which earlier translation belongs to which piece.

Everything here is computed from contents: a piece is known by the key of its words, never by a date.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db import models
from wagtail_localize.models import String

from cms.translation.texts_in import texts_in

#: The address of a page is a text of its own in every language, but never one that others are missing.
SLUG = "slug"

#: From which likeness on a rewritten sentence counts as the one it replaced (0–1, difflib's ratio).
LIKENESS = 0.5


@dataclass(frozen=True)
class Piece:
    """One text of a source: where it is, its words as wagtail-localize writes them, and their key."""

    path: str
    key: str
    data: str
    attrs: dict

    @property
    def counts(self) -> bool:
        """Whether a translation is wanted."""
        return self.path != SLUG


@dataclass
class Entry:
    """What a version shows for one piece: its translation, made for the words with the key `made_for`."""

    key: str
    text: str | None = None
    made_for: str | None = None

    @property
    def is_outdated(self) -> bool:
        """Whether the translation was made for other words."""
        return self.text is not None and self.made_for != self.key

    def stored(self) -> list:
        return [self.key, self.text, self.made_for]


#: path → what is shown there, in order
Shown = dict[str, list[Entry]]
Pieces = dict[str, list[Piece]]


def key_of(data: str) -> str:
    """Return the key of a text: wagtail-localize's own hash of it, as text."""
    return str(String._get_data_hash(data))


def pieces_of(instance: models.Model) -> Pieces:
    """Return the texts of a page or record, by path, in order; no query."""
    found: Pieces = {}
    for path, data, attrs in texts_in(instance):
        found.setdefault(path, []).append(Piece(path, key_of(data), data, attrs))
    return found


def without_hidden(pieces: Pieces, hidden: Iterable[str]) -> Pieces:
    """Leave out the texts of blocks that a language does not show: nobody misses their translation."""
    hidden = set(hidden)
    if not hidden:
        return pieces
    return {path: found for path, found in pieces.items() if not hidden & set(path.split("."))}


def read_shown(stored: dict[str, list[list]]) -> Shown:
    """Return what is stored in `LanguageVersion.released`."""
    return {path: [Entry(*entry) for entry in entries] for path, entries in stored.items()}


def write_shown(shown: Shown) -> dict[str, list[list]]:
    """Return the form in which it is stored."""
    return {path: [entry.stored() for entry in entries] for path, entries in shown.items()}


def settle(
    shown: Shown, kept: dict[str, dict[str, str]], pieces: Pieces, words: Mapping[str, str]
) -> tuple[Shown, dict[str, dict[str, str]]]:
    """Return what a version shows once its source consists of `pieces`, and the texts to keep for an undo.

    A piece takes, in this order: the translation made for just these words at its place; one that was kept
    there; one made for the same words elsewhere (a moved block); the one that stood where it stands now
    (outdated). What finds no piece is kept: no finished translation is ever dropped. `words` are the source
    texts before, by key.
    """
    elsewhere = _by_words(shown, kept)
    settled: Shown = {}
    used: set[tuple[str, str]] = set()
    for path, wanted in pieces.items():
        before = shown.get(path, [])
        here = {entry.made_for: entry.text for entry in before if entry.text is not None}
        made = elsewhere | kept.get(path, {}) | here
        counterparts = align([entry.key for entry in before], wanted, words)
        entries = []
        for index, piece in enumerate(wanted):
            entry = Entry(piece.key)
            counterpart = before[counterparts[index]] if index in counterparts else None
            if piece.key in made and (piece.counts or piece.key in here):
                entry.text, entry.made_for = made[piece.key], piece.key
            elif counterpart is not None:
                entry.text, entry.made_for = counterpart.text, counterpart.made_for
            if entry.text is not None:
                used.add((path, entry.made_for))
            entries.append(entry)
        settled[path] = entries
    still_kept = {path: dict(texts) for path, texts in kept.items()}
    for path, entries in shown.items():
        for entry in entries:
            if entry.text is not None and (path, entry.made_for) not in used:
                still_kept.setdefault(path, {})[entry.made_for] = entry.text
    return settled, still_kept


def _by_words(shown: Shown, kept: dict[str, dict[str, str]]) -> dict[str, str]:
    """Return a translation for each source text, wherever it stands."""
    found: dict[str, str] = {}
    for path, texts in kept.items():
        if path != SLUG:
            found |= texts
    for path, entries in shown.items():
        if path != SLUG:
            found |= {entry.made_for: entry.text for entry in entries if entry.text is not None}
    return found


def align(old: list[str], new: list[Piece], words: Mapping[str, str]) -> dict[int, int]:
    """Return which piece of `new` stands where which key of `old` stood, as index → index.

    Equal keys match; of a run that was replaced by one as long, each replaces its counterpart; in other runs
    only sentences that are alike do.
    """
    found: dict[int, int] = {}
    matcher = SequenceMatcher(None, old, [piece.key for piece in new], autojunk=False)
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal" or (kind == "replace" and old_to - old_from == new_to - new_from):
            found.update(zip(range(new_from, new_to), range(old_from, old_to), strict=True))
        elif kind == "replace":
            start = old_from
            for index in range(new_from, new_to):
                for candidate in range(start, old_to):
                    likeness = SequenceMatcher(None, words.get(old[candidate], ""), new[index].data).ratio()
                    if likeness >= LIKENESS:
                        found[index], start = candidate, candidate + 1
                        break
    return found
