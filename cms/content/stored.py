"""The rows that the database has of a package's pages and records, asked for all at once."""

from typing import Any
from uuid import UUID

from django.db import models
from wagtail.models import Page, Site

from cms.content.entries import Entry


class StoredRows:
    """Rows by their entry and language; those that are written are read anew."""

    def __init__(self, entries: list[Entry]):
        self._rows: dict[tuple[type, UUID, str], Any] = {}
        for model in {entry.model for entry in entries}:
            keys = [entry.key for entry in entries if entry.model is model]
            for row in model.objects.filter(translation_key__in=keys).select_related("locale"):
                self._rows[model, row.translation_key, row.locale.language_code] = row
        self._roots = set(Site.objects.values_list("root_page__translation_key", flat=True))

    def get(self, entry: Entry, language: str) -> Any:
        """Return the row as it was when it was read or written last; None where there is none."""
        return self._rows.get((entry.model, entry.key, language))

    def put(self, entry: Entry, language: str, row: Any) -> Any:
        """Keep a row that was written just now, and return it."""
        self._rows[entry.model, entry.key, language] = row
        return row

    def renew(self, entry: Entry, language: str) -> Any:
        """Return the row as it is now."""
        rows: models.QuerySet = entry.model.objects.select_related("locale")
        row = rows.filter(translation_key=entry.key, locale__language_code=language).first()
        if isinstance(row, Page):
            self.tell_root(row)
        return self.put(entry, language, row)

    def tell_root(self, page: Page) -> None:
        """Tell a page whether a site begins at it; it would ask each time it is saved."""
        page._is_site_root = page.translation_key in self._roots
