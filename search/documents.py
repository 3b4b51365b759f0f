"""The words of documents, as far as they were taken out of their files."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from wagtail.documents import get_document_model
from wagtail.models import CollectionViewRestriction

from search.models import DocumentText


def text_of(document: Any) -> str:
    """Return the words of a document's file, a line a paragraph; empty where it was not read, or not yet."""
    row = DocumentText.objects.filter(document=document.pk, state="read").first()
    return row.text if row and row.file_hash == document.file_hash else ""


def public_documents(keys: Iterable[Any]) -> QuerySet:
    """Return those of the documents that everybody may open: in no collection that is restricted; two queries."""
    documents = get_document_model().objects.filter(pk__in=keys)
    for path in CollectionViewRestriction.objects.values_list("collection__path", flat=True):
        documents = documents.exclude(collection__path__startswith=path)
    return documents
