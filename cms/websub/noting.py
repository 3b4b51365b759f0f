"""A publication notes which feeds it changes, in its own transaction; nobody is called here."""

from typing import Any

from django.conf import settings
from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from cms.feeds import changed_feeds
from cms.websub.models import QUEUED, HubNotice


def connect() -> None:
    """Listen to what goes live and what is taken down."""
    page_published.connect(note, dispatch_uid="cms.websub.published")
    page_unpublished.connect(note, dispatch_uid="cms.websub.unpublished")


def note(instance: Page, **kwargs: Any) -> int:
    """Write down the feeds that a page changes, for the hub; return how many."""
    if not settings.WEBSUB_HUB:
        return 0
    addresses = changed_feeds(instance)
    now = timezone.now()
    rows = [HubNotice(feed_url=url, changed_at=now, state=QUEUED, next_try=now) for url in addresses]
    HubNotice.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["feed_url"],
        update_fields=["changed_at", "state", "attempts", "next_try", "claimed_until"],
    )
    return len(rows)
