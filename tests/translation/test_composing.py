"""Our composition of a language's content agrees with wagtail-localize's own, field by field."""

import json

import pytest
from wagtail.fields import StreamField
from wagtail.models import get_page_models
from wagtail_localize.models import TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.models import BasePage
from cms.translation.beginning import begin
from cms.translation.carrying import carry
from cms.translation.composing import content_of
from cms.translation.texts_in import texts_in
from cms.translation.writing import LIFE
from tests.factories import make_site
from tests.filling import full_page
from tests.translation.languages import locale, translate_texts, version

pytestmark = [pytest.mark.django_db, pytest.mark.once]

PAGE_MODELS = [model for model in get_page_models() if issubclass(model, BasePage)]

#: What each version has of its own.
OWN = LIFE | {
    "pk",
    "live",
    "locale",
    "slug",
    "translation_key",
    "first_published_at",
    "alias_of",
    "expire_at",
}


def content(page) -> dict:
    streams = {field.name for field in page._meta.concrete_fields if isinstance(field, StreamField)}
    found = {
        name: json.loads(value) if name in streams else value
        for name, value in content_of(page).items()
        if name not in OWN
    }
    return {
        name: _without_keys(value) if isinstance(value, list) and name not in streams else value
        for name, value in found.items()
    }


def _without_keys(rows: list) -> list:
    return [
        {name: value for name, value in row.items() if name not in ("pk", "page", "event")}
        if isinstance(row, dict)
        else row
        for row in rows
    ]


@pytest.mark.parametrize("model", PAGE_MODELS, ids=lambda model: model.__name__)
def test_translation_is_composed_as_wagtail_localize_does_it(model):
    make_site("en")
    page = full_page(model, 2)
    for above in page.get_ancestors().filter(depth__gte=2).specific():
        begin(above, [locale("lt")])
    begin(page, [locale("lt")])
    translate_texts(page, "lt")
    source = TranslationSource.objects.get_for_instance(page)
    theirs = source.get_ephemeral_translated_instance(locale("lt"), fallback=True)
    carry(page)
    assert content(version(page, "lt")) == content(theirs)


@pytest.mark.parametrize("model", PAGE_MODELS, ids=lambda model: model.__name__)
def test_texts_are_those_that_wagtail_localize_extracts(model):
    make_site("en")
    page = full_page(model, 2)
    theirs = [
        (segment.path, segment.string.data, segment.attrs or {})
        for segment in extract_segments(page)
        if isinstance(segment, StringSegmentValue)
    ]
    assert list(texts_in(page)) == theirs
