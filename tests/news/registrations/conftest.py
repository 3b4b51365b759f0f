"""An event that takes registrations, and what is needed to register for it."""

import datetime as dt
import re

import pytest
from django.core import signing
from django.utils import timezone

from cms import public_forms
from cms.mail.models import Message
from news.models import EventPage, GuestList, Registration
from news.registrations.registering import RegistrationData, confirm, register
from tests.factories import make_page, make_site
from tests.fixtures.database import again

TOKEN = re.compile(r"/_registration/(\w+)/([\w.-]+)/")
DAY = dt.timedelta(days=1)


def make_event() -> EventPage:
    """Make an event in ten days, with two places and a waiting list."""
    make_site("en", "lt")
    start = timezone.now().replace(second=0, microsecond=0) + 10 * DAY
    return make_page(
        EventPage,
        title="Forum",
        slug="forum",
        start_at=start,
        end_at=start + dt.timedelta(hours=4),
        time_zone="Europe/Vilnius",
        mode="hybrid",
        venue="Town hall",
        join_url="https://meet.example.org/forum",
        join_access="registered",
        takes_registrations=True,
        capacity=2,
    )


@pytest.fixture(scope="module")
def made_event(shared_rows):
    with shared_rows():
        return make_event()


@pytest.fixture
def event(made_event, db):
    return again(made_event)


@pytest.fixture
def stamp(monkeypatch):
    """The stamp of a form that was opened a minute ago."""
    with monkeypatch.context() as patch:
        patch.setattr(signing.time, "time", lambda: timezone.now().timestamp() - 60)
        return public_forms.make_stamp("RegistrationForm")


def data(name: str, /, **fields) -> RegistrationData:
    return RegistrationData(**{"language": "en", "name": name, "email": f"{name}@example.org", **fields})


def guest(event: EventPage, name: str, /, **fields) -> Registration:
    """Register somebody and prove the address; return the registration."""
    register(event.translation_key, data(name, **fields))
    return confirm(last_token("confirm"))


def last_token(purpose: str) -> str:
    """Return the token in the last mail with such a link."""
    for message in Message.objects.order_by("-pk"):
        for found, token in TOKEN.findall(message.text):
            if found == purpose:
                return token
    raise LookupError(purpose)


def mails() -> list[tuple[str, str]]:
    """Return the kinds of all mails and who gets them, in their order."""
    return [
        (kind.removeprefix("registration."), to)
        for kind, to in Message.objects.order_by("pk").values_list("kind", "recipient")
    ]


def states() -> dict[str, str]:
    return dict(Registration.objects.order_by("pk").values_list("name", "state"))


def guests_of(event: EventPage) -> GuestList:
    return GuestList.objects.get(event_key=event.translation_key)


def publish(event: EventPage, **fields) -> None:
    """Publish an event with other facts."""
    page = EventPage.objects.get(pk=event.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
