"""Writes renewed language versions: rows, revisions and log entries, many at once."""

import json
import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DatabaseError, models, transaction
from django.dispatch import Signal
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import COMMENTS_RELATION_NAME, Page, PageLogEntry, Revision
from wagtail_localize.models import TranslationLog, TranslationSource

from cms.translation.composing import Language, Original, content_of
from cms.translation.rows import attach_rows

#: The entry in a version's log that says where its new facts come from.
ACTION = "cms.translation.carry"

#: What a new revision changes in the row of a page.
_REVISED = [
    "latest_revision",
    "latest_revision_created_at",
    "live_revision",
    "last_published_at",
    "draft_title",
]

#: What a revision records of a page's life, which is no content.
LIFE = {
    "latest_revision",
    "latest_revision_created_at",
    "live_revision",
    "has_unpublished_changes",
    "last_published_at",
    "draft_title",
    "url_path",
    "path",
    "depth",
    "numchild",
}


def loaded_targets(
    model: type[models.Model], translation_key: uuid.UUID, locale_ids: Iterable[int]
) -> dict[int, models.Model]:
    """Return the rows of the versions by language, each with the rows that hang on it; one query a kind of row.

    Aliases are left out: Wagtail itself keeps them equal to their source.
    """
    found = model._default_manager.filter(translation_key=translation_key, locale_id__in=list(locale_ids))
    if issubclass(model, Page):
        found = found.filter(alias_of__isnull=True)
    targets = {row.locale_id: row for row in found}
    if hasattr(model, "serializable_data"):
        attach_rows(targets.values())
    return targets


#: Sent with the `rows` of a model that were given their source's facts: no signal of Wagtail's or Django's says so.
renewed = Signal()


