"""Those who are registered are told that their event has changed: once for each change, each in her language."""

from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.log_actions import log

from news.models import GuestList, Registration
from news.registrations.places import locked
from news.registrations.telling import tell
from news.registrations.vocabulary import CALLED_OFF


def to_be_told(guests: GuestList) -> QuerySet[Registration]:
    """Return those with a place, or waiting for one, who registered before the event changed last."""
    if not has_news(guests):
        return Registration.objects.none()
    return guests.registrations.named().expected().filter(confirmed_at__lt=guests.changed_at).order_by("pk")


def has_news(guests: GuestList) -> bool:
    """Tell whether an event has changed since its guests were last told of a change."""
    if guests.changed_at is None:
        return False
    return guests.told_change_at is None or guests.told_change_at < guests.changed_at


def with_news() -> QuerySet[GuestList]:
    """Return the lists of events that are not over, with somebody on them who has not been told of a change."""
    until = Coalesce("ends_at", "starts_at")
    untold = Q(told_change_at=None) | Q(told_change_at__lt=F("changed_at"))
    waits = Q(
        registrations__state__in=("registered", "waiting"), registrations__confirmed_at__lt=F("changed_at")
    )
    lists = GuestList.objects.annotate(until=until).exclude(until__lt=timezone.now())
    return lists.filter(untold, waits, registrations__anonymised_at=None).distinct()


def change_of(guests: GuestList) -> str:
    """Return which mail tells of the last change: one of its own where nobody is to set out."""
    return f"event_{guests.status}" if guests.status in CALLED_OFF else "changed"


@transaction.atomic
def tell_of_change(guests: GuestList, user: Any) -> int:
    """Write to everybody who is to know of the last change; return to how many. Again writes nothing."""
    found = locked(guests.event_key)
    rows = list(to_be_told(found))
    for registration in rows:
        registration.guest_list = found
        tell(registration, change_of(found), found.changed_at.isoformat())
    if rows:
        log(instance=found, action="news.registration.tell", user=user, data={"count": len(rows)})
    found.told_change_at = found.changed_at
    found.save(update_fields=["told_change_at"])
    return len(rows)
