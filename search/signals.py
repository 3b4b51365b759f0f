"""What was published, moved or changed can be found at the next request."""

from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished

from search import indexing


@receiver(page_published)
@receiver(page_unpublished)
def write_page(sender: type, instance: Any, **kwargs: Any) -> None:
    """Write down a page after the commit: whatever is wrong with it, it is published."""
    transaction.on_commit(partial(indexing.write_page, instance.pk), robust=True)
