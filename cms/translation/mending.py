"""Valid content that wagtail-localize cannot read, made readable: empty values, objects deleted since, long titles."""

from typing import Any

from django.db import models
from django.db.models.signals import post_save
from wagtail.models import Page
from wagtail_localize import models as localize
from wagtail_localize.segments import OverridableSegmentValue
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor
from wagtail_localize.strings import StringValue

from cms.translation.overrides import chosen_model
from cms.translation.places import place_of


def install() -> None:
    """Put the mended parts in their places; called once, when the app starts."""
    extract_block = StreamFieldSegmentExtractor.handle_block
    take_segments = localize.TranslationSource._get_segments_for_translation

    def handle_block(self, block_type, block_value, raw_value=None):
        # An embed, text or chooser that was left empty (wagtail-localize #875, #918, #690). Delete when it reads them.
        if block_value is None:
            return []
        return extract_block(self, block_type, block_value, raw_value=raw_value)

    def get_segments(self, locale, fallback=False):
        # A language's own document, picture or page that was deleted since: the source's is shown again.
        # wagtail-localize raises DoesNotExist (segments/ingest.py, 1.14). Delete when it does not.
        segments = take_segments(self, locale, fallback=fallback)
        gone = deleted_choices(self, segments)
        return [segment for segment in segments if segment not in gone]

    StreamFieldSegmentExtractor.handle_block = handle_block
    localize.TranslationSource._get_segments_for_translation = get_segments

    # wagtail-localize writes the translated title as it is, with its entities and whatever its length, into the
    # page's row, where it may not fit (models.py, 1.14). Delete when it takes the text and cuts it.
    post_save.disconnect(localize.post_save_string_translation, sender=localize.StringTranslation)
    post_save.connect(
        show_draft_title, sender=localize.StringTranslation, dispatch_uid="cms_translation.draft_title"
    )


def deleted_choices(source: localize.TranslationSource, segments: list) -> list[OverridableSegmentValue]:
    """Return the languages' own choices among segments whose object is there no more."""
    own = [segment for segment in segments if isinstance(segment, OverridableSegmentValue)]
    if not own:
        return []
    contexts = {
        segment.context.path: segment.context
        for segment in source.overridablesegment_set.select_related("context")
    }
    gone = []
    for segment in own:
        model = chosen_model(place_of(source, contexts[segment.path]))
        if model and not _exists(model, segment.data):
            gone.append(segment)
    return gone


def _exists(model: type[models.Model], key: Any) -> bool:
    return str(key).isdecimal() and model._default_manager.filter(pk=int(key)).exists()


def forget_deleted_records(source: localize.TranslationSource) -> None:
    """Take the records that were deleted since from a source's list of those it uses.

    The editor of translations shows each of them and fails where one is gone (views/edit_translation.py, 1.14).
    Delete when it does not.
    """
    for segment in source.relatedobjectsegment_set.select_related("object", "source__locale"):
        if segment.get_source_instance() is None:
            segment.delete()


def show_draft_title(sender: type, instance: localize.StringTranslation, **kwargs) -> None:
    """Show a translated title in the admin's lists, before it is published."""
    if instance.context is None or instance.context.path != "title":
        return
    limit = Page._meta.get_field("draft_title").max_length
    title = StringValue(instance.data).render_text()[:limit]
    Page.objects.filter(translation_key=instance.context.object_id, locale_id=instance.locale_id).update(
        draft_title=title
    )
