"""The subscribers of the demo site: made up, at addresses that receive no mail (RFC 2606)."""

import datetime as dt
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from cms.mailboxes import normalise
from cms.subscriptions.choices import AT_ONCE, WEEKLY
from cms.subscriptions.models import Subscriber
from cms.subscriptions.subscribing import start
from cms.topics import key_of_slug

#: Address, languages (of the mails first), kinds, slugs of topics, rhythm, whether it is confirmed.
SUBSCRIBERS: Final[list[tuple[Any, ...]]] = [
    ("rasa@example.org", ["lt", "en"], ["news", "events", "calls"], [], WEEKLY, True),
    ("town-hall@example.org", ["en"], ["calls"], ["energy"], AT_ONCE, True),
    ("janis@example.org", ["lv"], ["news", "events"], [], WEEKLY, True),
    ("oksana@example.org", ["uk", "en"], ["events", "calls"], ["youth", "energy"], AT_ONCE, True),
    ("press@example.org", ["en", "lt"], ["news"], [], AT_ONCE, True),
    ("somebody@example.org", ["en"], ["news", "events", "calls"], [], WEEKLY, False),
]


@transaction.atomic
def load_demo_subscribers() -> int:
    """Add the subscribers of the demo site that are missing; return how many."""
    known = set(Subscriber.objects.values_list("email_normalised", flat=True))
    made = [_make(*entry) for entry in SUBSCRIBERS if normalise(entry[0]) not in known]
    Subscriber.objects.bulk_create(made)
    return len(made)


def _make(
    email: str, languages: list[str], kinds: list[str], slugs: list[str], rhythm: str, is_confirmed: bool
) -> Subscriber:
    found = Subscriber(
        email=email,
        email_normalised=normalise(email),
        language=languages[0],
        languages=languages,
        kinds=kinds,
        topics=[str(key) for slug in slugs if (key := key_of_slug(slug))],
        rhythm=rhythm,
    )
    now = timezone.now()
    if is_confirmed:
        start(found, now)
    found.created_at = now - dt.timedelta(hours=1)
    return found
