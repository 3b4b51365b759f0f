"""The mails that verbs write, in the transaction of what they tell of."""

from datetime import timedelta
from typing import Any

from django.utils import translation

from alliance.links import address_of, make_link
from alliance.mail_kinds import CONFIRM_AGAIN, CONFIRM_APPLICATION
from alliance.models import Application, JoiningSettings
from alliance.vocabulary import ADDRESS, CONFIRM, STATUS
from cms.defences.mailing import may_write
from cms.mail.kinds import Kind
from cms.mail.outbox import queue
from cms.tokens import hash_of


def tell(application: Application, kind: Kind, key: str, **values: str) -> None:
    """Write a mail to the contact of an application, once for a key; without an address nobody is told."""
    if not application.email:
        return
    queue(
        kind,
        to=application.email,
        language=application.language,
        key=f"{kind.name}:{key}",
        values=values_of(application) | values,
        about=application,
    )


def tell_with_status(
    application: Application, kind: Kind, key: str, *, network: str = "", **values: str
) -> None:
    """Write a mail with a link to the status page; each has a link of its own, until they are all revoked."""
    token = make_link(STATUS, application=application)
    link = address_of(STATUS, token, application.language)
    _write(application, kind, key, application.email, network, link=link, **values)


def ask_to_confirm(application: Application, network: str, *, again: bool = False) -> bool:
    """Write a mail with a link to confirm an application; tell whether the limits allowed it."""
    if not may_write(application.email, network):
        return False
    kind = CONFIRM_AGAIN if again else CONFIRM_APPLICATION
    _write_timed(application, kind, CONFIRM, application.email, network)
    return True


def ask_to_confirm_address(application: Application, kind: Kind, address: str, network: str) -> bool:
    """Write a mail with a link to prove a new address; tell whether the limits allowed it."""
    if not may_write(address, network):
        return False
    _write_timed(application, kind, ADDRESS, address, network, email=address)
    return True


def values_of(application: Application) -> dict[str, str]:
    """Return what all mails to an applicant may name."""
    return {
        "name": application.contact_name,
        "organisation": application.organisation_name,
        "reference": application.reference,
    }


def words_in(text: Any, language: str) -> str:
    """Return a lazy text in a language."""
    with translation.override(language):
        return str(text)


def _write_timed(
    application: Application, kind: Kind, purpose: str, to: str, network: str, **proves: str
) -> None:
    hours = JoiningSettings.load().link_hours
    token = make_link(purpose, lasts=timedelta(hours=hours), application=application, **proves)
    link = address_of(purpose, token, application.language)
    _write(application, kind, hash_of(token)[:16], to, network, link=link, hours=str(hours))


def _write(application: Application, kind: Kind, key: str, to: str, network: str, **values: str) -> None:
    queue(
        kind,
        to=to,
        language=application.language,
        key=f"{kind.name}:{application.pk}:{key}",
        values=values_of(application) | values,
        about=application,
        network=network,
    )
