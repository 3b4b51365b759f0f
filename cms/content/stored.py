"""The rows that the database has of a package's pages and records, asked for all at once."""

from typing import Any
from uuid import UUID

from django.db import models

from cms.content.entries import Entry


class StoredRows:
    """Rows by their entry and language; those that are written are read anew."""

    def __init__(self, entries: list[Entry]):
        self._rows: dict[tuple[type, UUID, str], Any] = {}
        for model in {entry.model for entry in entries}:
            keys = [entry.key for entry in entries if entry.model is model]
            for row in model.objects.filter(translation_key__in=keys).select_related("locale"):
                self._rows[model, row.translation_key, row.locale.language_code] = row

    def get(self, entry: Entry, language: str) -> Any:
        """Return the row as it was when it was read last; None where there is none."""
        return self._rows.get((entry.model, entry.key, language))

    def renew(self, entry: Entry, language: str) -> Any:
        """Return the row as it is now."""
        rows: models.QuerySet = entry.model.objects.select_related("locale")
        row = rows.filter(translation_key=entry.key, locale__language_code=language).first()
        self._rows[entry.model, entry.key, language] = row
        return row
