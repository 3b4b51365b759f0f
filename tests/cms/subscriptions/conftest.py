"""A site in two languages with lists of news, events and calls, and people who subscribe to them."""

import datetime as dt
import re

import pytest
from django.core import signing
from django.utils import timezone

from cms import public_forms
from cms.mail.models import Message
from cms.subscriptions.models import Subscriber
from cms.subscriptions.subscribing import start
from news.models import ArticleIndexPage, CallIndexPage, EventIndexPage
from tests.factories import make_page, make_site

FIELDS = {"email": "rasa@example.org", "kinds": ["news", "events"], "languages": ["en"], "rhythm": "weekly"}
LINK = re.compile(r"/\w+/_subscription/(\w+)/([\w.-]+)/")


@pytest.fixture
def site(db):
    """The home page of a site in English and Lithuanian, with its three lists."""
    home = make_site("en", "lt")
    for model in (ArticleIndexPage, EventIndexPage, CallIndexPage):
        make_page(model, home)
    return home


@pytest.fixture
def stamp(monkeypatch):
    """The stamp of a form that was opened a minute ago."""
    with monkeypatch.context() as patch:
        patch.setattr(signing.time, "time", lambda: timezone.now().timestamp() - 60)
        return public_forms.make_stamp("SubscribeForm")


@pytest.fixture
def send(client, site, stamp):
    """A function that sends the form, with some fields otherwise."""

    def send(language="en", **fields):
        return client.post(f"/{language}/_subscription/", FIELDS | {"stamp": stamp} | fields)

    return send


@pytest.fixture
def make_subscriber(site):
    """A function that makes somebody who confirmed an hour ago and is due."""

    def make(email="rasa@example.org", **fields):
        hour_ago = timezone.now() - dt.timedelta(hours=1)
        values = {
            "language": "en",
            "languages": ["en"],
            "kinds": ["news", "events", "calls"],
            "rhythm": "at_once",
        }
        subscriber = Subscriber(email=email, email_normalised=email, **values | fields)
        start(subscriber, hour_ago)
        subscriber.next_at = hour_ago
        subscriber.save()
        return subscriber

    return make


def mails(*kinds: str) -> list[Message]:
    """Return the mails to subscribers, the oldest first."""
    found = Message.objects.filter(kind__startswith="subscription.").order_by("pk")
    return list(found.filter(kind__in=[f"subscription.{kind}" for kind in kinds]) if kinds else found)


def link(purpose: str) -> str:
    """Return the last address of a kind that was mailed, without its host."""
    for message in reversed(mails()):
        for match in LINK.finditer(message.text):
            if match[1] == purpose:
                return match[0]
    raise AssertionError(f"no mail has a link to {purpose}")
