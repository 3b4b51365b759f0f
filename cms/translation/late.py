"""Texts that arrive for words the source has no more, because it was published while they were being translated.

They are kept for the words they were made for, so that an undo in the source brings them back, and stand as
outdated beside the words there are now.
"""

from functools import reduce
from operator import or_
from typing import Any

from django.db import models
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.translation.models import RetiredSegment
from cms.translation.pieces import Piece, Pieces, align, key_of
from cms.translation.quiet import quietly
from cms.translation.recounting import recount, stored_pieces
from cms.translation.vocabulary import CARRIED, OUTDATED
from cms.translation.works import MANUAL, Works, carry_works, read_works


def segment_now(translation: Translation, number: int) -> StringSegment | RetiredSegment | None:
    """Return the text of the source that a screen knows by a number; a retired one where it is there no more.

    None where the source never had it, or too long ago.
    """
    now = StringSegment.objects.select_related("context", "string").filter(source_id=translation.source_id)
    found = now.filter(pk=number).first()
    if found is not None:
        return found
    retired = (
        RetiredSegment.objects.select_related("context", "string")
        .filter(source_id=translation.source_id, segment_id=number)
        .first()
    )
    if retired is None:
        return None
    again = now.filter(context_id=retired.context_id, string_id=retired.string_id).order_by("order").first()
    return again or retired


def keep_late(translation: Translation, segment: RetiredSegment, text: str, user: Any) -> bool:
    """Keep a text for words that the source has no more; tell whether it is new. `carry_late` comes after it."""
    row = {
        "translation_of_id": segment.string_id,
        "context_id": segment.context_id,
        "locale_id": translation.target_locale_id,
    }
    values = {
        "data": text,
        "translation_type": MANUAL,
        "tool_name": "",
        "last_translated_by": user,
        "has_error": False,
        "field_error": "",
    }
    is_new = not StringTranslation.objects.filter(**row).update(**values)
    if is_new:
        StringTranslation.objects.bulk_create([StringTranslation(**row, **values)])
    return is_new


def carry_late(translation: Translation, segments: list[RetiredSegment]) -> None:
    """Bring texts that were kept late to the words that stand in the place of theirs now, as outdated ones.

    All versions are counted anew, whether there are such texts or not.
    """
    source, locale = translation.source, translation.target_locale
    old: dict[str, list[Piece]] = {}
    for segment in segments:
        data = segment.string.data
        old.setdefault(segment.context.path, []).append(Piece(segment.context.path, key_of(data), data, {}))
    now = {path: pieces for path, pieces in stored_pieces(source.pk).items() if path in old}
    works = read_works(source.object_id, source.locale_id, [locale.pk])
    _forget_carried(translation, old, now, works)
    carry_works(source, old, now, works, [locale])
    recount(source.object_id)


def _forget_carried(translation: Translation, old: Pieces, now: Pieces, works: Works) -> None:
    """Drop what was carried to the words there are now before these texts came: it was made from earlier ones."""
    mine = works.of(translation.target_locale_id)
    stale = []
    for path, pieces in now.items():
        words = {piece.key: piece.data for piece in old[path]}
        for index in align([piece.key for piece in old[path]], pieces, words):
            work = mine.get((path, pieces[index].key))
            if work is not None and work.state == OUTDATED:
                del mine[path, pieces[index].key]
                stale.append(models.Q(context__path=path, translation_of__data_hash=pieces[index].key))
    if stale:
        with quietly():
            StringTranslation.objects.filter(
                reduce(or_, stale),
                context__object_id=translation.source.object_id,
                locale_id=translation.target_locale_id,
                tool_name=CARRIED,
            ).delete()


def retired_texts(translation: Translation) -> models.QuerySet[RetiredSegment]:
    """Return the texts that the source of a translation had and has no more."""
    return RetiredSegment.objects.filter(source_id=translation.source_id).select_related("context", "string")
