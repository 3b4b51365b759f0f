"""What is kept of subscribers, and for how long: nothing once they leave; a week where they never confirm."""

import datetime as dt
from typing import Any, Final

from django.utils import timezone

from cms.mailboxes import normalise
from cms.subscriptions.models import Subscriber
from cms.subscriptions.subscribing import forget

#: How long somebody has to confirm before the address is deleted.
UNCONFIRMED_DAYS: Final = 7
_BATCH: Final = 500
#: What a subscriber gets a copy of.
_COPIED: Final = ("email", "language", "languages", "kinds", "topics", "rhythm", "created_at", "confirmed_at")


def purge_unconfirmed(now: dt.datetime | None = None) -> int:
    """Delete those who have not confirmed in a week, in batches; return how many."""
    since = (now or timezone.now()) - dt.timedelta(days=UNCONFIRMED_DAYS)
    old = Subscriber.objects.unconfirmed().filter(created_at__lt=since)
    count = 0
    while batch := list(old[:_BATCH]):
        count += forget(*batch)
    return count


def copy_of(email: str) -> list[dict[str, Any]]:
    """Return what is kept of the owner of an address, as JSON knows it."""
    rows = Subscriber.objects.filter(email_normalised=normalise(email)[:254])
    return [{name: _plain(getattr(row, name)) for name in _COPIED} for row in rows]


def erase(email: str) -> int:
    """Delete the owner of an address; return how many rows it was."""
    return forget(*Subscriber.objects.filter(email_normalised=normalise(email)[:254]))


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
