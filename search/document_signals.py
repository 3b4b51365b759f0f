"""What becomes of a document or of its collection is found, or found no more, wherever it stands."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Collection, CollectionViewRestriction

from cms.models import CustomDocument
from search import indexing
from search.document_reading import note_document, pages_with
from search.models import Entry

#: So many pages are written at once when a document was changed; the worker writes more.
_AT_ONCE: Final = 5


def after_commit(what: Callable, *about: Any) -> None:
    """Do something after the commit: whatever is wrong with it, the change is made."""
    transaction.on_commit(partial(what, *about), robust=True)


@receiver(post_save, sender=CustomDocument)
def document_changed(sender: type, instance: CustomDocument, **kwargs: Any) -> None:
    after_commit(_document_changed, instance.pk)


@receiver(post_delete, sender=CustomDocument)
def document_deleted(sender: type, instance: CustomDocument, **kwargs: Any) -> None:
    after_commit(_forget_document, str(instance.pk))


@receiver(post_save, sender=CollectionViewRestriction)
@receiver(post_delete, sender=CollectionViewRestriction)
def restriction_changed(sender: type, instance: CollectionViewRestriction, **kwargs: Any) -> None:
    collection = Collection.objects.filter(pk=instance.collection_id).first()
    if collection:
        after_commit(_collection_changed, collection.path)


def _document_changed(key: int) -> None:
    note_document(key)
    pages = pages_with([key])
    for page in pages:
        indexing.wait_for(page)
    if len(pages) <= _AT_ONCE:
        for page in pages:
            indexing.write_page(page)


@transaction.atomic
def _forget_document(key: str) -> None:
    indexing.forget(Entry.objects.filter(kind="document", key=key))


def _collection_changed(path: str) -> None:
    """Have pages written anew: whether their documents are open to all is asked at each search anyway."""
    documents = CustomDocument.objects.filter(collection__path__startswith=path)
    for page in pages_with(list(documents.values_list("pk", flat=True))):
        indexing.wait_for(page)
