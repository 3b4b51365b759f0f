"""The form to subscribe, and the one to change a subscription."""

from typing import Any, Final

from django import forms
from django.db import transaction
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cms import formats
from cms.choices import language_name
from cms.defences.forms import GuardedForm
from cms.defences.passing import TurnedAwayError
from cms.feeds import feeds
from cms.form_fields import AddressField, Choices, OneOf, some
from cms.subscriptions.choices import RHYTHMS, WEEKLY
from cms.subscriptions.models import Subscriber
from cms.subscriptions.subscribing import Wishes, change, subscribe
from cms.topics import key_of_slug, names_of, topic_codes

_RHYTHM: Final = gettext_lazy("Choose how often we write to you.")


class WishesForm(forms.Form):
    """What somebody wants to be told, in which languages, how often."""

    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("What do you want to hear of?"),
        widget=Choices(in_columns=True),
        error_messages={"required": gettext_lazy("Choose at least one.")},
    )
    topics = some(gettext_lazy("Topics"), gettext_lazy("Leave all empty to hear of every topic."))
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages you read"),
        help_text=gettext_lazy("What is there in several of them is told once."),
        widget=Choices(in_columns=True),
        error_messages={"required": gettext_lazy("Choose at least one language.")},
    )
    rhythm = forms.ChoiceField(
        label=gettext_lazy("How often?"),
        choices=RHYTHMS,
        initial=WEEKLY,
        widget=OneOf,
        error_messages={"required": _RHYTHM, "invalid_choice": _RHYTHM},
    )

    def __init__(self, *args: Any, codes: list[str], **kwargs: Any):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["kinds"].choices = [(feed.name, feed.label) for feed in feeds()]
        self.fields["languages"].choices = [(code, language_name(code)) for code in codes]
        topics = topic_codes()
        if topics:
            self.fields["topics"].choices = topics
        else:
            del self.fields["topics"]

    def wishes(self, language: str) -> Wishes:
        """Return what a valid form says, told in a language."""
        given = self.cleaned_data
        return Wishes(
            language=language,
            languages=given["languages"],
            kinds=given["kinds"],
            topics=given.get("topics", []),
            rhythm=given["rhythm"],
        )


class SubscribeForm(WishesForm, GuardedForm):
    """The form to subscribe; what is found by it is told to nobody but the mailbox."""

    email = AddressField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("We send a link there with which you confirm the subscription."),
    )
    field_order = ["email", "kinds", "topics", "languages", "rhythm"]

    def send(self, network: str) -> bool:
        """Ask for the subscription; False where something is wrong, which the form then says."""
        if not self.is_valid():
            return False
        email, wishes = self.cleaned_data["email"], self.wishes(get_language())
        try:
            with transaction.atomic():
                self.pass_once(f"{email}\n{wishes}", network)
                subscribe(email, wishes, network=network)
        except TurnedAwayError as refusal:
            self.show_refusal(refusal)
            return False
        return True


class ManageForm(WishesForm):
    """What a subscriber changes."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language of our mails"),
        error_messages={"required": gettext_lazy("Choose the language.")},
    )

    def __init__(self, *args: Any, codes: list[str], **kwargs: Any):
        super().__init__(*args, codes=codes, **kwargs)
        self.fields["language"].choices = [(code, language_name(code)) for code in codes]

    def save(self, token: str) -> bool:
        """Change the subscription of a link; False where something is wrong."""
        if not self.is_valid():
            return False
        change(token, self.wishes(self.cleaned_data["language"]))
        return True


def first_wishes(asked: Any) -> dict[str, Any]:
    """Return how the form begins: with all there is in the active language, or what a link to it names."""
    names = [feed.name for feed in feeds()]
    kind, topic = asked.get("kind", ""), key_of_slug(asked.get("topic", "")[:100])
    return {
        "kinds": [kind] if kind in names else names,
        "topics": [str(topic)] if topic else [],
        "languages": [get_language()],
    }


def wishes_of(subscriber: Subscriber) -> dict[str, Any]:
    """Return the wishes of a subscriber, as the form begins with them."""
    names = ("kinds", "topics", "languages", "rhythm", "language")
    return {name: getattr(subscriber, name) for name in names}


def in_words(subscriber: Subscriber) -> list[dict[str, str]]:
    """Return what a subscriber wishes, as `components/facts.html` lists it."""
    kinds = [str(feed.label) for feed in feeds() if feed.name in subscriber.kinds]
    return [
        {"label": _("What"), "value": formats.format_list(kinds)},
        {"label": _("Topics"), "value": formats.format_list(names_of(subscriber.topics)) or _("All topics")},
        {"label": _("Languages"), "value": formats.format_list(map(language_name, subscriber.languages))},
        {"label": _("How often"), "value": subscriber.get_rhythm_display()},
    ]
