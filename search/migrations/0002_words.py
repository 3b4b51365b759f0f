"""The words of entries, in the form that the database has for them; and an index for Wagtail's own search."""

from django.db import migrations

_POSTGRES = [
    "ALTER TABLE search_entry ADD COLUMN words tsvector NOT NULL DEFAULT ''",
    "ALTER TABLE search_entry ADD COLUMN head tsvector NOT NULL DEFAULT ''",
    "CREATE INDEX search_entry_words ON search_entry USING gin (words)",
    "CREATE INDEX search_entry_head ON search_entry USING gin (head)",
    # The admin's search asks for title and body in one, which its own indexes of either do not answer.
    "CREATE INDEX search_indexentry_both ON wagtailsearch_indexentry USING gin ((title || body))",
]
_POSTGRES_BACK = [
    "DROP INDEX search_indexentry_both",
    "ALTER TABLE search_entry DROP COLUMN words",
    "ALTER TABLE search_entry DROP COLUMN head",
]
_SQLITE = [
    "CREATE VIRTUAL TABLE search_words USING fts5("
    "title, summary, headings, body, marks, tokenize = \"ascii tokenchars '.#:-_'\")",
]
_SQLITE_BACK = ["DROP TABLE search_words"]


def run(postgres, sqlite):
    def apply(apps, schema_editor):
        is_postgres = schema_editor.connection.vendor == "postgresql"
        for statement in postgres if is_postgres else sqlite:
            schema_editor.execute(statement)

    return apply


class Migration(migrations.Migration):
    dependencies = [("search", "0001_entries"), ("wagtailsearch", "0010_add_text_fields")]

    operations = [migrations.RunPython(run(_POSTGRES, _SQLITE), run(_POSTGRES_BACK, _SQLITE_BACK))]
