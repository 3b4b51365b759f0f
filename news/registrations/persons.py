"""One person by e-mail, where she registered: a copy, and nothing of her any more (`cms.persons`)."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from cms.mailboxes import normalise
from news.models import Registration
from news.registrations.places import fill, locked
from news.registrations.tending import forget
from news.registrations.vocabulary import CANCELLED, STANDING, UNCONFIRMED

_COPIED = (
    "state", "language", "name", "email", "organisation", "question", "consent_text", "created_at", "confirmed_at",
    "placed_at", "cancelled_at",
)  # fmt: skip


def registrations_of(email: str) -> tuple[str, list[dict[str, Any]]]:
    """Return what somebody sent with her registrations, as JSON knows it."""
    return "registrations", [
        {"event": row.guest_list.title} | {name: _plain(getattr(row, name)) for name in _COPIED}
        for row in _rows(email)
    ]


@transaction.atomic
def forget_guest(email: str) -> tuple[str, int]:
    """Take a person out of her registrations: her places go to others, and no mail is written to her."""
    rows = list(_rows(email))
    now = timezone.now()
    for row in sorted(rows, key=lambda row: row.guest_list_id):
        guests = locked(row.guest_list.event_key)
        own = guests.registrations.filter(pk=row.pk)
        if own.filter(state=UNCONFIRMED).delete()[0]:
            continue
        own.filter(state__in=STANDING).update(state=CANCELLED, cancelled_at=now)
        forget([row.pk], now)
        fill(guests)
    return "registrations", len(rows)


def _rows(email: str) -> QuerySet[Registration]:
    rows = Registration.objects.named().filter(email_normalised=normalise(email)[:254])
    return rows.select_related("guest_list").order_by("pk")


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
