"""The form to register for an event."""

import hashlib
import json
import re
import uuid
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from cms.defences.forms import GuardedForm
from cms.defences.passing import TurnedAwayError
from cms.form_fields import AddressField, TextField, line
from news.models import RegistrationSettings
from news.registrations.refusals import RegistrationError
from news.registrations.registering import Receipt, RegistrationData, register

#: A name stands in a mail to an address nobody has proved yet: nobody is to send advertisements by it.
_ADDRESS: Final = re.compile(r"://|\bwww\.|\bhttps?\b", re.IGNORECASE)


class RegistrationForm(GuardedForm):
    """Who comes, and what she would like to ask."""

    name = line(gettext_lazy("Your name"), 200, autocomplete="name", missing=gettext_lazy("Write your name."))
    email = AddressField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("We send a link there with which you confirm the registration."),
    )
    organisation = line(gettext_lazy("Organisation"), 300, autocomplete="organization")
    question = TextField(
        label=gettext_lazy("Question to the organisers"),
        help_text=gettext_lazy("Also what you need to take part, as step-free access or interpretation."),
        rows=4,
        required=False,
    )
    consent = forms.BooleanField(
        error_messages={
            "required": gettext_lazy("Tick the box if you agree. Without it we may not handle what you send.")
        }
    )

    def __init__(self, *args: Any, event_key: uuid.UUID, **kwargs: Any):
        super().__init__(*args, label_suffix="", **kwargs)
        self.event_key = event_key
        self.fields["consent"].label = consent_words()

    def clean_name(self) -> str:
        """Refuse what is no name but an advertisement."""
        name = self.cleaned_data["name"]
        if _ADDRESS.search(name):
            raise ValidationError(_("Write the name without a web address."))
        return name

    def send(self, network: str) -> Receipt | None:
        """Send the registration; None where something is wrong, which the form then says."""
        if not self.is_valid():
            return None
        names = ("name", "email", "organisation", "question")
        given = {name: self.cleaned_data[name] for name in names}
        data = RegistrationData(language=get_language(), consent_text=consent_words(), **given)
        content = hashlib.sha256(json.dumps([str(self.event_key), given]).encode()).hexdigest()
        try:
            with transaction.atomic():
                self.pass_once(content, network)
                return register(self.event_key, data, network=network)
        except TurnedAwayError as refusal:
            self.show_refusal(refusal)
        except RegistrationError as refusal:
            self.add_error(None, refusal.messages[0])
        return None


def consent_words() -> str:
    """Return what whoever registers agrees to, in the active language."""
    days = RegistrationSettings.load().kept_days
    return ngettext(
        "I agree that the organisers keep what I have written here and use it to prepare this event. "
        "It is deleted %(days)s day after the event.",
        "I agree that the organisers keep what I have written here and use it to prepare this event. "
        "It is deleted %(days)s days after the event.",
        days,
    ) % {"days": days}
