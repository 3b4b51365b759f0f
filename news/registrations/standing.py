"""How it stands with the registration for an event, in words: what its page and the form say."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms import formats
from news.models import GuestList
from news.registrations.following import FACTS
from news.registrations.vocabulary import BEFORE, NONE, OPEN


class Standing:
    """A list of guests at a moment."""

    def __init__(self, guests: GuestList, now: dt.datetime):
        self.guests = guests
        self.state = guests.state(now)
        taken = guests.registered
        self.left = None if guests.capacity is None else max(guests.capacity - taken, 0)

    @property
    def is_open(self) -> bool:
        """Whether the form can be sent: within the window, for a place or for the waiting list."""
        return self.state == OPEN and (self.left != 0 or self.guests.has_waiting_list)

    @property
    def waits(self) -> bool:
        """Whether who registers now will wait: no place is free, or others wait for it."""
        return self.guests.has_waiting_list and (self.left == 0 or self.guests.waiting > 0)

    @property
    def url(self) -> str:
        """Where the form is, in the active language."""
        return reverse("register", args=[self.guests.event_key])

    def window_words(self) -> str:
        """Return from when, or until when, one can register."""
        zone = self.guests.time_zone
        if self.state == BEFORE:
            return _("Registration opens: %(date)s") % {
                "date": formats.format_datetime(self.guests.opens_at, zone)
            }
        if self.state != OPEN:
            return _("Registration is closed")
        if self.guests.closes_at is None:
            return _("Registration is open")
        day = formats.format_datetime(self.guests.closes_at, zone)
        return _("Registration is open until: %(date)s") % {"date": day}

    def places_words(self) -> str:
        """Return how many places are left; empty where their number has no limit, or nobody can register."""
        if self.state != OPEN or self.left is None:
            return ""
        if self.waits:
            return _("All places are taken. There is a waiting list.")
        if self.left == 0:
            return _("All places are taken.")
        return ngettext("%(count)s place left", "%(count)s places left", self.left) % {"count": self.left}

    def words(self) -> str:
        """Return both, as the facts of a page name them; where nobody can register any more, only why."""
        if self.state == OPEN and not self.is_open:
            return self.places_words().rstrip(".")
        return ". ".join(filter(None, (self.window_words(), self.places_words().rstrip("."))))

    def button(self) -> str:
        """Return what the button to the form says."""
        return _("Join the waiting list") if self.waits else _("Register")


def standing_of(event: Any, now: dt.datetime) -> Standing | None:
    """Return how it stands with an event's registration on this site; None where there is none; one query.

    A draft that was never published has an empty list.
    """
    if not event.takes_registrations:
        return None
    guests = GuestList.objects.counted().filter(event_key=event.translation_key).first()
    if guests is None:
        facts = {ours: getattr(event, theirs) for ours, theirs in FACTS.items()}
        guests = GuestList(event_key=event.translation_key, **facts)
        guests.registered = guests.waiting = 0
    standing = Standing(guests, now)
    return None if standing.state == NONE else standing
