"""Repairs what wagtail-localize cannot read: two translations into one target, two overrides of one place."""

from collections import defaultdict

from django.db import migrations


def delete_second_translations(apps, schema_editor):
    """Keep one translation into each target: of those that go on the first begun, else the last begun.

    No text is lost with the others: texts belong to the page and its language.
    """
    Translation = apps.get_model("wagtail_localize", "Translation")
    found = defaultdict(list)
    rows = Translation.objects.order_by("pk")
    for key, locale, pk, enabled in rows.values_list("source__object_id", "target_locale_id", "pk", "enabled"):
        found[key, locale].append((pk, enabled))
    superfluous = []
    for entries in found.values():
        kept = next((pk for pk, enabled in entries if enabled), entries[-1][0])
        superfluous += [pk for pk, _enabled in entries if pk != kept]
    Translation.objects.filter(pk__in=superfluous).delete()


def delete_second_overrides(apps, schema_editor):
    """Keep the override that was written last at each place in each language."""
    SegmentOverride = apps.get_model("wagtail_localize", "SegmentOverride")
    found = defaultdict(list)
    rows = SegmentOverride.objects.filter(context__isnull=False).order_by("-updated_at", "-pk")
    for context, locale, pk in rows.values_list("context_id", "locale_id", "pk"):
        found[context, locale].append(pk)
    superfluous = [pk for keys in found.values() for pk in keys[1:]]
    SegmentOverride.objects.filter(pk__in=superfluous).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("cms_translation", "0001_language_versions"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]

    operations = [
        migrations.RunPython(delete_second_translations, migrations.RunPython.noop),
        migrations.RunPython(delete_second_overrides, migrations.RunPython.noop),
    ]
