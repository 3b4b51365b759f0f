"""Writes pages and records in their source language."""

from typing import Any

from django.db import models
from wagtail.coreutils import find_available_slug
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Locale, Page

from cms.content.entries import Entry, relations_of
from cms.content.publishing import publish
from cms.content.references import References, resolve
from cms.content.report import CHANGED, CREATED, UNCHANGED, Report
from cms.content.stored import StoredRows
from cms.content.translations import Translator
from cms.content.validation import is_valid
from cms.content.values import content_fields, differing, set_fields
from cms.slugs import ascii_slug


class Writer:
    """Writes one package's pages and records."""

    def __init__(self, entries: list[Entry], references: References, report: Report, stored: StoredRows):
        self.stored = stored
        self.references = references
        self.problems = references.problems
        self.report = report
        self.translator = Translator(entries, references, report, stored)
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}
        self._pages = {entry.name: entry for entry in entries if entry.is_page}
        keys = [entry.key for entry in self._pages.values()]
        taken = Page.objects.filter(translation_key__in=keys)
        self._taken = set(taken.values_list("translation_key", "locale__language_code"))
        self._new: set[str] = set()
        self._moved: set[str] = set()

    # --- Records ---

    def write_record(self, entry: Entry) -> None:
        """Write a record and its translations."""
        locale = self.locales[entry.source]
        instance = self.stored.get(entry, entry.source)
        outcome = CREATED if instance is None else UNCHANGED
        instance = instance or entry.model(translation_key=entry.key, locale=locale)
        values = resolve(entry.fields, self.references, entry.source)
        differs = outcome == CREATED or bool(differing(instance, values))
        for language, texts in sorted(entry.texts.items()):
            if texts.old_fields is None:
                continue
            if not differs and self.translator.has_old(entry, texts, language, instance):
                continue
            old = {**values, **resolve(texts.old_fields, self.references, entry.source)}
            if self._save_record(entry, instance, old):
                self.translator.take_old_source(entry, texts, language, instance)
        changed = instance.pk is None or bool(differing(instance, values))
        if changed:
            outcome = outcome if outcome == CREATED else CHANGED
            if not self._save_record(entry, instance, values):
                return
        self.references.find(entry.model._meta.label, entry.name).rows[entry.source] = instance.pk
        self.report.count(entry.model._meta.label, outcome)
        self.translator.translate(entry, instance, changed=changed)

    def _save_record(self, entry: Entry, instance: models.Model, values: dict[str, Any]) -> bool:
        set_fields(instance, values)
        if not is_valid(instance, entry.place / "fields", self.problems):
            return False
        instance.save()
        return True

    # --- Pages ---

    def make_room(self, entry: Entry) -> None:
        """Make drafts of a page in all its languages, so that others can refer to it before it is written."""
        for language in (entry.source, *sorted(entry.texts)):
            page = self.stored.get(entry, language)
            page = self._move(entry, page, language) if page else self._make_draft(entry, language)
            if page is not None:
                self.references.find("page", entry.name).rows[language] = page.pk

    def _parent(self, entry: Entry, language: str) -> Page:
        if entry.parent is None:
            return Page.get_first_root_node()
        if entry.parent in self._pages and not self._moved:
            return self.stored.get(self._pages[entry.parent], language)
        return Page.objects.get(pk=self.references.find("page", entry.parent).rows[language]).specific

    def _make_draft(self, entry: Entry, language: str) -> Page | None:
        if (entry.key, language) in self._taken:
            self.problems.add(entry.place / "type", "The page exists already with another type.")
            return None
        parent = self._parent(entry, language)
        if language == entry.source and not entry.model.can_create_at(parent):
            self.problems.add(entry.place / "type", "No further page of this type may stand there.")
            return None
        page = entry.model(translation_key=entry.key, locale=self.locales[language], live=False)
        simple = {
            name: value
            for name, value in entry.fields.items()
            if not isinstance(
                entry.model._meta.get_field(name), StreamField | RichTextField | models.ForeignKey
            )
        }
        set_fields(page, simple)
        page.slug = find_available_slug(parent, self._first_slug(entry, language))
        own = entry if language == entry.source else entry.texts[language]
        page.first_published_at = own.first_published_at
        self.stored.tell_root(page)
        parent.add_child(instance=page)
        if language == entry.source:
            self._new.add(entry.name)
        return self.stored.put(entry, language, page)

    def _first_slug(self, entry: Entry, language: str) -> str:
        if language == entry.source:
            return entry.fields["slug"] or ascii_slug(entry.fields["title"], language)
        texts = entry.texts[language].fields
        return texts["slug"] or ascii_slug(texts["title"] or entry.fields["title"], language)

    def _move(self, entry: Entry, page: Page, language: str) -> Page:
        """Put a page that stands elsewhere below its parent."""
        if entry.parent is None or page.path[: -page.steplen] == self._parent_path(entry, language):
            return page
        page = self.stored.renew(entry, language)  # its parent may just have moved, and the page with it
        if page.path[: -page.steplen] != self._parent_path(entry, language):
            page.move(self._parent(entry, language), pos="last-child")
            self._moved.add(entry.name)
        return self.stored.renew(entry, language)

    def _parent_path(self, entry: Entry, language: str) -> str:
        if entry.parent in self._pages:
            return self.stored.get(self._pages[entry.parent], language).path
        return Page.objects.get(pk=self.references.find("page", entry.parent).rows[language]).path

    def write_page(self, entry: Entry) -> None:
        """Write a page and its translations, and publish them."""
        number = self.references.find("page", entry.name).rows.get(entry.source)
        if number is None:
            return
        page = self.stored.get(entry, entry.source)
        values = resolve(entry.fields, self.references, entry.source)
        values["slug"] = values["slug"] or page.slug
        rows = resolve(entry.rows, self.references, entry.source)
        page = self._write_old(entry, page, values, rows)
        changed = self._differs(entry, page, values, rows)
        if changed and not self._save_page(entry, values, rows):
            return
        moved = entry.name in self._moved
        outcome = CREATED if entry.name in self._new else CHANGED if changed or moved else UNCHANGED
        self.report.count(entry.model._meta.label, outcome)
        if changed:
            page = self.stored.renew(entry, entry.source)
        self.translator.translate(entry, page, changed=changed)

    def _write_old(
        self, entry: Entry, page: Page, values: dict[str, Any], rows: dict[str, list[dict]]
    ) -> Page:
        """Publish what the source said before and translate that, for each language that is outdated."""
        if all(texts.old_fields is None for texts in entry.texts.values()):
            return page
        differs = self._differs(entry, page, values, rows)
        for language, texts in sorted(entry.texts.items()):
            if texts.old_fields is None:
                continue
            if not differs and self.translator.has_old(entry, texts, language, page):
                continue
            old_values = values | resolve(texts.old_fields, self.references, entry.source)
            old_values["slug"] = values["slug"]
            old_rows = _with_texts(rows, resolve(texts.old_rows, self.references, entry.source))
            if self._save_page(entry, old_values, old_rows):
                page = self.stored.renew(entry, entry.source)
                self.translator.take_old_source(entry, texts, language, page)
        return page

    def _differs(self, entry: Entry, page: Page, values: dict[str, Any], rows: dict[str, list[dict]]) -> bool:
        if page.latest_revision_id is None or page.live != entry.live or differing(page, values):
            return True
        first = page.first_published_at.replace(microsecond=0) if page.first_published_at else None
        if entry.first_published_at and first != entry.first_published_at.replace(microsecond=0):
            return True
        return any(
            _stored_rows(page, relation.accessor) != [(row["key"], row["values"]) for row in rows[name]]
            for name, relation in relations_of(entry.model).items()
        )

    def _save_page(self, entry: Entry, values: dict[str, Any], rows: dict[str, list[dict]]) -> bool:
        """Write a page as a new revision and publish it; tell whether it is valid."""
        page = self.stored.renew(entry, entry.source)
        set_fields(page, values)
        for name, relation in relations_of(entry.model).items():
            _set_rows(page, relation, rows[name])
        if entry.first_published_at:
            page.first_published_at = entry.first_published_at
        page.draft_title = page.title
        if not self._is_valid_page(entry, page):
            return False
        page.save(clean=False)
        page.save_revision(clean=False)
        if entry.live:
            publish(page)
        elif page.live:
            page.unpublish()
        return True

    def _is_valid_page(self, entry: Entry, page: Page) -> bool:
        """Tell whether a page is valid as what it will be, a draft or published: more is asked of the latter."""
        is_live, page.live = page.live, entry.live
        try:
            return is_valid(page, entry.place / "fields", self.problems)
        finally:
            page.live = is_live


def _with_texts(rows: dict[str, list[dict]], texts: dict[str, list[dict]]) -> dict[str, list[dict]]:
    """Return rows with other texts in them."""
    return {
        name: [
            {**row, "values": {**row["values"], **old["values"]}}
            for row, old in zip(items, texts.get(name) or items, strict=True)
        ]
        for name, items in rows.items()
    }


def _stored_rows(page: Page, accessor: str) -> list[tuple]:
    found = []
    for row in getattr(page, accessor).all():
        fields = content_fields(type(row))
        parent = type(page)._meta.get_field(accessor).field.name
        values = {name: field.value_from_object(row) for name, field in fields.items() if name != parent}
        found.append((row.translation_key, values))
    return found


def _set_rows(page: Page, relation, rows: list[dict]) -> None:
    """Replace the rows that hang on a page; a row with a known key stays the same row."""
    manager = getattr(page, relation.accessor)
    known = {row.translation_key: row for row in manager.all()}
    children = []
    for order, row in enumerate(rows):
        child = known.get(row["key"]) or relation.model(translation_key=row["key"])
        child.locale_id = page.locale_id
        child.sort_order = order
        set_fields(child, row["values"])
        children.append(child)
    manager.set(children)
