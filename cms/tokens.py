"""Tokens of links that give rights without an account: random, known to their receiver alone, stored as a hash."""

import hashlib
import secrets

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class LinkError(ValidationError):
    """A link that leads nowhere, with what to do about it."""


class UnknownLinkError(LinkError):
    """Nobody was sent such a link, or what it led to is gone."""

    def __init__(self) -> None:
        super().__init__(
            _("This link is not valid. Check that you have copied all of it, or ask for a new one."),
            code="unknown_link",
        )


class ExpiredLinkError(LinkError):
    """The link has worked and does not any more."""

    def __init__(self) -> None:
        super().__init__(
            _("This link has expired. Ask for a new one: it takes a minute."), code="expired_link"
        )


def make_token() -> str:
    """Return a random token for an address; only its hash is to be stored."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """Return what is stored of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
