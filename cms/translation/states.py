"""How far a language version is: counted from its texts, never from dates."""

import datetime as dt
from collections import Counter
from collections.abc import Callable

from wagtail.models import Locale

from cms.translation.models import LanguageVersion
from cms.translation.pieces import Piece, Pieces, Shown
from cms.translation.vocabulary import (
    COMPLETE,
    IN_PROGRESS,
    MACHINE,
    MISSING,
    OUTDATED,
    PUBLISHED,
)

#: The fields that `count` sets.
COUNTED = [
    "state",
    "total",
    "complete",
    "machine",
    "outdated",
    "missing",
    "shown_translated",
    "shown_outdated",
    "foreign",
]


def count(
    version: LanguageVersion,
    pieces: Pieces,
    state_of: Callable[[Piece], str],
    text_of: Callable[[Piece], str | None],
    shown: Shown,
    *,
    is_live: bool,
    behind: set[str],
    source: "LanguageVersion | None",
    source_locale: Locale,
) -> None:
    """Count a version's texts anew and set the result on it; nothing is saved.

    `state_of` and `text_of` tell of the work on a piece, `shown` what is published. `behind` are the paths at
    which the version this one is translated from is itself outdated or untranslated: what is translated from
    there cannot be up to date. `source` is that version, None where it is the first.
    """
    found: Counter[str] = Counter()
    is_published = is_live
    for path, wanted in pieces.items():
        for position, piece in enumerate(wanted):
            if not piece.counts:
                continue
            state = state_of(piece)
            if state in (COMPLETE, MACHINE) and path in behind:
                state = OUTDATED
            found[state] += 1
            entries = shown.get(path, [])
            entry = entries[position] if position < len(entries) else None
            if entry is None or entry.is_outdated or entry.text != text_of(piece):
                is_published = False
    version.total = sum(found.values())
    version.complete, version.machine = found[COMPLETE], found[MACHINE]
    version.outdated, version.missing = found[OUTDATED], found[MISSING]
    version.state = _state(version, is_published=is_published)
    _count_shown(version, pieces, shown, behind, is_live=is_live, source=source, source_locale=source_locale)


def _state(version: LanguageVersion, *, is_published: bool) -> str:
    """Return the one word for a version: what most needs doing comes first."""
    if version.outdated:
        return OUTDATED
    if version.missing:
        return IN_PROGRESS
    if version.machine:
        return MACHINE
    return PUBLISHED if is_published else COMPLETE


def _count_shown(
    version: LanguageVersion,
    pieces: Pieces,
    shown: Shown,
    behind: set[str],
    *,
    is_live: bool,
    source: LanguageVersion | None,
    source_locale: Locale,
) -> None:
    """Count what visitors see, and note the texts that are not in the language of the page."""
    version.shown_translated = version.shown_outdated = 0
    version.foreign = []
    if not is_live:
        return
    inherited = dict(source.foreign) if source else {}
    for path, wanted in pieces.items():
        entries = shown.get(path, [])
        for position, piece in enumerate(wanted):
            if not piece.counts:
                continue
            entry = entries[position] if position < len(entries) else None
            if entry is None or entry.text is None:
                language = inherited.get(piece.data, source_locale.language_code)
                version.foreign.append([piece.data, language])
            elif entry.is_outdated or path in behind:
                version.shown_outdated += 1
                version.shown_translated += 1
            else:
                version.shown_translated += 1


def paths_behind(shown: Shown) -> set[str]:
    """Return where a version shows what was made for other words of its source, or nothing of its own."""
    return {
        path
        for path, entries in shown.items()
        if path != "slug" and any(entry.text is None or entry.is_outdated for entry in entries)
    }


def newer_since(version: LanguageVersion, now: dt.datetime) -> dt.datetime | None:
    """Return since when the original has been newer than what is shown; None where it is not."""
    if not (version.shown_outdated or version.foreign):
        return None
    return version.outdated_since or now
