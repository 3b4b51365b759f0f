"""Loads a content package: all of it or nothing."""

from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from django.db import models, transaction
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.content.entries import Entry, collect
from cms.content.files import FileEntry, collect_files, files_kept_only_on_success, save_file
from cms.content.indexing import indexed_once
from cms.content.package import Document, read_package
from cms.content.readings import read_entries
from cms.content.references import References
from cms.content.report import Problems, Report
from cms.content.rows import Writer
from cms.content.schema import check_shape
from cms.content.site import SiteEntry
from cms.content.stored import StoredRows
from cms.content.tree import check_tree, in_tree_order
from cms.content.validation import keys_checked_once
from cms.preloading import shelf
from cms.publication import renditions_made_once
from cms.translation.carrying import carry
from cms.translation.models import LanguageVersion
from cms.translation.quiet import quietly
from cms.translation.recounting import recount


class _DryRunError(Exception):
    """Ends a load that was only tried."""


def load(root: Path, *, dry_run: bool = False) -> Report:
    """Load the package in a folder and return what was created, changed and left as it was.

    With `dry_run` everything is done and then undone. Raises `PackageError` with all that is wrong; then
    nothing has changed.
    """
    problems = Problems()
    documents = read_package(root, problems)
    whole = [check_shape(document, kind, problems) for kind, found in documents.items() for document in found]
    if not all(whole):
        problems.stop_if_any()
    problems.stop_if_any()
    loading = _Loading(root, documents, problems)
    problems.stop_if_any()
    try:
        with files_kept_only_on_success(), transaction.atomic():
            with (
                shelf.open(_in_bulk),
                indexed_once(),
                keys_checked_once(),
                renditions_made_once(),
                quietly(),
            ):
                loading.write()
                problems.stop_if_any()
                loading.count_versions()
            if dry_run:
                raise _DryRunError
    except _DryRunError:
        pass
    return loading.report


def _in_bulk(model: type[models.Model], keys: set[int]) -> dict[int, models.Model]:
    """Return what choosers hold, read once a load; nothing that outlives it, for it may be undone."""
    return model._base_manager.in_bulk(keys)


class _Loading:
    """One package on its way into the database."""

    def __init__(self, root: Path, documents: dict[str, list[Document]], problems: Problems):
        self.problems = problems
        self.report = Report()
        self.references = References(problems)
        self.files: list[FileEntry] = collect_files(documents, root, self.references)
        self.entries: list[Entry] = collect(documents, self.references)
        self.site = SiteEntry(documents["package"][0])
        self.site.read(self.entries, self.references)
        self.pages = in_tree_order(self.entries, self.references)
        check_tree(self.pages, self.references)
        self.stored = StoredRows(self.entries)
        read_entries(self.entries, self.references, self.stored)

    def write(self) -> None:
        """Write everything; problems that only the models can tell are noted on the way."""
        self.site.make_languages(self.report)
        for entry in self.files:
            save_file(entry, self.references, self.report)
        self.problems.stop_if_any()
        self.writer = writer = Writer(self.entries, self.references, self.report, self.stored)
        early, late = _records_in_order(self.entries)
        for entry in early:
            writer.write_record(entry)
        self.problems.stop_if_any()
        self.site.make_room(self.references)
        for entry in self.pages:
            writer.make_room(entry)
            self.problems.stop_if_any()
        for entry in self.pages:
            writer.write_page(entry)
        for entry in late:
            writer.write_record(entry)
        self.problems.stop_if_any()
        self.site.write(self.references, self.report)

    def count_versions(self) -> None:
        """Count how far the translations of what was written are; what had some before carries its facts on."""
        touched = self.writer.translator.touched
        known = set(
            LanguageVersion.objects.filter(translation_key__in=touched).values_list(
                "translation_key", flat=True
            )
        )
        for entry in self.entries:
            if entry.key not in touched:
                continue
            recount(entry.key, read_anew=touched[entry.key])
            if entry.key in known:
                carry(self.stored.renew(entry, entry.source))


def _records_in_order(entries: list[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Return the records that pages may refer to, and those that refer to pages, in the order to write."""
    records = [entry for entry in entries if not entry.is_page]
    models_ = sorted({entry.model for entry in records}, key=lambda model: model._meta.label)
    graph = {
        model: [other for other in models_ if other is not model and other in _referred_models(model)]
        for model in models_
    }
    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError:
        order = models_
    records.sort(key=lambda entry: order.index(entry.model))
    early = [entry for entry in records if Page not in _referred_models(entry.model)]
    return early, [entry for entry in records if entry not in early]


def _referred_models(model: type[models.Model]) -> set[type[models.Model]]:
    """Return the models that rows of a model can refer to."""
    found = set()
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey):
            found.add(Page if issubclass(field.related_model, Page) else field.related_model)
        elif isinstance(field, StreamField):
            found |= _chosen_models(field.stream_block)
        elif getattr(field, "features", None):
            found.add(Page)
    return found


def _chosen_models(block) -> set[type[models.Model]]:
    from wagtail import blocks

    if isinstance(block, blocks.ChooserBlock):
        return {Page if issubclass(block.model_class, Page) else block.model_class}
    if isinstance(block, blocks.RichTextBlock):
        return {Page}
    if isinstance(block, blocks.ListBlock):
        return _chosen_models(block.child_block)
    found: set[type[models.Model]] = set()
    for child in getattr(block, "child_blocks", {}).values():
        found |= _chosen_models(child)
    return found
