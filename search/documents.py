"""The words of documents, as far as they were taken out of their files."""

from typing import Any

from search.models import DocumentText


def text_of(document: Any) -> str:
    """Return the words of a document's file, a line a paragraph; empty where it was not read, or not yet."""
    row = DocumentText.objects.filter(document=document.pk, state="read").first()
    return row.text if row and row.file_hash == document.file_hash else ""
