"""Links in mails to whoever registers: the number of the registration, signed for what the link does."""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.core import signing

from cms.tokens import ExpiredLinkError, UnknownLinkError
from news.models import Registration, RegistrationSettings

CONFIRM: Final = "confirm"
OWN: Final = "own"
#: Below `/<language>/`: where each kind of link leads. The URL configuration is made of these.
PATHS: Final = {CONFIRM: "_registration/confirm/", OWN: "_registration/own/"}


def token_of(registration: Registration, purpose: str) -> str:
    """Return the signed number of a registration."""
    return _signer(purpose).sign(str(registration.pk))


def address_of(registration: Registration, purpose: str) -> str:
    """Return the whole address of a link, as it stands in a mail."""
    token = token_of(registration, purpose)
    return f"{settings.BASE_URL}/{registration.language}/{PATHS[purpose]}{token}/"


def find(token: str, purpose: str) -> Registration:
    """Return the registration of a link, with its event, and change nothing: link scanners may open it.

    A link to confirm works for the hours of the settings, and after that as long as it was confirmed: it then only
    tells so. Raises `UnknownLinkError` or `ExpiredLinkError`.
    """
    try:
        key = _signer(purpose).unsign(token)
    except signing.BadSignature:
        raise UnknownLinkError from None
    rows = Registration.objects.named().select_related("guest_list")
    found = rows.filter(pk=int(key)).first()
    if found is not None and found.confirmed_at is not None:
        return found
    if purpose == CONFIRM and _is_old(token):
        raise ExpiredLinkError  # also where it was deleted since
    if found is None or purpose == OWN:
        raise UnknownLinkError
    return found


def _is_old(token: str) -> bool:
    lasts = timedelta(hours=RegistrationSettings.load().link_hours)
    try:
        _signer(CONFIRM).unsign(token, max_age=lasts)
    except signing.SignatureExpired:
        return True
    return False


def _signer(purpose: str) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"news.registrations.{purpose}", sep=".")
