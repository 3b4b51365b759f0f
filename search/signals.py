"""What was published, moved or changed can be found at the next request: whatever is wrong here, it is published.

Moves, new addresses, restrictions and expiry change nothing that is written down: they are asked for each time.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from cms.findable import changed
from cms.translation.writing import renewed
from search.dues import dues
from search.models import Entry
from search.records import RECORDS, pages_showing
from search.stores import store


@receiver(page_published)
@receiver(page_unpublished)
def page_changed(sender: type, instance: Page, **kwargs: Any) -> None:
    """Write down a page."""
    with dues() as found:
        found.pages[instance.pk] = None


@receiver(post_save)
def alias_stands_alone(sender: type, instance: Any, update_fields: Any = None, **kwargs: Any) -> None:
    """Write down a page that mirrors another one no more: Wagtail says so in no other way."""
    if update_fields and "alias_of_id" in update_fields and isinstance(instance, Page) and instance.live:
        page_changed(sender, instance)


@receiver(renewed)
def renewed_in_translation(sender: type, rows: Iterable[Any], **kwargs: Any) -> None:
    """Write down pages that were given their source's facts, and the pages that show such records."""
    with dues() as found:
        for row in rows:
            if isinstance(row, Page) and row.live:
                found.pages[row.pk] = None
            elif sender in RECORDS:
                found.records[sender].add(row.pk)


@receiver(changed)
def offered_changed(sender: type, kind: str, keys: Iterable[str], **kwargs: Any) -> None:
    """Write down what a feature offers."""
    with dues() as found:
        found.offered[kind].update(keys)


def record_changed(sender: type, instance: Any, **kwargs: Any) -> None:
    """Write down the pages that show a record."""
    with dues() as found:
        found.records[sender].add(instance.pk)


def record_goes(sender: type, instance: Any, **kwargs: Any) -> None:
    """Write down the pages that show a record; afterwards nobody knows which they were."""
    shown = pages_showing({sender: {instance.pk}})
    with dues() as found:
        found.shown |= shown


for _model in RECORDS:
    post_save.connect(record_changed, sender=_model, dispatch_uid=f"search.{_model.__name__}")
    pre_delete.connect(record_goes, sender=_model, dispatch_uid=f"search.{_model.__name__}")


@receiver(post_delete, sender=Entry)
def entry_gone(sender: type, instance: Entry, origin: Any, **kwargs: Any) -> None:
    """Forget the words of an entry; where it went with its page, they are counted after the commit."""
    store().remove([instance.pk])
    if getattr(origin, "model", type(origin)) is not Entry:
        with dues() as found:
            found.gone.append(instance)
