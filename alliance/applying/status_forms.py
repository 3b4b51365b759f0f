"""The forms of the status page. The link is the right to them; nobody else has their address."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from alliance.applying.holding import HoldingForm
from alliance.membership import answer, attach, change_contact, withdraw
from alliance.models import Application
from cms.defences.forms import CountedForm
from cms.form_fields import AddressField, TextField, line


class StatusForm(forms.Form):
    """A form about an application: it does something, or says why it did not."""

    def __init__(self, *args, application: Application, **kwargs):
        super().__init__(*args, label_suffix="", prefix=self.prefix_of, **kwargs)
        self.application = application

    #: Several stand on one page.
    prefix_of = None

    def do(self, network: str) -> bool:
        """Do what it is for; False where something is wrong."""
        if not self.is_valid():
            return False
        try:
            self.act(self.cleaned_data, network)
        except ValidationError as wrong:
            for name, errors in getattr(wrong, "error_dict", {None: wrong}).items():
                shown = {"files": "mandate", "name": "contact_name"}.get(name, name)
                self.add_error(shown if shown in self.fields else None, errors)
            return False
        return True

    def act(self, given: dict[str, Any], network: str) -> None:
        """Call the verb."""
        raise NotImplementedError


class _FileForm(HoldingForm, StatusForm):
    @property
    def kept_token(self) -> str:
        return str(self.data.get(self.add_prefix("kept"), "")) if self.is_bound else ""

    def show(self, name: str, value: str) -> None:
        super().show(self.add_prefix(name), value)


class AnswerForm(_FileForm):
    """The answer to what staff asked."""

    prefix_of = "answer"
    text = TextField(
        label=gettext_lazy("Your answer"), rows=6, required_message=gettext_lazy("Write your answer.")
    )
    field_order = ["text", "mandate", "kept"]

    def act(self, given: dict[str, Any], network: str) -> None:
        answer(self.application, given["text"], self.kept_tokens())


class AttachForm(_FileForm):
    """One more file."""

    prefix_of = "more"
    text = TextField(label=gettext_lazy("A word about it"), rows=3, required=False)
    field_order = ["mandate", "kept", "text"]

    def act(self, given: dict[str, Any], network: str) -> None:
        attach(self.application, self.kept_tokens(), given["text"])


class WithdrawForm(StatusForm):
    """Why an application is taken back."""

    reason = TextField(
        label=gettext_lazy("Why do you withdraw it?"),
        help_text=gettext_lazy("It helps us, but you need not say."),
        rows=3,
        required=False,
    )

    def act(self, given: dict[str, Any], network: str) -> None:
        withdraw(self.application, given["reason"])


class ContactForm(StatusForm):
    """Whom to write to."""

    contact_name = line(
        gettext_lazy("Name of the contact person"),
        200,
        autocomplete="name",
        missing=gettext_lazy("Write the name of the contact person."),
    )
    contact_role = line(gettext_lazy("Role"), 200, autocomplete="organization-title")
    email = AddressField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("We write to a new address first, so that you can confirm it."),
    )
    phone = line(gettext_lazy("Phone"), 40, autocomplete="tel", attrs={"type": "tel"})
    #: whether a new address has to be proved first
    is_to_be_proved = False

    def __init__(self, *args, application: Application, **kwargs):
        names = ("contact_name", "contact_role", "email", "phone")
        kwargs["initial"] = {name: getattr(application, name) for name in names}
        super().__init__(*args, application=application, **kwargs)

    def act(self, given: dict[str, Any], network: str) -> None:
        self.is_to_be_proved = change_contact(
            self.application,
            name=given["contact_name"],
            role=given["contact_role"],
            phone=given["phone"],
            email=given["email"],
            network=network,
        )


class LinkForm(CountedForm):
    """Where a new link to the status page is sent."""

    email = AddressField(
        label=gettext_lazy("E-mail address"), help_text=gettext_lazy("The one that you applied with.")
    )
