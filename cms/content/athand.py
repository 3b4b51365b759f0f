"""Lets wagtail-localize write a translation from what is at hand.

It asks the database for the source, for its translation, for every piece of text and twice for every row that is
pointed at, anew for each language. A load has just written all of that. A test compares the two.
"""

import json
from collections.abc import Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from modelcluster.models import ClusterableModel, model_from_serializable_data
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail_localize.models import SegmentOverride, Translation, TranslationSource
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
)
from wagtail_localize.strings import StringValue


class _Found(RelatedObjectSegmentValue):
    """A segment that points at a row which is at hand."""

    def __init__(self, segment: RelatedObjectSegmentValue, instance: models.Model):
        super().__init__(segment.path, segment.content_type, segment.translation_key, order=segment.order)
        self.instance = instance

    def get_instance(self, locale: Locale) -> models.Model:
        return self.instance

    def clone(self) -> "_Found":
        return _Found(self, self.instance)


class Targets:
    """Writes the translations of sources that were submitted in this load."""

    def __init__(self):
        self._related: dict[tuple, models.Model] = {}
        self._overridden = set(SegmentOverride.objects.values_list("context__object_id", flat=True))
        self._any_restrictions = PageViewRestriction.objects.exists()

    def save(
        self,
        translation: Translation,
        target: models.Model | None,
        texts: Mapping[tuple[str, str], str | None],
    ) -> models.Model:
        """Write the translated row, pages as a draft, and return it.

        `target` is the row as it is now, None where there is none; `texts` are the translations by path and source
        text. Raises `ValidationError` where the row would not be valid.
        """
        source, locale = translation.source, translation.target_locale
        if hasattr(source, "extracted") and source.object_id not in self._overridden:
            self._hand_over(source, locale, target, texts)
        is_page = issubclass(source.specific_content_type.model_class(), Page)
        written, _created = source.create_or_update_translation(
            locale, publish=not is_page, copy_parent_pages=True, fallback=True
        )
        return written

    def _hand_over(
        self, source: TranslationSource, locale: Locale, target: models.Model | None, texts: Mapping
    ) -> None:
        """Answer what wagtail-localize asks for; each answer stands in for the method of that name."""
        model = source.specific_content_type.model_class()

        def translated_instance(locale: Locale) -> models.Model:
            if target is None:
                raise model.DoesNotExist
            return target

        source.as_instance = lambda: _rebuild(model, source)
        source.get_translated_instance = translated_instance
        source._get_segments_for_translation = lambda locale, fallback: self._segments(source, locale, texts)
        if not self._any_restrictions:
            source.sync_view_restrictions = lambda original, translation: None

    def _segments(self, source: TranslationSource, locale: Locale, texts: Mapping) -> list:
        found = []
        for segment in source.extracted:
            if isinstance(segment, StringSegmentValue):
                text = texts.get((segment.path, segment.string.data)) or segment.string.data
                attrs = json.loads(json.dumps(segment.attrs))
                found.append(
                    StringSegmentValue(segment.path, StringValue(text), attrs=attrs, order=segment.order)
                )
            elif isinstance(segment, RelatedObjectSegmentValue):
                instance = self._find(segment.content_type, segment.translation_key, locale)
                if instance is not None:
                    found.append(_Found(segment, instance))
            elif not isinstance(segment, OverridableSegmentValue):
                found.append(segment)
        return found

    def _find(self, content_type: ContentType, key: Any, locale: Locale) -> models.Model | None:
        """Return the row that is pointed at in a language; None where there is none yet."""
        wanted = content_type.pk, key, locale.pk
        if wanted not in self._related:
            rows = content_type.model_class()._base_manager.filter(translation_key=key, locale=locale)
            instance = rows.first()
            if instance is None:
                return None
            self._related[wanted] = instance
        return self._related[wanted]


def _rebuild(model: type[models.Model], source: TranslationSource) -> models.Model:
    """Return the source as it was submitted; what it points at was there a moment ago."""
    data = json.loads(source.content_json)
    if issubclass(model, ClusterableModel):
        return model.from_serializable_data(data, check_fks=False)
    return model_from_serializable_data(model, data, check_fks=False)
