"""What was published, moved or changed can be found at the next request."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished

from search import indexing
from search.models import Entry
from search.stores import store


@receiver(page_published)
@receiver(page_unpublished)
def write_page(sender: type, instance: Any, **kwargs: Any) -> None:
    """Write down a page after the commit: whatever is wrong with it, it is published."""
    transaction.on_commit(partial(indexing.write_page, instance.pk), robust=True)


@receiver(post_delete, sender=Entry)
def forget_words(sender: type, instance: Entry, **kwargs: Any) -> None:
    """Forget the words of an entry that went with its page."""
    store().remove([instance.pk])
