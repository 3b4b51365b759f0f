"""The links in mails to subscribers: signed, the same in every mail, of no use once the subscriber is gone."""

import datetime as dt
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation

from cms.subscriptions.models import Subscriber
from cms.tokens import ExpiredLinkError, UnknownLinkError

#: How long the link to confirm by works.
LASTS: Final = dt.timedelta(hours=48)
_CONFIRM: Final = signing.TimestampSigner(salt="cms.subscriptions.confirm", sep=".")
_MANAGE: Final = signing.Signer(salt="cms.subscriptions.manage", sep=".")


def confirm_link(subscriber: Subscriber) -> str:
    """Return the whole address at which a subscription is confirmed."""
    return _whole("subscription_confirm", _CONFIRM.sign(subscriber.key.hex), subscriber.language)


def manage_link(subscriber: Subscriber) -> str:
    """Return the whole address at which a subscription is changed."""
    return _whole("subscription_manage", manage_token(subscriber), subscriber.language)


def end_link(subscriber: Subscriber) -> str:
    """Return the whole address at which a subscription ends, by one click of a mail program too (RFC 8058)."""
    return _whole("subscription_end", manage_token(subscriber), subscriber.language)


def manage_token(subscriber: Subscriber) -> str:
    """Return what stands in the links of all mails to a subscriber."""
    return _MANAGE.sign(subscriber.key.hex)


def read_confirm_token(token: str) -> tuple[UUID, bool]:
    """Return whom a link to confirm is for, and whether it is too old. Raises `UnknownLinkError`."""
    return _key(_CONFIRM, token), _is_too_old(token)


def read_manage_token(token: str) -> UUID:
    """Return whom a link in a mail is for. Raises `UnknownLinkError` for one that we have not made."""
    return _key(_MANAGE, token)


def find_subscriber(token: str) -> Subscriber:
    """Return the subscriber of a link in a mail. Raises `UnknownLinkError`, `ExpiredLinkError` once she is gone."""
    found = Subscriber.objects.confirmed().filter(key=read_manage_token(token)).first()
    if found is None:
        raise ExpiredLinkError
    return found


def _key(signer: signing.Signer, token: str) -> UUID:
    try:
        return UUID(signer.unsign(token))
    except (signing.BadSignature, ValueError):
        raise UnknownLinkError from None


def _is_too_old(token: str) -> bool:
    try:
        _CONFIRM.unsign(token, max_age=LASTS)
    except signing.SignatureExpired:
        return True
    return False


def _whole(name: str, token: str, language: str) -> str:
    with translation.override(language):
        return settings.BASE_URL + reverse(name, args=[token])
