"""Drafts of applications: what of a form is kept when somebody wants to go on later."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy

from alliance.applying.application_form import ApplicationForm
from cms.defences.forms import CountedForm
from cms.form_fields import AddressField

#: What of the form is no part of a draft: consents are given when it is sent, files are not kept so long.
NOT_DRAFTED: Final = {
    "stamp", "subject", "kept", "draft", "mandate", "consent", "publication", "consent_words",
    "publication_words", "insists",
}  # fmt: skip


class DraftForm(CountedForm):
    """What it takes to keep a draft: an address, and that somebody has typed it."""

    stamped_for = ApplicationForm.__name__

    email = AddressField(
        required_message=gettext_lazy("Write your e-mail address: the link to go on is sent there.")
    )


def drafted(form: ApplicationForm) -> dict[str, list[str]]:
    """Return what was typed into a form, as a draft keeps it."""
    names = [name for name in form.fields if name not in NOT_DRAFTED]
    return {name: form.data.getlist(name) for name in names if any(form.data.getlist(name))}


def initial_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a draft has kept, as a form begins with it."""
    fields = ApplicationForm.base_fields
    several = {name for name, field in fields.items() if isinstance(field, forms.MultipleChoiceField)}
    return {
        name: values if name in several else values[0]
        for name, values in data.items()
        if name in fields and name not in NOT_DRAFTED and isinstance(values, list) and values
    }
