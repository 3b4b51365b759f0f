"""What time does: unconfirmed registrations go, guests are reminded, personal data is deleted after the event."""

import datetime as dt
import uuid

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from cms.mail.models import Message
from news.models import GuestList, Registration, RegistrationSettings
from news.registrations.places import fill, locked
from news.registrations.telling import tell
from news.registrations.vocabulary import CALLED_OFF, REGISTERED, UNCONFIRMED

#: A postponed event may still take place: those who are registered are to hear of it, for a year at most.
POSTPONED_FOR = dt.timedelta(days=365)
#: The fields that say who registered.
PERSONAL = ("name", "email", "email_normalised", "organisation", "question", "consent_text")


def tend(now: dt.datetime | None = None) -> dict[str, int]:
    """Do all that is due; return how many of each. May be killed at any point and run again."""
    now = now or timezone.now()
    return {
        "unconfirmed": purge_unconfirmed(now),
        "moved up": move_up(now),
        "reminded": remind(now),
        "anonymised": anonymise_due(now),
    }


def purge_unconfirmed(now: dt.datetime) -> int:
    """Delete what nobody has confirmed while its link worked; return how many."""
    before = now - dt.timedelta(hours=RegistrationSettings.load().link_hours)
    due = Registration.objects.filter(state=UNCONFIRMED, created_at__lt=before)
    return sum(_purge(row.pk, row.guest_list.event_key) for row in due.select_related("guest_list"))


@transaction.atomic
def _purge(pk: int, event_key: uuid.UUID) -> int:
    guests = locked(event_key)
    found = guests.registrations.filter(pk=pk, state=UNCONFIRMED)
    if not found.exists():  # confirmed meanwhile
        return 0
    forget_mails([pk])
    return found.delete()[0]


def move_up(now: dt.datetime) -> int:
    """Give free places to those who wait, wherever that was left undone; return how many got one."""
    waiting = GuestList.objects.filter(registrations__state="waiting").distinct()
    return sum(_move_up(guests) for guests in waiting if not guests.is_over(now))


@transaction.atomic
def _move_up(guests: GuestList) -> int:
    return len(fill(locked(guests.event_key)))


def remind(now: dt.datetime) -> int:
    """Write to those with a place some days before the event, once for each date; return to how many.

    Who got a place later than that has just had a mail with the same in it.
    """
    days = RegistrationSettings.load().reminder_days
    if not days:
        return 0
    soon = Registration.objects.named().filter(
        ~Q(guest_list__status__in=CALLED_OFF),
        state=REGISTERED,
        guest_list__starts_at__gt=now,
        guest_list__starts_at__lte=now + dt.timedelta(days=days),
    )
    rows = soon.select_related("guest_list").order_by("pk")
    return sum(_remind(row, dt.timedelta(days=days)) for row in rows if not _is_reminded(row))


def _is_reminded(registration: Registration) -> bool:
    return registration.reminded_for == registration.guest_list.starts_at


@transaction.atomic
def _remind(registration: Registration, before: dt.timedelta) -> int:
    guests = locked(registration.guest_list.event_key)
    found = guests.registrations.named().filter(pk=registration.pk, state=REGISTERED).first()
    if found is None or guests.starts_at is None or found.reminded_for == guests.starts_at:
        return 0
    found.guest_list = guests
    found.reminded_for = guests.starts_at
    found.save(update_fields=["reminded_for"])
    if found.placed_at and found.placed_at > guests.starts_at - before:
        return 0
    tell(found, "reminder", guests.starts_at.isoformat())
    return 1


def due_for_anonymising(now: dt.datetime) -> QuerySet[GuestList]:
    """Return the lists whose personal data has been kept as long as the settings say."""
    kept = dt.timedelta(days=RegistrationSettings.load().kept_days)
    lists = GuestList.objects.annotate(until=Coalesce("ends_at", "starts_at"))
    over = Q(until__lt=now - kept) & ~Q(status="postponed")
    postponed = Q(until__lt=now - max(kept, POSTPONED_FOR), status="postponed")
    return lists.filter(
        over | postponed, registrations__anonymised_at=None, registrations__isnull=False
    ).distinct()


def anonymise_due(now: dt.datetime) -> int:
    """Take the personal data out of lists that are due, each in a transaction of its own; return of how many people."""
    return sum(_anonymise(guests.event_key) for guests in due_for_anonymising(now))


@transaction.atomic
def _anonymise(event_key: uuid.UUID) -> int:
    guests = locked(event_key)
    now = timezone.now()
    rows = list(guests.registrations.named().values_list("pk", flat=True))
    guests.registrations.filter(state=UNCONFIRMED).delete()
    forget(rows, now)
    GuestList.objects.filter(pk=guests.pk).update(anonymised_at=now)
    return len(rows)


def forget(keys: list[int], now: dt.datetime) -> None:
    """Take everything that says who it was out of registrations, and delete their mails; states and moments stay."""
    empty = dict.fromkeys(PERSONAL, "")
    Registration.objects.filter(pk__in=keys).update(anonymised_at=now, **empty)
    forget_mails(keys)


def forget_mails(keys: list[int]) -> None:
    """Delete the mails about registrations."""
    kind = ContentType.objects.get_for_model(Registration)
    Message.objects.filter(about_type=kind, about_id__in=keys).delete()
