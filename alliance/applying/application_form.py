"""The form to join, and to take part in a call: what is asked, and what comes back with a word why not."""

from collections.abc import Iterator, Mapping
from typing import Any, Final
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.models import Page

from alliance import consents
from alliance.applying.holding import HoldingForm
from alliance.choices import WISHES
from alliance.membership import (
    ApplicationData,
    Consent,
    NotEligibleError,
    Receipt,
    comes_from_its_mailbox,
    content_hash,
    submit,
)
from alliance.models import JoiningSettings
from cms.choices import ORGANISATION_TYPES, country_choices, language_choices
from cms.defences.forms import GuardedForm
from cms.defences.passing import TurnedAwayError
from cms.foreign import foreign
from cms.form_fields import AddressField, PastDayField, PeopleField, TextField, line, one, some
from cms.topics import topic_codes

#: Where the verbs call a field otherwise than the form does.
_NAMES: Final = {"files": "mandate"}
_DATES: Final = ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"]
_AGREE: Final = gettext_lazy("Tick the box if you agree. Without it we may not handle what you send.")


class ApplicationForm(HoldingForm, GuardedForm):
    """An application for a page: the join page, or a call that takes expressions of interest."""

    organisation_name = line(
        gettext_lazy("Name of the organisation"),
        300,
        autocomplete="organization",
        missing=gettext_lazy("Write the name of your organisation."),
        help_text=gettext_lazy("As it is called in your language."),
    )
    organisation_type = one(
        gettext_lazy("Kind of organisation"), gettext_lazy("Choose the kind of organisation.")
    )
    country = one(gettext_lazy("Country"), gettext_lazy("Choose the country."), autocomplete="country")
    region = line(gettext_lazy("Region"), 200, help_text=gettext_lazy("County, province or district."))
    population = PeopleField(
        label=gettext_lazy("Number of inhabitants"),
        required=False,
        help_text=gettext_lazy(
            "Roughly. It says what kind of membership fits, and who a partner of like size is."
        ),
    )
    website = forms.URLField(
        label=gettext_lazy("Website"),
        max_length=200,
        required=False,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url", "spellcheck": "false"}),
        error_messages={
            "invalid": gettext_lazy("This is no address of a website: it looks like www.example.org.")
        },
    )
    contact_name = line(
        gettext_lazy("Name of the contact person"),
        200,
        autocomplete="name",
        missing=gettext_lazy("Write the name of the contact person."),
    )
    contact_role = line(gettext_lazy("Role"), 200, autocomplete="organization-title")
    email = AddressField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("We send a link there with which you confirm the application."),
    )
    phone = line(
        gettext_lazy("Phone"),
        40,
        autocomplete="tel",
        attrs={"type": "tel"},
        help_text=gettext_lazy("With the code of the country, as +371 67 000 000."),
    )
    spoken_languages = some(
        gettext_lazy("Which languages do you speak?"),
        gettext_lazy("Those in which you can work with a partner."),
    )
    wishes = some(gettext_lazy("What are you looking for?"), gettext_lazy("Tick all that fits."))
    offers = some(
        gettext_lazy("What can you offer?"), gettext_lazy("Topics on which others can learn from you.")
    )
    needs = some(gettext_lazy("What do you need?"), gettext_lazy("Topics on which you look for help."))
    earlier_partners = TextField(
        label=gettext_lazy("Earlier partners"),
        help_text=gettext_lazy("Towns or regions abroad that you work with or have worked with."),
        rows=3,
        required=False,
    )
    text = TextField(
        label=gettext_lazy("What else should we know?"),
        help_text=gettext_lazy(
            "In your own words, in any language of this website; 5,000 characters at most."
        ),
        rows=7,
        required=False,
    )
    mandate_on = PastDayField(
        label=gettext_lazy("Date of the decision"),
        required=False,
        input_formats=_DATES,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": gettext_lazy("This is no date: it looks like 2026-05-31.")},
    )
    consent = forms.BooleanField(error_messages={"required": _AGREE})
    publication = forms.BooleanField(required=False)
    insists = forms.BooleanField(
        label=gettext_lazy("Send it all the same; the staff of the alliance decide."), required=False
    )
    #: the digests of the words that were shown
    consent_words = forms.CharField(widget=forms.HiddenInput, required=False)
    publication_words = forms.CharField(widget=forms.HiddenInput, required=False)
    #: the token of the draft that it was made from
    draft = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, page: Page, is_call: bool = False, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.page, self.is_call = page, is_call
        self.settings = JoiningSettings.load()
        self.was_refused = False
        choices = {
            "organisation_type": [("", _("Choose")), *ORGANISATION_TYPES],
            "country": [("", _("Choose")), *self._countries()],
            "spoken_languages": language_choices(),
            "wishes": WISHES,
        }
        for name, codes in choices.items():
            self.fields[name].choices = codes
        topics = topic_codes()
        for name in ("offers", "needs"):
            if topics:
                self.fields[name].choices = topics
            else:
                del self.fields[name]
        self._ask_for_mandate()
        self._ask_for_consents()

    def _countries(self) -> list[tuple[str, str]]:
        wanted = set(self.settings.countries)
        return [(code, name) for code, name in country_choices() if not wanted or code in wanted]

    def _ask_for_mandate(self) -> None:
        if self.settings.mandate == "off":
            del self.fields["mandate"], self.fields["mandate_on"], self.fields["kept"]
            return
        self.fields["mandate"].label = _("Mandate or decision of your council")
        # Never `required` for Django: a file that is held is enough, and `alliance.membership.submit` asks for it.
        self.fields["mandate"].is_asked_for = self.settings.mandate == "required"

    def _ask_for_consents(self) -> None:
        now = consents.wordings_now(get_language(), self.settings)
        self.wordings = {
            "consent": now[consents.APPLICATION],
            "publication": None if self.is_call else now[consents.PUBLICATION],
        }
        for name, wording in self.wordings.items():
            if wording is None:
                del self.fields[name], self.fields[f"{name}_words"]
                continue
            code = foreign(wording.language)
            self.fields[name].label = (
                format_html('<span lang="{}">{}</span>', code, wording.heading) if code else wording.heading
            )
            self.initial[f"{name}_words"] = wording.digest

    @property
    def words_without_proof(self) -> str:
        return _(
            "Too many forms have come in that were sent without script. Nothing is lost: press “%(button)s” below, "
            "open the link that we mail you, and send the application from there."
        ) % {"button": _("Mail me a link to go on later")}

    @property
    def is_open(self) -> bool:
        """Whether anybody can apply: only where there are words to agree to."""
        return self.wordings["consent"] is not None

    def parts(self) -> Iterator[dict[str, Any]]:
        """Yield what the form is made of, in its order: a name, a title, and the fields that there are."""
        for name, title, names in (
            (
                "organisation",
                _("Your organisation"),
                ("organisation_name", "organisation_type", "country", "region", "population", "website"),
            ),
            (
                "person",
                _("Contact person"),
                ("contact_name", "contact_role", "email", "phone", "spoken_languages"),
            ),
            (
                "matters",
                _("What you offer and look for"),
                ("wishes", "offers", "needs", "earlier_partners", "text"),
            ),
            ("decision", _("Decision of your council"), ("mandate", "mandate_on")),
        ):
            fields = [self[field] for field in names if field in self.fields]
            if fields:
                yield {"name": name, "title": title, "fields": fields}

    def consent_parts(self) -> Iterator[dict[str, Any]]:
        """Yield the boxes to agree by, each with the words that it is about."""
        for name, wording in self.wordings.items():
            if wording is not None:
                yield {"field": self[name], "words": wording, "lang": foreign(wording.language)}

    def send(self, network: str) -> Receipt | None:
        """Send the application; None where something is wrong, which the form then says."""
        if not self.is_open or not self.is_valid():
            return None
        given = self.cleaned_data
        try:
            return self._submit(given, network)
        except TurnedAwayError as refusal:
            self.show_refusal(refusal)
        except NotEligibleError as refusal:
            self.was_refused = True
            self.add_error(
                "insists", _("This does not fit our rules. %(reason)s") % {"reason": refusal.reason}
            )
        except consents.ConsentChangedError as changed:
            for name, wording in self.wordings.items():
                if wording is not None:
                    self.show(f"{name}_words", wording.digest)
            self._untick("consent", "publication")
            self.add_error("consent", changed.messages[0])
        except ValidationError as wrong:
            self._take(wrong)
        return None

    def show_only(self, errors: Mapping[str, Any]) -> None:
        """Show other errors than those of the form: it was not to be sent."""
        self.errors.clear()
        self.errors.update(errors)

    @transaction.atomic
    def _submit(self, given: dict[str, Any], network: str) -> Receipt:
        agreed = Consent(
            given["consent_words"], given.get("publication_words", "") if given.get("publication") else ""
        )
        data, draft = self._application(given), given["draft"]
        is_from_mailbox = comes_from_its_mailbox(draft, data.email)
        self.pass_once(content_hash(data), network, is_from_mailbox=is_from_mailbox)
        return submit(
            data, agreed, files=self.kept_tokens(), draft=draft, network=network, insists=given["insists"]
        )

    def _application(self, given: dict[str, Any]) -> ApplicationData:
        topics = {name: [UUID(key) for key in given.get(name, ())] for name in ("offers", "needs")}
        plain = (
            "organisation_name", "organisation_type", "country", "region", "population", "website", "contact_name",
            "contact_role", "email", "phone", "spoken_languages", "wishes", "earlier_partners", "text",
        )  # fmt: skip
        return ApplicationData(
            page=self.page,
            language=get_language(),
            mandate_on=given.get("mandate_on"),
            **topics,
            **{name: given[name] for name in plain},
        )

    def _take(self, wrong: ValidationError) -> None:
        """Show what a verb refuses at the field that it is about."""
        if not hasattr(wrong, "error_dict"):
            self.add_error(None, wrong)
            return
        for name, errors in wrong.error_dict.items():
            shown = _NAMES.get(name, name)
            self.add_error(shown if shown in self.fields else None, errors)
            if name == "files":
                self.show("kept", "")

    def _untick(self, *names: str) -> None:
        self.data = self.data.copy()
        for name in names:
            self.data.pop(name, None)
