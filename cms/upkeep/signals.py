"""A page that was published is looked through at once, so that what was mended leaves the reports."""

from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import receiver
from wagtail.signals import page_published

from cms.upkeep.collecting import collect


@receiver(page_published)
def look_through(sender: type, instance: Any, **kwargs: Any) -> None:
    """Collect after the commit: whatever is wrong with it, the page is published. The command makes up for it."""
    transaction.on_commit(partial(collect, instance.pk), robust=True)
