"""What others have left on the site: a subscriber, somebody who comes to an event, a link to their own site."""

import uuid

from django.utils import timezone

from cms.subscriptions.models import Subscriber
from cms.upkeep.models import LinkHost, OutsideLink
from news.models import GuestList


def outsiders() -> dict[str, int]:
    """Make one of each and return their keys by what addresses call them."""
    return {"subscriber": _subscriber().pk, "outside link": _outside_link(), **_guest()}


def _subscriber() -> Subscriber:
    return Subscriber.objects.create(
        email="secretreader@example.org", email_normalised="secretreader@example.org", language="en"
    )


def _guest() -> dict[str, int]:
    """Make somebody who has registered for an event."""
    guests = GuestList.objects.create(
        event_key=uuid.uuid4(), title="Forum", status="confirmed", time_zone="Europe/Vilnius"
    )
    guest = guests.registrations.create(
        state="registered",
        language="lv",
        name="secretguest",
        email="ona@example.org",
        confirmed_at=timezone.now(),
    )
    return {"guest list": guests.pk, "guest": guest.pk}


def _outside_link() -> int:
    host = LinkHost.objects.create(name="example.org")
    return OutsideLink.objects.create(digest="x", url="https://example.org/", host=host).pk
