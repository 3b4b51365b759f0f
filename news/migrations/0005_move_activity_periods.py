"""An activity's one period becomes the first of its list, on pages, in revisions and in what is translated.

Blocks keep their ids. The id of the new list item is made from its block's, so that it is the same in every
language and revision; translations of a period in words move along.
"""

import json
import re
import uuid

from django.db import migrations
from wagtail.blocks.migrations.migrate_operation import MigrateStreamData
from wagtail.blocks.migrations.operations import BaseBlockOperation

PARTS = ("period", "starts_on", "ends_on")
#: How wagtail-localize makes the key of a path (TranslationContext._get_path_id, 1.14).
PATH_NAMESPACE = uuid.UUID("fcab004a-2b50-11ea-978f-2e728ce88125")


def item_id(block_id: str) -> str:
    """Return the id of the list item that takes over the period of an activity."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"activities.{block_id}.period"))


class PeriodIntoListOperation(BaseBlockOperation):
    """Move the period of each activity of a stream into a list."""

    operation_name_fragment = "period_into_list"

    def apply(self, block_value):
        return [
            {**item, "value": self.moved(item["value"], item.get("id"))} if item["type"] == "activity" else item
            for item in block_value
        ]

    def moved(self, value: dict, block_id: str) -> dict:
        if "periods" in value:
            return value
        kept = {name: part for name, part in value.items() if name not in PARTS}
        period = {name: value.get(name) for name in PARTS}
        period["period"] = period["period"] or ""
        has_period = any(period.values())
        items = [{"type": "item", "id": item_id(block_id), "value": period}] if has_period else []
        return {**kept, "periods": items}


def move_sources(apps, schema_editor):
    """Do the same to what was submitted for translation."""
    operation = PeriodIntoListOperation()
    for source in sources(apps).iterator():
        content = json.loads(source.content_json)
        if content.get("activities"):
            stream = operation.apply(json.loads(content["activities"]))
            source.content_json = json.dumps({**content, "activities": json.dumps(stream)})
            source.save(update_fields=["content_json"])


def move_contexts(apps, schema_editor):
    """Let translations of periods in words follow them to their new place."""
    contexts = apps.get_model("wagtail_localize", "TranslationContext").objects.filter(
        object__in=sources(apps).values("object"), path__startswith="activities.", path__endswith=".period"
    )
    for context in contexts.iterator():
        found = re.fullmatch(r"activities\.([^.]+)\.period", context.path)
        if found:
            context.path = f"activities.{found[1]}.periods.{item_id(found[1])}.period"
            context.path_id = uuid.uuid5(PATH_NAMESPACE, context.path)
            context.field_path = "activities.activity.periods.item.period"
            context.save(update_fields=["path", "path_id", "field_path"])


def sources(apps):
    """Return what was submitted for translation of calls."""
    return apps.get_model("wagtail_localize", "TranslationSource").objects.filter(
        specific_content_type__app_label="news", specific_content_type__model="callpage"
    )


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0004_activity_periods'),
        ('wagtail_localize', '0016_rename_page_revision_translationlog_revision'),
    ]

    operations = [
        MigrateStreamData(
            app_name='news',
            model_name='CallPage',
            field_name='activities',
            operations_and_block_paths=[(PeriodIntoListOperation(), '')],
        ),
        migrations.RunPython(move_sources, migrations.RunPython.noop),
        migrations.RunPython(move_contexts, migrations.RunPython.noop),
    ]
