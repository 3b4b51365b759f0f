"""The guests of the demo site's events: made up, and put on their lists by the verbs that visitors use."""

from pathlib import Path
from typing import Any, Final

import yaml
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import translation
from wagtail.models import Page

from cms.content.references import key_for, kind_of
from cms.mail.models import Message
from cms.mail.sending import record_sent
from news.models import GuestList, Registration
from news.registrations.links import CONFIRM, token_of
from news.registrations.registering import RegistrationData, cancel, confirm, register
from news.registrations.registration_form import consent_words

REGISTRATIONS: Final = Path(__file__).parent / "demo" / "registrations.yaml"


@transaction.atomic
def load_demo_registrations() -> int:
    """Add the guests that are missing; return how many. Their mails stand in the outbox as sent, and go to nobody."""
    entries = yaml.safe_load(REGISTRATIONS.read_text(encoding="utf-8"))["registrations"]
    made = sum(_add(entry) for entry in entries)
    mails = Message.objects.filter(about_type=ContentType.objects.get_for_model(Registration), sent_at=None)
    for message in mails if made else ():
        record_sent(message)
    return made


def _add(entry: dict[str, Any]) -> bool:
    key, email = key_for(kind_of(Page), entry["event"]), entry["email"]
    guests = GuestList.objects.filter(event_key=key).first()
    if guests is None or guests.registrations.filter(email=email).exists():
        return False
    words = {name: entry.get(name, "") for name in ("language", "name", "email", "organisation", "question")}
    with translation.override(entry["language"]):
        register(key, RegistrationData(**words, consent_text=consent_words()))
    registration = guests.registrations.get(email=email)
    if entry.get("confirms", True):
        confirm(token_of(registration, CONFIRM))
    if entry.get("cancels"):
        cancel(registration)
    return True
