"""Rows are kept narrow and words are opened quickly; how many entries a language has is counted as its words are."""

from django.db import migrations

_POSTGRES = [
    # Words and texts stand apart: many rows are read for their marks alone.
    "ALTER TABLE search_entry SET (toast_tuple_target = 256)",
    *(f"ALTER TABLE search_entry ALTER COLUMN {name} SET STORAGE MAIN" for name in ("marks", "digest")),
]
_POSTGRES_BACK = [
    *(f"ALTER TABLE search_entry ALTER COLUMN {name} SET STORAGE EXTENDED" for name in ("marks", "digest")),
    "ALTER TABLE search_entry RESET (toast_tuple_target)",
]
_COLUMNS = ("words", "head")


def keep_narrow(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for statement in _POSTGRES:
        schema_editor.execute(statement)
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT enumvals FROM pg_settings WHERE name = 'default_toast_compression'")
        found = cursor.fetchone()  # from PostgreSQL 14 on, and LZ4 only where the server was built with it
    if found and "lz4" in found[0]:
        for column in _COLUMNS:
            schema_editor.execute(f"ALTER TABLE search_entry ALTER COLUMN {column} SET COMPRESSION lz4")


def keep_wide(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in _POSTGRES_BACK:
            schema_editor.execute(statement)


def count(apps, schema_editor):
    forget(apps, schema_editor)  # what new code has counted before this ran
    schema_editor.execute(
        "INSERT INTO search_term (language, form, stem, backwards, entries)"
        " SELECT language, '#', '#', '#', COUNT(*) FROM search_entry GROUP BY language"
    )


def forget(apps, schema_editor):
    schema_editor.execute("DELETE FROM search_term WHERE form = '#'")


class Migration(migrations.Migration):
    dependencies = [("search", "0005_language_of_promoted_links")]

    operations = [
        migrations.RemoveIndex(model_name="entry", name="entry_by_day"),
        migrations.RunPython(keep_narrow, keep_wide),
        migrations.RunPython(count, forget),
    ]
