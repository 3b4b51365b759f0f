"""Places and the waiting list: never more guests than places, and whoever waits longest is next."""

import uuid

from django.utils import timezone

from news.models import GuestList, Registration
from news.registrations.telling import tell
from news.registrations.vocabulary import REGISTERED


def locked(event_key: uuid.UUID) -> GuestList:
    """Lock the list of guests of an event: whoever gives away or takes back a place does it first.

    Call it in a transaction. Raises `GuestList.DoesNotExist`.
    """
    return GuestList.objects.select_for_update().get(event_key=event_key)


def places_left(guests: GuestList) -> int | None:
    """Return how many places are free, 0 where there are more guests than places; None: as many as come."""
    if guests.capacity is None:
        return None
    return max(guests.capacity - guests.registrations.named().filter(state=REGISTERED).count(), 0)


def is_next(guests: GuestList) -> bool:
    """Tell whether who comes now gets a place: one is free, and nobody waits for it."""
    return places_left(guests) != 0 and not guests.registrations.in_line().exists()


def fill(guests: GuestList) -> list[Registration]:
    """Give the free places of a locked list to those who wait, and write to them; return who got one."""
    if guests.is_over(timezone.now()):
        return []
    moved = list(guests.registrations.in_line()[: places_left(guests)])
    for registration in moved:
        registration.state, registration.placed_at = REGISTERED, timezone.now()
        registration.save(update_fields=["state", "placed_at"])
        tell(registration, "moved_up")
    return moved
