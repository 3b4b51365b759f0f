"""Files of applicants: checked, stored where no address leads, held while a form comes back with errors."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import timedelta
from pathlib import PurePath
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliance.models import ApplicationFile
from alliance.models.application_parts import FOLDER
from alliance.pdf_checks import check_pdf
from cms.lines import clean_line
from cms.tokens import hash_of, make_token

#: How many files an application may have.
MOST_FILES: Final = 10
#: How long a file is held for a form, and how many are at one time.
HELD_FOR: Final = timedelta(days=1)
MOST_HELD: Final = 500
#: How long a file without a row is left alone: the transaction that writes its row may still be under way.
_SWEEP_AFTER: Final = timedelta(days=1)


def hold(upload: File) -> str:
    """Check a file and keep it for the form that it came with; return the token that the form sends back.

    `upload` has a `name` and a `size`. Raises `ValidationError`, with a key of `alliance.pdf_checks.MESSAGES` as
    its code, or “full” where too many files are held.
    """
    check_pdf(upload, upload.size)
    if ApplicationFile.objects.held().count() >= MOST_HELD:
        raise ValidationError(_("Too many files are being sent. Please try again in an hour."), code="full")
    token = make_token()
    _store(upload, held_for=hash_of(token))
    return token


def held(token: str) -> ApplicationFile | None:
    """Return the file that a form's token stands for; None where it is no longer held."""
    since = timezone.now() - HELD_FOR
    rows = ApplicationFile.objects.held().filter(held_for=hash_of(token), sent_at__gt=since)
    return rows.first() if token else None


def claim(tokens: Sequence[str], application: Any) -> list[ApplicationFile]:
    """Give held files to an application; return them. Raises `ValidationError` for one that is not held any more."""
    files = [held(token) for token in dict.fromkeys(tokens)]
    if None in files:
        raise ValidationError(
            {"files": _("The file is not there any more. Please choose it once more.")}, code="gone"
        )
    if application.files.count() + len(files) > MOST_FILES:
        raise ValidationError({"files": _("There are too many files: 10 at most.")}, code="too_many")
    for file in files:
        file.application, file.held_for = application, ""
        file.save(update_fields=["application", "held_for"])
    return files


def discard(files: Iterable[ApplicationFile]) -> int:
    """Delete files, the rows at once and what is stored when the transaction is committed; return how many."""
    files = list(files)
    names = [file.file.name for file in files]
    ApplicationFile.objects.filter(pk__in=[file.pk for file in files]).delete()
    transaction.on_commit(lambda: [default_storage.delete(name) for name in names])
    return len(files)


def sweep() -> int:
    """Delete stored files that no row knows, as a killed process leaves them; return how many."""
    known = set(ApplicationFile.objects.values_list("file", flat=True))
    before = timezone.now() - _SWEEP_AFTER
    lost = [
        name
        for name in _stored(FOLDER)
        if name not in known and default_storage.get_modified_time(name) < before
    ]
    for name in lost:
        default_storage.delete(name)
    return len(lost)


def _stored(folder: str) -> list[str]:
    if not default_storage.exists(folder):
        return []
    folders, names = default_storage.listdir(folder)
    found = [f"{folder}/{name}" for name in names]
    return found + [name for below in folders for name in _stored(f"{folder}/{below}")]


def _store(upload: File, **fields: Any) -> ApplicationFile:
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return ApplicationFile.objects.create(
        file=File(upload, name="mandate.pdf"),
        name=clean_name(upload.name),
        size=upload.size,
        sha256=digest.hexdigest(),
        **fields,
    )


def clean_name(name: str) -> str:
    """Return what a sender called a file, as it may stand on a page and in a header: one line, ending in “.pdf”."""
    stem = PurePath(clean_line(name or "").replace("\\", "/")).name
    stem = "".join(sign for sign in stem if sign not in '"<>:|?*;')
    stem = stem[:-4] if stem.lower().endswith(".pdf") else stem
    return f"{stem.strip(' .')[:180] or 'mandate'}.pdf"
