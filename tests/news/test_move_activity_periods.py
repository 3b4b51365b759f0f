"""The migration that turns an activity's one period into a list, run on data as it was stored before."""

import importlib
import json

import pytest
from django.apps import apps
from wagtail.blocks import StreamValue
from wagtail.models import Locale, Revision
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationContext,
    TranslationSource,
)
from wagtail_localize.operations import translate_object

from news.models import CallPage
from tests.factories import make_page, make_site

migration = importlib.import_module("news.migrations.0005_move_activity_periods")

IDS = {name: f"00000000-0000-4000-8000-00000000000{number}" for number, name in enumerate("abcd")}
OLD = [
    ("a", {"title": "Meetings", "period": "autumn 2021", "starts_on": "2021-09-01", "ends_on": None, "place": ""}),
    ("b", {"title": "Visit", "period": "", "starts_on": None, "ends_on": "2022-08-31", "place": "Latvia"}),
    ("c", {"title": "Forum", "period": "", "starts_on": None, "ends_on": None, "place": ""}),
    ("d", {"title": "Talk", "period": None, "starts_on": "2022-01-28", "place": None}),
]  # fmt: skip


def period(block: str, words: str, start: str | None, end: str | None) -> list[dict]:
    value = {"period": words, "starts_on": start, "ends_on": end}
    return [{"type": "item", "id": migration.item_id(IDS[block]), "value": value}]


NEW = [
    ("a", {"title": "Meetings", "place": "", "periods": period("a", "autumn 2021", "2021-09-01", None)}),
    ("b", {"title": "Visit", "place": "Latvia", "periods": period("b", "", None, "2022-08-31")}),
    ("c", {"title": "Forum", "place": "", "periods": []}),
    ("d", {"title": "Talk", "place": None, "periods": period("d", "", "2022-01-28", None)}),
]


def stream(values) -> list[dict]:
    return [{"type": "activity", "id": IDS[block], "value": value} for block, value in values]


def run() -> None:
    """Run the migration's operations on the database as it is."""
    for operation in migration.Migration.operations:
        operation.code(apps, None)


def raw(page) -> list[dict]:
    return list(CallPage.objects.get(pk=page.pk).activities.raw_data)


def store(page, values) -> None:
    """Store the activities of a page, its revisions and its source for translation as they were."""
    block = CallPage._meta.get_field("activities").stream_block
    CallPage.objects.filter(pk=page.pk).update(activities=StreamValue(block, stream(values), is_lazy=True))
    for revision in page.revisions.all():
        revision.content["activities"] = json.dumps(stream(values))
        revision.save(update_fields=["content"])
    for source in TranslationSource.objects.filter(object_id=page.translation_key):
        content = json.loads(source.content_json)
        source.content_json = json.dumps(content | {"activities": json.dumps(stream(values))})
        source.save(update_fields=["content_json"])


@pytest.mark.django_db
def test_periods_of_pages_and_revisions_are_moved_and_keep_their_blocks():
    make_site()
    page = make_page(CallPage)
    page.save_revision()
    store(page, OLD)
    run()
    assert raw(page) == stream(NEW)
    assert [json.loads(revision.content["activities"]) for revision in page.revisions.all()] == [
        stream(NEW),
        stream(NEW),
    ]
    activities = CallPage.objects.get(pk=page.pk).get_latest_revision_as_object().activities
    assert [[entry["period"] for entry in item.value["periods"]] for item in activities] == [
        ["autumn 2021"], [""], [], [""],
    ]  # fmt: skip


@pytest.mark.django_db
def test_what_was_moved_is_not_moved_again():
    make_site()
    page = make_page(CallPage)
    store(page, NEW)
    run()
    assert raw(page) == stream(NEW)


@pytest.mark.django_db
def test_calls_without_activities_stay_as_they_are():
    make_site()
    page = make_page(CallPage)
    run()
    assert raw(page) == []
    assert Revision.objects.for_instance(page).count() == 1


@pytest.mark.django_db
def test_translated_period_moves_along():
    make_site("en", "lt")
    page = make_page(CallPage)
    store(page, NEW[:1])
    page = CallPage.objects.get(pk=page.pk)
    lt = Locale.objects.get(language_code="lt")
    translate_object(page.get_parent(), [lt])
    translate_object(page, [lt])
    segment = StringSegment.objects.get(string__data="autumn 2021")
    StringTranslation.objects.create(
        translation_of=segment.string, context=segment.context, locale=lt, data="2021 m. ruduo"
    )
    path, path_id, field_path = segment.context.path, segment.context.path_id, segment.context.field_path
    target = page.get_translation(lt).specific
    old = OLD[0][1]
    store(page, [("a", old)])
    store(target, [("a", old)])
    TranslationContext.objects.filter(pk=segment.context.pk).update(
        path=f"activities.{IDS['a']}.period", path_id=IDS["b"], field_path="activities.activity.period"
    )
    run()
    context = TranslationContext.objects.get(pk=segment.context.pk)
    assert (context.path, context.path_id, context.field_path) == (path, path_id, field_path)
    translation = Translation.objects.get(source__object_id=page.translation_key)
    translation.source.update_from_db()
    assert StringSegment.objects.get(string__data="autumn 2021").pk == segment.pk
    translation.save_target(publish=False)
    (activity,) = page.get_translation(lt).specific.get_latest_revision_as_object().activities
    assert [entry["period"] for entry in activity.value["periods"]] == ["2021 m. ruduo"]
