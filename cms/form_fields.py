"""Fields of forms that strangers fill in: what they type is cleaned first, then judged, and the words are plain."""

import datetime as dt
import re
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.lines import MOST_TEXT, clean_line, clean_text

TOO_LONG: Final = gettext_lazy("This is too long: %(show_value)d characters, of %(limit_value)d at most.")
STILL_TO_COME: Final = gettext_lazy("This day is still to come.")
NO_ADDRESS: Final = gettext_lazy("This is no e-mail address: it looks like name@example.org.")
#: What people write between the digits of a large number.
_GROUPING: Final = re.compile(r"[\s.,'’]")
_MOST_PEOPLE: Final = 100_000_000
_FEWEST_DIGITS: Final = 5


class Choices(forms.CheckboxSelectMultiple):
    """Check boxes in columns where there is room; a label each and nothing around it."""

    template_name = "form_fields/choices.html"
    use_fieldset = True

    def __init__(self, *, in_columns: bool = False):
        super().__init__()
        self.in_columns = in_columns

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return super().get_context(name, value, attrs) | {"in_columns": self.in_columns}


class OneOf(forms.RadioSelect):
    """Buttons of which one is chosen; a label each and nothing around it."""

    template_name = "form_fields/choices.html"


class LineField(forms.CharField):
    """A line of text."""

    def __init__(self, *, max_length: int, required_message: Any = None, **kwargs):
        messages = {"max_length": TOO_LONG}
        if required_message:
            messages["required"] = required_message
        super().__init__(max_length=max_length, error_messages=messages, **kwargs)

    def to_python(self, value: Any) -> str:
        return clean_line(super().to_python(value))


class TextField(forms.CharField):
    """A text of several lines."""

    def __init__(self, *, rows: int = 5, required_message: Any = None, **kwargs):
        messages = {"max_length": TOO_LONG}
        if required_message:
            messages["required"] = required_message
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(max_length=MOST_TEXT, widget=widget, error_messages=messages, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Set no `maxlength`: a browser would cut what is pasted without a word; here it is told of."""
        return {}

    def to_python(self, value: Any) -> str:
        return clean_text(super().to_python(value))


class AddressField(forms.EmailField):
    """An e-mail address, as it was typed."""

    def __init__(self, *, required_message: Any = None, **kwargs):
        kwargs.setdefault("widget", forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}))
        messages = {"invalid": NO_ADDRESS, "max_length": TOO_LONG}
        messages["required"] = required_message or gettext_lazy("Write your e-mail address.")
        super().__init__(max_length=254, error_messages=messages, **kwargs)

    def to_python(self, value: Any) -> str:
        return clean_line(super().to_python(value))


class PhoneField(LineField):
    """A telephone number, however it is grouped."""

    def clean(self, value: Any) -> str:
        number = super().clean(value)
        if number and len(re.findall(r"\d", number)) < _FEWEST_DIGITS:
            raise ValidationError(
                _("This is no telephone number: it looks like +371 67000000."), code="invalid"
            )
        return number


class PastDayField(forms.DateField):
    """A day that has come."""

    def clean(self, value: Any) -> dt.date | None:
        day = super().clean(value)
        # Somewhere it is tomorrow already.
        if day and day > timezone.now().date() + dt.timedelta(days=1):
            raise ValidationError(STILL_TO_COME, code="future")
        return day


class PeopleField(forms.CharField):
    """A number of inhabitants, however its digits are grouped: “23 000”, “23.000”, “23,000”."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "class": "input--short"}))
        super().__init__(max_length=40, **kwargs)

    def to_python(self, value: Any) -> int | None:
        digits = _GROUPING.sub("", super().to_python(value))
        if not digits:
            return None
        if not digits.isdecimal() or len(digits) > 12 or int(digits) > _MOST_PEOPLE:
            raise ValidationError(_("Write a whole number, as 23000."), code="invalid")
        return int(digits)

    def run_validators(self, value: Any) -> None:
        """Do nothing: the validators of a text do not fit a number."""


def line(label: Any, most: int, *, autocomplete: str = "", missing: Any = None, **kwargs: Any) -> LineField:
    """Return a field for a line; required where `missing` says what is missing."""
    attrs = {"autocomplete": autocomplete} if autocomplete else {}
    attrs |= kwargs.pop("attrs", {})
    field = PhoneField if attrs.get("type") == "tel" else LineField
    return field(
        label=label,
        max_length=most,
        required=missing is not None,
        required_message=missing,
        widget=forms.TextInput(attrs=attrs),
        **kwargs,
    )


def some(label: Any, help_text: Any = "", *, columns: bool = True) -> forms.MultipleChoiceField:
    """Return check boxes, none of which must be ticked."""
    return forms.MultipleChoiceField(
        label=label, help_text=help_text, required=False, widget=Choices(in_columns=columns)
    )


def one(label: Any, missing: Any, **attrs: str) -> forms.ChoiceField:
    """Return a list to choose one from."""
    return forms.ChoiceField(
        label=label, widget=forms.Select(attrs=attrs), error_messages={"required": missing}
    )
