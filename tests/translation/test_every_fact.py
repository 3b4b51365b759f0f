"""Every fact of every page type, found by introspection: a new field cannot be forgotten."""

import pytest
from wagtail.models import get_page_models

from cms.content.indexing import indexed_once
from cms.models import BasePage
from cms.translation.carrying import carry
from news.models import EventPage
from tests.factories import make_site
from tests.filling import full_page
from tests.translation.facts import change_all, fact_fields, facts_of
from tests.translation.languages import translated, version

pytestmark = pytest.mark.django_db

#: The type with most in it is tried on every database, and with lists of two.
RICHEST = EventPage
PAGE_MODELS = [
    pytest.param(model, marks=[] if model is RICHEST else [pytest.mark.once], id=model.__name__)
    for model in get_page_models()
    if issubclass(model, BasePage)
]


@pytest.mark.parametrize("model", PAGE_MODELS)
def test_every_fact_is_the_same_in_every_language_at_once(model):
    make_site("en")
    page = full_page(model, 2 if model is RICHEST else 1)
    with indexed_once():
        (lithuanian,) = translated(page, "lt")
        translated(lithuanian, "lv")
    for code in ("lt", "lv"):
        assert facts_of(version(page, code)) == facts_of(page)

    changed = change_all(page)
    assert {field.name for field in fact_fields(model)} <= changed
    page.save(clean=False)  # all facts at once make no sense together; each alone does
    carry(page)

    page = model.objects.get(pk=page.pk)
    for code in ("lt", "lv"):
        assert facts_of(version(page, code)) == facts_of(page)
