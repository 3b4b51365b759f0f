"""Forms that anybody may send without an account and without a cookie.

There is no session that somebody could abuse, so no cookie against cross-site requests is needed; what keeps simple
programs out is a signed time and a field that people do not see.
"""

from datetime import timedelta
from typing import Final

from django import forms
from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

#: Nobody fills in a form faster than this.
SHORTEST: Final = timedelta(seconds=2)
#: After this long a page that was left open is asked to be sent once more.
LONGEST: Final = timedelta(days=2)


class PublicForm(forms.Form):
    """A form with a signed time and a trap; what else is wrong is told first, and nothing typed is lost."""

    required_css_class = "required"
    #: the name that its time is signed for: the form's own, unless its fields are shown by another
    stamped_for = ""

    stamp = forms.CharField(widget=forms.HiddenInput, required=False)
    # Programs fill in every field; people neither see nor hear this one.
    subject = forms.CharField(
        label=gettext_lazy("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("stamp", make_stamp(self.stamped_for))

    def __init_subclass__(cls, **kwargs) -> None:
        super().__init_subclass__(**kwargs)
        cls.stamped_for = cls.__dict__.get("stamped_for") or cls.__name__

    def shown_fields(self) -> list[forms.BoundField]:
        """Return the fields that people see, in their order."""
        return [field for field in self.visible_fields() if field.name != "subject"]

    def turn_away(self, defence: str) -> None:
        """Do what is to be done when a defence, “trap” or “too_fast”, turns the form away; here nothing."""

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("subject"):
            self.turn_away("trap")
            raise forms.ValidationError(_("This field is a trap for programs. Empty it and send again."))
        if not self.errors:
            self._check_stamp(cleaned.get("stamp", ""))
        return cleaned

    def _check_stamp(self, stamp: str) -> None:
        if is_fresh(stamp, self.stamped_for):
            return
        self.turn_away("too_fast")
        self.data = self.data.copy()
        self.data["stamp"] = make_stamp(self.stamped_for)
        raise forms.ValidationError(_("Nothing is lost: please press the button once more."))


def make_stamp(form_name: str) -> str:
    """Return the present time, signed for a form."""
    return signing.TimestampSigner(salt=form_name).sign("form")


def is_fresh(stamp: str, form_name: str) -> bool:
    """Tell whether a stamp is ours and neither younger than a person needs nor older than a page is left open."""
    signer = signing.TimestampSigner(salt=form_name)
    try:
        signer.unsign(stamp, max_age=LONGEST)
    except signing.BadSignature:
        return False
    try:
        signer.unsign(stamp, max_age=SHORTEST)
    except signing.SignatureExpired:
        return True
    return False
