"""A translation that was stopped goes on: what happened meanwhile, on both sides, is taken along."""

from typing import Any

from django.db import models, transaction
from wagtail_localize.models import String, StringTranslation, Translation, TranslationContext

from cms.translation.carrying import carry
from cms.translation.late import carry_late, retired_texts
from cms.translation.locking import lock
from cms.translation.models import RetiredSegment
from cms.translation.pieces import pieces_of
from cms.translation.quiet import quietly
from cms.translation.recounting import recount, stored_pieces
from cms.translation.vocabulary import OUTDATED
from cms.translation.works import MANUAL, read_works


@transaction.atomic
def restart(translation: Translation, target: models.Model, user: Any) -> None:
    """Let a translation go on.

    Texts whose source was changed meanwhile are outdated; texts that were written into the page itself are its
    translations now; facts come from the source again.
    """
    source = translation.source
    lock(source.object_id)
    translation.enabled = True
    translation.save(update_fields=["enabled"])
    with quietly():
        carry_late(translation, _latest(translation))
        _take_own_texts(translation, target, user)
    recount(source.object_id, read_anew={translation.target_locale.language_code})
    carry(source.get_source_instance(), user)


def _latest(translation: Translation) -> list[RetiredSegment]:
    """Return the texts that the source has no more; of a place with one text, the one that went last."""
    now = stored_pieces(translation.source_id)
    found: dict[str, list[RetiredSegment]] = {}
    for segment in retired_texts(translation).order_by("pk"):
        found.setdefault(segment.context.path, []).append(segment)
    return [
        segment
        for path, segments in found.items()
        for segment in (segments[-1:] if len(now.get(path, [])) == 1 else segments)
    ]


def _take_own_texts(translation: Translation, target: models.Model, user: Any) -> None:
    """Store the texts that a page has, and that nobody gave as a translation, as translations of what stands there."""
    source, locale = translation.source, translation.target_locale
    works = read_works(source.object_id, source.locale_id, [locale.pk])
    known = {(path, work.text) for (path, _key), work in works.of(locale.pk).items()}
    own = pieces_of(target)
    for path, pieces in stored_pieces(source.pk).items():
        texts = own.get(path, [])
        if len(texts) != len(pieces):
            continue
        for piece, mine in zip(pieces, texts, strict=True):
            if not piece.counts or mine.data == piece.data or (path, mine.data) in known:
                continue
            row = {
                "translation_of": String.objects.get(locale_id=source.locale_id, data_hash=piece.key),
                "context": TranslationContext.objects.get(object_id=source.object_id, path=path),
                "locale": locale,
            }
            if (
                works.state(locale.pk, piece) == OUTDATED
            ):  # the source has changed: she wrote for its earlier words
                StringTranslation.objects.filter(**row).update(data=mine.data)
                continue
            values = {"data": mine.data, "translation_type": MANUAL, "tool_name": "", "has_error": False}
            StringTranslation.objects.update_or_create(
                **row, defaults=values | {"field_error": "", "last_translated_by": user}
            )
