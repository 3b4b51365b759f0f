"""Somebody registers, proves the address, and cancels.

Whatever is sent, the sender is told the same: nobody learns whether an address is known. Each verb locks the list of
guests first, so that it gives away no place twice.
"""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cms.lines import clean_line, clean_text
from cms.mailboxes import normalise
from cms.tokens import UnknownLinkError
from news.models import GuestList, Registration, RegistrationSettings
from news.registrations.links import CONFIRM, OWN, find
from news.registrations.places import fill, is_next, locked, places_left
from news.registrations.refusals import ClosedError, FullError, OverError
from news.registrations.telling import ask_to_confirm, remind_of_registration, tell, was_written_to
from news.registrations.vocabulary import CANCELLED, OPEN, REGISTERED, STANDING, UNCONFIRMED, WAITING

#: Within this time the same form from the same address is sent twice by mistake.
SAME_WITHIN: Final = dt.timedelta(hours=1)
#: What somebody fills in.
_GIVEN: Final = ("name", "email", "organisation", "question")


@dataclass(frozen=True, kw_only=True)
class RegistrationData:
    """What somebody filled in, as a form has cleaned it."""

    language: str
    name: str
    email: str
    organisation: str = ""
    question: str = ""
    #: the words that were agreed to
    consent_text: str = ""


@dataclass(frozen=True)
class Receipt:
    """What the sender is told, whatever became of it: to look into the mailbox, for so many hours."""

    email: str
    hours: int = field(default_factory=lambda: RegistrationSettings.load().link_hours)


@transaction.atomic
def register(event_key: uuid.UUID, data: RegistrationData, *, network: str = "") -> Receipt:
    """Keep a registration until its address is proved, and write the mail that asks for it.

    It takes no place before that. Where the address has a registration, its owner is written to, and only what nobody
    has confirmed is changed. Raises `ClosedError`, or `FullError` where nobody can wait.
    """
    guests = locked(event_key)
    if guests.state(timezone.now()) != OPEN:
        raise ClosedError
    if is_full(guests):
        raise FullError
    key = normalise(data.email)[:254]
    known = guests.registrations.filter(email_normalised=key, state__in=STANDING).first()
    registration = known or Registration(guest_list=guests, email_normalised=key)
    is_same = known is not None and _is_repeated(known, data)
    if registration.state == UNCONFIRMED:
        _take(registration, data)
        if not is_same:
            ask_to_confirm(registration, network)
    elif not is_same:
        remind_of_registration(registration, network)
    return Receipt(data.email)


def is_full(guests: GuestList) -> bool:
    """Tell whether nobody can register because all places are taken and nobody can wait."""
    return not guests.has_waiting_list and places_left(guests) == 0


def look_at_confirmation(token: str) -> Registration:
    """Return the registration that a link would confirm, and change nothing. Raises `cms.tokens.LinkError`."""
    return find(token, CONFIRM)


@transaction.atomic
def confirm(token: str) -> Registration:
    """Give whoever has proved the address a place, or one on the waiting list; again changes nothing.

    Who sent the form in time confirms it in time, however late registration closed meanwhile. Raises
    `cms.tokens.LinkError`, and `RegistrationError` where the event is over or full.
    """
    registration = _locked(find(token, CONFIRM))
    guests = registration.guest_list
    if registration.state != UNCONFIRMED:
        return registration
    now = timezone.now()
    if guests.is_over(now) or not guests.takes_registrations:
        raise OverError
    if is_next(guests):
        registration.state, registration.placed_at = REGISTERED, now
    elif guests.has_waiting_list:
        registration.state = WAITING
    else:
        raise FullError
    registration.confirmed_at = now
    registration.save(update_fields=["state", "placed_at", "confirmed_at"])
    tell(registration, registration.state)
    return registration


def open_own(token: str) -> Registration:
    """Return the registration of a link in a mail, and change nothing. Raises `cms.tokens.LinkError`."""
    return find(token, OWN)


@transaction.atomic
def cancel(registration: Registration, user: Any = None) -> Registration:
    """Take a registration back, for good, and let the next of the waiting list move up; again changes nothing.

    `user` is staff, None whoever registered.
    """
    found = _locked(registration)
    if found.state not in STANDING:
        return found
    was_confirmed = found.state != UNCONFIRMED
    found.state, found.cancelled_at = CANCELLED, timezone.now()
    found.save(update_fields=["state", "cancelled_at"])
    if user is not None:
        log(
            instance=found.guest_list,
            action="news.registration.cancel",
            user=user,
            data={"registration": found.pk},
        )
    if was_confirmed and not found.guest_list.is_over(timezone.now()):
        tell(found, "cancelled_by_staff" if user else "cancelled")
    fill(found.guest_list)
    return found


def _locked(registration: Registration) -> Registration:
    """Lock the list of a registration and return the registration as it is then."""
    guests = locked(registration.guest_list.event_key)
    found = guests.registrations.named().filter(pk=registration.pk).first()
    if found is None:  # deleted while this one waited
        raise UnknownLinkError
    found.guest_list = guests
    return found


def _is_repeated(known: Registration, data: RegistrationData) -> bool:
    """Tell whether the same was sent a moment ago, and a mail written: whoever was sent none asks once more."""
    words = _cleaned(data)
    return was_written_to(known, SAME_WITHIN) and all(getattr(known, name) == words[name] for name in _GIVEN)


def _take(registration: Registration, data: RegistrationData) -> None:
    for name, value in _cleaned(data).items():
        setattr(registration, name, value)
    registration.language, registration.consent_text = data.language, data.consent_text
    registration.created_at = timezone.now()
    others = {item.name for item in Registration._meta.fields} - {*_GIVEN, "language"}
    registration.clean_fields(exclude=others)
    registration.save()


def _cleaned(data: RegistrationData) -> dict[str, str]:
    lines = {name: clean_line(getattr(data, name)) for name in ("name", "email", "organisation")}
    return lines | {"question": clean_text(data.question)}
