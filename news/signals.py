"""Signals call verbs: what is published of an event is what its registration goes by."""

from typing import Any

from wagtail.signals import page_published, page_unpublished

from news.models import EventPage
from news.registrations.following import close_if_gone, follow


def event_is_published(sender: type, instance: EventPage, **kwargs: Any) -> None:
    """Let the list of guests follow."""
    follow(instance)


def event_is_unpublished(sender: type, instance: EventPage, **kwargs: Any) -> None:
    """Close the registration with the last language."""
    close_if_gone(instance)


def connect() -> None:
    """Listen; called once, when the app starts."""
    page_published.connect(event_is_published, sender=EventPage, dispatch_uid="news.event_published")
    page_unpublished.connect(event_is_unpublished, sender=EventPage, dispatch_uid="news.event_unpublished")
