"""Pictures and documents: read from a package, checked, and put into the libraries."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models, transaction
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from cms.content.package import Document, Place
from cms.content.references import Declared, References, key_for
from cms.content.report import CHANGED, CREATED, UNCHANGED, Problems, Report
from cms.content.validation import is_valid, note
from cms.file_checks import PictureField, size_limit

TEXTS = {
    "image": ("title", "description", "credit", "licence", "language"),
    "document": ("title", "credit", "licence", "language"),
}


@dataclass
class FileEntry:
    """A picture or document of a package."""

    kind: str
    place: Place
    declared: Declared
    path: Path | None
    fields: dict[str, Any] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)


def collect_files(
    documents: dict[str, list[Document]], root: Path, references: References
) -> list[FileEntry]:
    """Return the pictures and documents of a package, their files found and checked; declare their ids."""
    entries = []
    models_by_kind = {"image": get_image_model(), "document": get_document_model()}
    for kind, model in models_by_kind.items():
        for document in documents.get(f"{kind}s", []):
            for index, data in enumerate(document.data or []):
                place = Place(document, (index,))
                key = data.get("key") or str(key_for(kind, data["id"]))
                declared = Declared(model._meta.get_field("key").to_python(key), place, model)
                references.declare(kind, data["id"], declared)
                path = _find(root, data["file"], place / "file", references.problems)
                entries.append(_entry(kind, data, place, declared, path))
                if path:
                    _check_file(kind, path, place / "file", references.problems)
    return entries


def _entry(kind: str, data: dict, place: Place, declared: Declared, path: Path | None) -> FileEntry:
    values = {name: data.get(name, "") for name in TEXTS[kind]}
    values["title"] = values["title"] or data["id"].replace("-", " ").capitalize()
    if kind == "image":
        values["is_decorative"] = data.get("is_decorative", False)
        point = data.get("focal_point") or []
        names = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")
        values |= dict(zip(names, [*point, 0, 0][:4] if point else [None] * 4, strict=True))
    return FileEntry(kind, place, declared, path, values, data.get("tags", []))


def _find(root: Path, name: str, place: Place, problems: Problems) -> Path | None:
    """Return the path of a file of the package; None (with a problem noted) where it is not inside it."""
    path = (root / name).resolve()
    if Path(name).is_absolute() or "\\" in name or not path.is_relative_to(root.resolve()):
        problems.add(place, "The file must be inside the package.")
    elif not path.is_file():
        problems.add(place, f"There is no file “{name}”.")
    else:
        return path
    return None


def _check_file(kind: str, path: Path, place: Place, problems: Problems) -> None:
    """Hold a file against the rules for uploads: format, size, pixels."""
    if kind == "image":
        limit, allowed = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE, settings.WAGTAILIMAGES_EXTENSIONS
    else:
        limit, allowed = size_limit(path.name), settings.WAGTAILDOCS_EXTENSIONS
    if path.suffix.lower().lstrip(".") not in allowed:
        problems.add(place, f"Files of this kind are not taken; taken are: {', '.join(allowed)}.")
    elif path.stat().st_size > limit:
        problems.add(place, f"The file is larger than {limit // 1024 // 1024} MB.")
    elif path.stat().st_size == 0:
        problems.add(place, "The file is empty.")
    elif kind == "image":
        try:
            PictureField().clean(SimpleUploadedFile(path.name, path.read_bytes()))
        except ValidationError as error:
            note(error, place, problems)


def save_file(entry: FileEntry, references: References, report: Report) -> None:
    """Put a picture or document into its library, or bring it up to date."""
    instance = entry.declared.model.objects.filter(key=entry.declared.key).first()
    outcome = CREATED if instance is None else CHANGED
    instance = instance or entry.declared.model(key=entry.declared.key)
    content = entry.path.read_bytes()
    new_file = instance.file_hash != hashlib.sha1(content, usedforsecurity=False).hexdigest()
    same = not new_file and all(getattr(instance, name) == value for name, value in entry.fields.items())
    if outcome == CHANGED and same and sorted(instance.tags.names()) == sorted(entry.tags):
        outcome = UNCHANGED
    else:
        for name, value in entry.fields.items():
            setattr(instance, name, value)
        if new_file:
            _set_file(instance, entry.path.name, content)
        if is_valid(instance, entry.place, references.problems):
            specs = _forget_renditions(instance) if new_file and outcome == CHANGED else []
            instance.save()
            instance.tags.set(entry.tags)
            if specs:
                instance.get_renditions(*specs)
    entry.declared.rows = {"": instance.pk}
    report.count(f"{entry.kind}s", outcome)


def _forget_renditions(instance: models.Model) -> list[str]:
    """Remove the sizes of a picture whose file is replaced; return which there were."""
    if not hasattr(instance, "renditions"):
        return []
    specs = list(instance.renditions.values_list("filter_spec", flat=True).distinct())
    for rendition in instance.renditions.all():
        transaction.on_commit(partial(rendition.file.storage.delete, rendition.file.name))
    instance.renditions.all().delete()
    return specs


def _set_file(instance: models.Model, name: str, content: bytes) -> None:
    instance.file = ContentFile(content, name=name)
    instance.file_size = len(content)
    instance.file_hash = hashlib.sha1(content, usedforsecurity=False).hexdigest()


_written: ContextVar[list | None] = ContextVar("content_files_written", default=None)
_save = Storage.save


def _recorded_save(self, name, content, max_length=None):
    name = _save(self, name, content, max_length=max_length)
    if (written := _written.get()) is not None:
        written.append((self, name))
    return name


@contextmanager
def files_kept_only_on_success() -> Iterator[None]:
    """Remove every file that was written inside, in this thread, if it ends with an error."""
    Storage.save = _recorded_save
    written: list[tuple[Storage, str]] = []
    token = _written.set(written)
    try:
        yield
    except BaseException:
        for storage, name in written:
            storage.delete(name)
        raise
    finally:
        _written.reset(token)
