"""The stored knowledge of language versions, and how it is won from contents where there is none yet."""

import uuid

from django.db import models
from wagtail.models import Page

from cms.translation.lineage import Link
from cms.translation.models import LanguageVersion
from cms.translation.pieces import Entry, Pieces, Shown, pieces_of, write_shown
from cms.translation.vocabulary import MISSING
from cms.translation.works import Works


def versions_of(translation_key: uuid.UUID) -> dict[int, LanguageVersion]:
    """Return what is known of the versions of a page or record, by language; one query."""
    return {row.locale_id: row for row in LanguageVersion.objects.filter(translation_key=translation_key)}


def first_shown(
    link: Link, target: models.Model | None, source_pieces: Pieces, works: Works
) -> LanguageVersion:
    """Return a new row, unsaved, for a version of which nothing is known yet: what it shows is read off its content."""
    version = LanguageVersion(
        translation_key=link.translation.source.object_id,
        locale_id=link.target_locale_id,
        source_locale_id=link.source_locale_id,
        page_id=target.pk if isinstance(target, Page) else None,
    )
    if target is not None and getattr(target, "live", True):
        version.released = write_shown(read_off(target, link.target_locale_id, source_pieces, works))
    return version


def read_off(target: models.Model, locale_id: int, source_pieces: Pieces, works: Works) -> Shown:
    """Return what a version shows for each piece of its source, told from its content alone.

    A text that a translator gave for a piece is made for it; another one was made for what the source said
    before; the source's own words are no translation, unless a translator said so.
    """
    own = pieces_of(target)
    mine = works.of(locale_id)
    earlier = {(path, work.text): key for (path, key), work in mine.items() if work.state != MISSING}
    shown: Shown = {}
    for path, pieces in source_pieces.items():
        texts = own.get(path, [])
        entries = []
        for position, piece in enumerate(pieces):
            entry = Entry(piece.key)
            text = texts[position].data if position < len(texts) else None
            work = mine.get((path, piece.key))
            if text is not None and work is not None and work.text == text:
                entry.text, entry.made_for = text, piece.key
            elif text is not None and text != piece.data:
                entry.text, entry.made_for = text, earlier.get((path, text), "")
            entries.append(entry)
        shown[path] = entries
    return shown