class Writer:
    """Collects the rows of one source's versions and writes them together."""

    def __init__(self, original: models.Model, source: TranslationSource, user: Any):
        self.original = original
        self.source = source
        self.user = user if getattr(user, "pk", None) else None
        self.model = type(original)
        self.type = ContentType.objects.get_for_model(self.model)
        self.now = timezone.now()
        self._rows: dict[int, models.Model] = {}
        self._names: set[str] = set()
        self._revisions: list[tuple[models.Model, Revision, bool]] = []

    def has_draft(self, target: models.Model) -> bool:
        """Tell whether a published version has newer work that is not published."""
        return bool(getattr(target, "has_unpublished_changes", False))

    def write_live(self, target: models.Model, original: Original, language: Language) -> bool:
        """Give a published version (or a record) its content; tell whether anything was new."""
        before = _content(target)
        original.write_into(target, language)
        changed = self._changed(target, before)
        if not changed:
            return False
        self._save_rows(target, changed)
        if isinstance(target, Page):
            self._revise(target, live=True)
        return True

    def write_draft(
        self, target: models.Model, original: Original, language: Language, *, always: bool = False
    ) -> None:
        """Give the draft of a version its content.

        The draft of a published version lives in its latest revision only; another's is its row as well.
        Where nothing is new no revision is made, but `always` makes one: a draft stays the latest revision.
        """
        if not isinstance(target, Page):
            return
        draft = target
        if target.live:
            draft = target.get_latest_revision_as_object() if target.latest_revision_id else target
        before = _content(draft)
        original.write_into(draft, language)
        changed = self._changed(draft, before)
        if not (changed or always) and target.latest_revision_id:
            return
        if not target.live:
            self._save_rows(target, changed)
        self._revise(draft, live=False, row=target)

    def _changed(self, target: models.Model, before: dict[str, str]) -> set[str]:
        """Return the names of the fields that are new; ValidationError where one cannot hold its value."""
        after = _content(target)
        for name in after.keys() & {field_.name for field_ in self.model._meta.concrete_fields}:
            field_ = self.model._meta.get_field(name)
            if isinstance(field_, models.CharField) and after[name] != before.get(name):
                field_.run_validators(getattr(target, field_.attname))
        return {name for name in after if after[name] != before.get(name)}

    def _save_rows(self, target: models.Model, changed: set[str]) -> None:
        """Note the columns to write, and write the rows that hang on the target."""
        for relation in get_all_child_relations(self.model):
            name = relation.get_accessor_name()
            if name in changed:
                getattr(target, name).commit()
                changed = changed - {name}
        if changed:
            self._rows[target.pk] = target
            self._names |= changed

    def _revise(self, target: models.Model, *, live: bool, row: models.Model | None = None) -> None:
        row = row or target
        revision = Revision(
            content_type=self.type,
            base_content_type=row.get_base_content_type(),
            object_id=str(row.pk),
            user=self.user,
            created_at=self.now,
            content=target.serializable_data(),
            object_str=str(target),
        )
        self._rows[row.pk] = row
        self._revisions.append((row, revision, live))

    def forget(self, number: int) -> None:
        """Drop what was collected for one row."""
        self._rows.pop(number, None)
        self._revisions = [entry for entry in self._revisions if entry[0].pk != number]

    def finish(self) -> dict[str, str]:
        """Write everything that was collected: a handful of queries, whatever the number of languages.

        Return what could not be written, as language code → reason.
        """
        problems = self._write_rows_with(sorted(self._names))
        Revision.objects.bulk_create([revision for _row, revision, _live in self._revisions])
        for row, revision, live in self._revisions:
            row.latest_revision = revision
            row.latest_revision_created_at = revision.created_at
            if live:
                row.live_revision, row.last_published_at = revision, self.now
            else:
                row.draft_title = revision.content.get("title", row.title)
        if self._revisions:
            rows = {row.pk: row for row, _revision, _live in self._revisions}
            self.model._default_manager.bulk_update(rows.values(), _REVISED, batch_size=50)
        self._log()
        if self._rows:
            renewed.send(self.model, rows=list(self._rows.values()))
        return problems

    def _write_rows_with(self, names: list[str]) -> dict[str, str]:
        """Write these columns of all rows; where the database refuses that, one by one."""
        if not (self._rows and names):
            return {}
        manager = self.model._default_manager
        try:
            with transaction.atomic():
                manager.bulk_update(self._rows.values(), names, batch_size=50)
        except DatabaseError:
            problems = {}
            for row in list(self._rows.values()):
                try:
                    with transaction.atomic():
                        manager.bulk_update([row], names)
                except DatabaseError as error:
                    problems[row.locale.language_code] = str(error)[:500]
                    self.forget(row.pk)
            return problems
        return {}

    def _log(self) -> None:
        data = {
            "source": {
                "id": self.original.pk,
                "locale": self.source.locale.language_code,
                "title": str(self.original)[:200],
            }
        }
        entries, notes = [], []
        for row, revision, _live in self._revisions:
            notes.append(TranslationLog(source=self.source, locale_id=row.locale_id, revision=revision))
            if isinstance(row, Page):
                entries.append(
                    PageLogEntry(
                        page=row,
                        content_type=self.type,
                        label=str(row)[:255],
                        action=ACTION,
                        user=self.user,
                        timestamp=self.now,
                        uuid=uuid.uuid4(),
                        content_changed=True,
                        deleted=False,
                        revision=revision,
                        data=data,
                    )
                )
        PageLogEntry.objects.bulk_create(entries)
        TranslationLog.objects.bulk_create(notes)


def _content(instance: models.Model) -> dict[str, str]:
    """Return the content of a row by field, each in a form that compares by value."""
    streams = {field_.name for field_ in instance._meta.concrete_fields if isinstance(field_, StreamField)}
    return {
        name: json.dumps(
            json.loads(value) if name in streams and isinstance(value, str) else value,
            cls=DjangoJSONEncoder,
            sort_keys=True,
        )
        for name, value in content_of(instance).items()
        if name not in LIFE and name != COMMENTS_RELATION_NAME
    }
