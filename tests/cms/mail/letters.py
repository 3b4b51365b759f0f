"""Kinds of mail for tests, whose texts stand in the catalogues already."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.mail.kinds import Kind, Placeholder, kind_named, register
from cms.mail.models import Message
from cms.mail.outbox import queue

_PLACEHOLDERS = {
    "name": Placeholder("the name", "Ona"),
    "link": Placeholder("the link", "https://www.example.org/"),
}


def _registered(kind: Kind) -> Kind:
    return kind_named(kind.name) or register(kind)


GREETING = _registered(
    Kind(
        "test.greeting",
        "Greeting",
        _("Search"),
        ("Hello {name}!", "{link}"),
        _PLACEHOLDERS,
        frozenset({"link"}),
        is_asked_for=True,
    )
)
SECRET = _registered(
    Kind("test.secret", "Secret", "For {name}", "{link}", _PLACEHOLDERS, frozenset({"link"}), is_secret=True)
)
LINK = "http://127.0.0.1:8000/en/"


def greet(kind: Kind = GREETING, *, key: str, **changes: Any) -> Message:
    """Write a mail to Ona, with changes."""
    values = {"name": changes.pop("name", "Ona"), "link": changes.pop("link", LINK)}
    return queue(kind, **{"to": "ona@example.org", "language": "en", "key": key, "values": values, **changes})
