"""Where a text or a value of a translation stands: the field or block, and what may be written there."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationContext,
    TranslationSource,
)
from wagtail_localize.strings import StringValue

from cms.translation.recounting import recount

Place = models.Field | blocks.Block


def place_of(source: TranslationSource, context: TranslationContext) -> Place | None:
    """Return the field or block of a text or value; None where the source has no such place any more."""
    model = source.specific_content_type.model_class()
    if not context.field_path:
        try:
            context.get_field_path(source.as_instance())
        except (KeyError, ValueError, models.ObjectDoesNotExist):
            return None
    return find_place(model, context.field_path.split("."))


def find_place(model: type[models.Model], path: list[str]) -> Place | None:
    """Return the field or block that a path of field and block names leads to; None where it leads nowhere."""
    names = {field.name: field for field in model._meta.get_fields()}
    field = names.get(path[0])
    if isinstance(field, models.ManyToOneRel):
        return find_place(field.related_model, path[1:])
    if not isinstance(field, StreamField):
        return field
    block = field.stream_block
    for name in path[1:]:
        block = block.child_block if isinstance(block, blocks.ListBlock) else block.child_blocks.get(name)
        if block is None:
            return None
    return block


def longest_at(place: Place | None) -> int | None:
    """Return how many characters a place holds; None where there is no limit."""
    if isinstance(place, blocks.FieldBlock):
        place = place.field
    return getattr(place, "max_length", None)


def length_error(place: Place | None, data: str) -> str:
    """Return what is wrong with the length of a translated text; empty where it fits."""
    limit = longest_at(place)
    length = len(StringValue(data).render_text()) if limit else 0
    if limit is None or length <= limit:
        return ""
    return _("This text has %(length)s characters; at most %(limit)s fit here.") % {
        "length": length,
        "limit": limit,
    }


def mark_too_long(source: TranslationSource, locale_key: int) -> int:
    """Mark the translated texts of a source that do not fit where they stand; return how many were marked.

    A marked text stays with its translator and is not put on the page, which a database would refuse.
    """
    marked = 0
    for row in texts_of(source, locale_key).filter(has_error=False).select_related("context"):
        error = length_error(place_of(source, row.context), row.data)
        if error:
            # Not `save`: what listens to it would write the text where it does not fit.
            StringTranslation.objects.filter(pk=row.pk).update(has_error=True, field_error=error)
            marked += 1
    if marked:
        recount(source.object_id)
    return marked


def texts_of(source: TranslationSource, locale_key: int) -> models.QuerySet[StringTranslation]:
    """Return the translations into a language of the texts a source has now."""
    segments: Iterable[Any] = StringSegment.objects.filter(
        source=source,
        string_id=models.OuterRef("translation_of_id"),
        context_id=models.OuterRef("context_id"),
    )
    return StringTranslation.objects.filter(models.Exists(segments), locale_id=locale_key)


def note_at_texts(translation: Translation, error: ValidationError) -> None:
    """Note at the translated texts what is wrong with the fields they stand in."""
    for name, errors in getattr(error, "error_dict", {}).items():
        texts_of(translation.source, translation.target_locale_id).filter(context__path=name).update(
            has_error=True, field_error=errors[0].messages[0]
        )
