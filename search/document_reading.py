"""The worker's part: which files wait to be read, and what becomes of each. It may be killed at any moment.

A file belongs to one worker for as long as reading can take; a claim is committed before it is read and lapses. So a
file that takes the worker down with it is tried again, a few times at most.
"""

import datetime as dt
import logging
from collections.abc import Iterable
from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex

from cms.file_checks import ending
from cms.models import CustomDocument
from search import indexing
from search.batches import in_batches
from search.documents import public_documents
from search.extracting.bounds import CRASHED, MISSING, SLOW
from search.extracting.extract import KINDS, Extracted, extract
from search.models import DocumentText, Entry

logger = logging.getLogger(__name__)

#: For how long a file is one worker's; longer than reading it can take.
CLAIM: Final = dt.timedelta(minutes=10)
#: How long after each failure a file is read again; then it has failed.
BACK_OFF: Final = (dt.timedelta(hours=1), dt.timedelta(days=1))
MOST_TRIES: Final = len(BACK_OFF) + 1
#: What may be otherwise next time: a file system that was away, a machine that had too much to do.
_MAY_PASS: Final = {SLOW, MISSING, CRASHED}


def note_document(key: int) -> None:
    """Let a document's file wait if it is new, or another one than what was read."""
    _note(CustomDocument.objects.filter(pk=key))


def note_documents() -> None:
    """Let all files wait that are new, or others than what was read."""
    _note(CustomDocument.objects.all())


def _note(documents: QuerySet[CustomDocument]) -> None:
    readable = Q()
    for kind in KINDS:
        readable |= Q(file__iendswith=f".{kind}")
    seen = DocumentText.objects.values("document")
    new = documents.filter(readable).exclude(pk__in=seen).values_list("pk", flat=True)
    for some in in_batches(list(new), 500):
        rows = [DocumentText(document_id=key) for key in some]
        DocumentText.objects.bulk_create(rows, ignore_conflicts=True)
    read_before = DocumentText.objects.filter(document__in=documents.order_by().values("pk")).exclude(
        file_hash=""
    )
    others = list(read_before.exclude(file_hash=F("document__file_hash")).values_list("pk", flat=True))
    for some in in_batches(others, 500):
        DocumentText.objects.filter(pk__in=some).update(
            state="waiting", file_hash="", tries=0, problem="", next_try=timezone.now()
        )


def due() -> QuerySet[DocumentText]:
    """Return the files that are to be read now, the one that has waited longest first: no private ones."""
    waiting = DocumentText.objects.filter(state="waiting", next_try__lte=timezone.now())
    documents = public_documents(waiting.values("document")).order_by().values("pk")
    return waiting.filter(document__in=documents).order_by("next_try", "pk")


def claim() -> DocumentText | None:
    """Make the file that has waited longest ours and return it; None where none waits."""
    while True:
        with transaction.atomic():
            rows = due()
            if connection.features.has_select_for_update_skip_locked:
                rows = rows.select_for_update(skip_locked=True)
            found = rows.first()
            if found is None:
                return None
            tries, until = found.tries + 1, timezone.now() + CLAIM
            same = DocumentText.objects.filter(pk=found.pk, tries=found.tries, next_try=found.next_try)
            if found.tries >= MOST_TRIES:
                same.update(
                    state="failed", problem=CRASHED
                )  # each time the worker was gone before it was read
            elif same.update(tries=tries, next_try=until):
                found.tries, found.next_try = tries, until
                return found


def read(row: DocumentText) -> Extracted:
    """Read a claimed file, and write down what became of it; its pages wait to be written anew."""
    document = row.document
    try:
        with document.open_file() as file:
            extracted = extract(file, ending(document.filename))
    except OSError:
        extracted = Extracted(problem=MISSING)
    except Exception:
        logger.exception("document %s could not be read for the search", document.pk)
        extracted = Extracted(problem=CRASHED)
    _record(row, document.file_hash, extracted)
    return extracted


@transaction.atomic
def _record(row: DocumentText, file_hash: str, extracted: Extracted) -> None:
    """Write down how reading went, unless the claim has lapsed or the file is another one by now."""
    changes: dict[str, Any] = {"file_hash": file_hash, "text": extracted.text, "problem": extracted.problem}
    if not extracted.problem:
        changes["state"] = "read"
    elif extracted.problem in _MAY_PASS and row.tries < MOST_TRIES:
        changes["next_try"] = timezone.now() + BACK_OFF[row.tries - 1]
    else:
        changes["state"] = "failed"
    ours = DocumentText.objects.filter(pk=row.pk, state="waiting", tries=row.tries, next_try=row.next_try)
    if ours.update(**changes):
        for page in pages_with([row.document_id]):
            indexing.wait_for(page)


def pages_with(documents: Iterable[int]) -> set[int]:
    """Return the keys of the pages on which documents stand, as they were written down or as Wagtail knows it."""
    page, document = (ContentType.objects.get_for_model(model) for model in (Page, CustomDocument))
    found: set[int] = set()
    for some in in_batches(map(str, documents), 500):
        entries = Entry.objects.filter(kind="document", key__in=some)
        found.update(entries.values_list("page_id", flat=True))
        uses = ReferenceIndex.objects.filter(
            base_content_type=page, to_content_type=document, to_object_id__in=some
        )
        found.update(int(key) for key in uses.values_list("object_id", flat=True))
    return found
