"""The mails to those who register, in the transaction of what they tell of, each in the language of its reader."""

import datetime as dt

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone, translation

from cms.defences.mailing import may_write
from cms.mail.kinds import Kind
from cms.mail.models import Message
from cms.mail.outbox import queue
from news import mail_kinds
from news.models import Registration, RegistrationSettings
from news.registrations.links import CONFIRM, OWN, address_of
from news.registrations.versions import event_words


def ask_to_confirm(registration: Registration, network: str) -> None:
    """Write a mail with a link to confirm a registration, where the limits allow it."""
    if may_write(registration.email, network):
        hours = str(RegistrationSettings.load().link_hours)
        link = address_of(registration, CONFIRM)
        _write(registration, mail_kinds.CONFIRM, _moment(), link=link, hours=hours, network=network)


def remind_of_registration(registration: Registration, network: str) -> None:
    """Write to somebody who registered once more what is known already, where the limits allow it."""
    if may_write(registration.email, network):
        link = address_of(registration, OWN)
        _write(registration, mail_kinds.ALREADY, _moment(), link=link, network=network)


def was_written_to(registration: Registration, within: dt.timedelta) -> bool:
    """Tell whether one of the mails that a form asks for was written within this time."""
    kinds = (mail_kinds.CONFIRM.name, mail_kinds.ALREADY.name)
    sent = Message.objects.filter(
        about_type=ContentType.objects.get_for_model(Registration), about_id=registration.pk, kind__in=kinds
    )
    return sent.filter(created_at__gt=timezone.now() - within).exists()


def tell(registration: Registration, what: str, key: str = "", **values: str) -> None:
    """Write a mail of `mail_kinds.TOLD`, once for a registration and a key."""
    kind = mail_kinds.TOLD[what]
    if "link" in kind.placeholders:
        values["link"] = address_of(registration, OWN)
    _write(registration, kind, key, **values)


def _write(registration: Registration, kind: Kind, key: str, *, network: str = "", **values: str) -> None:
    with translation.override(registration.language):
        words = event_words(registration)
        known = {"name": registration.name, **words, **values}
        queue(
            kind,
            to=registration.email,
            language=registration.language,
            key=":".join(filter(None, (kind.name, str(registration.pk), key))),
            values={name: known[name] for name in kind.placeholders},
            about=registration,
            network=network,
        )


def _moment() -> str:
    return timezone.now().isoformat()
