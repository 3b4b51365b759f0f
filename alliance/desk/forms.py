"""What staff fill in to do something with an application or a member."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.widgets import AdminAutoHeightTextInput

from alliance.choices import CATEGORIES
from alliance.desk.filters import deciders
from alliance.desk.wording import name_of
from alliance.membership import organisation_like
from alliance.models import Application, Member
from alliance.vocabulary import LEFT
from cms.collation import in_order
from cms.form_fields import PastDayField
from cms.lines import MOST_TEXT
from cms.models import Organisation


class UserField(forms.ModelChoiceField):
    """Somebody who may decide, by name."""

    def __init__(self, **kwargs: Any):
        super().__init__(queryset=None, **kwargs)

    def label_from_instance(self, user: Any) -> str:
        return name_of(user)


def long_text(label: Any, **kwargs: Any) -> forms.CharField:
    """Return a field for some sentences."""
    return forms.CharField(label=label, max_length=MOST_TEXT, widget=AdminAutoHeightTextInput, **kwargs)


def past_day(label: Any, **kwargs: Any) -> PastDayField:
    """Return a field for a day that has come, chosen in the browser's own calendar."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return PastDayField(label=label, widget=widget, input_formats=["%Y-%m-%d"], **kwargs)


def day(label: Any, **kwargs: Any) -> forms.DateField:
    """Return a field for a day, chosen in the browser's own calendar."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, input_formats=["%Y-%m-%d"], **kwargs)


class VerbForm(forms.Form):
    """The form of a verb; one without fields is only a button."""

    def __init__(self, *args: Any, application: Application | None = None, **kwargs: Any):
        self.application = application
        super().__init__(*args, **kwargs)


class AskForm(VerbForm):
    question = long_text(
        gettext_lazy("Your question"), help_text=gettext_lazy("In the language of the application.")
    )


class ApproveForm(VerbForm):
    """A word to the applicant, since when it is a member, and in which record it stands."""

    message = long_text(
        gettext_lazy("What you write with it"),
        required=False,
        help_text=gettext_lazy("In the language of the application. Empty: a friendly word of ours."),
    )
    since = past_day(gettext_lazy("Member since"), required=False)
    organisation = forms.ChoiceField(
        label=gettext_lazy("Record of the organisation"),
        required=False,
        help_text=gettext_lazy("Its name, type, country, website and logo stand there, for the directory."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.application.call_key:
            del self.fields["since"], self.fields["organisation"]
            return
        self.fields["since"].initial = timezone.localdate()
        self.fields["organisation"].choices = list(self._organisations())

    def _organisations(self) -> Iterator[tuple[str, str]]:
        same = organisation_like(self.application)
        yield "", _("“%(name)s”, which is there already") % {"name": same} if same else _("A new record")
        taken = Member.objects.exclude(state=LEFT).values("organisation__translation_key")
        rows = Organisation.objects.filter(country=self.application.country)
        rows = rows.exclude(translation_key__in=taken).order_by("pk")
        first = {row.translation_key: row for row in reversed(list(rows))}
        for row in in_order(first.values(), get_language() or "en"):
            if same is None or row.translation_key != same.translation_key:
                yield str(row.pk), str(row)

    def clean_organisation(self) -> Organisation | None:
        key = self.cleaned_data["organisation"]
        return Organisation.objects.get(pk=key) if key else None


class DeclineForm(VerbForm):
    reason = long_text(
        gettext_lazy("Reason"),
        help_text=gettext_lazy("In the language of the application; the applicant reads it."),
    )


class CategoryForm(VerbForm):
    category = forms.ChoiceField(label=gettext_lazy("Category"), choices=CATEGORIES)
    reason = long_text(gettext_lazy("Reason"), help_text=gettext_lazy("Only staff read it."))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.application:
            self.fields["category"].initial = self.application.category


class NoteForm(VerbForm):
    text = long_text(gettext_lazy("Note"), help_text=gettext_lazy("Only staff read it."))


class AssignForm(VerbForm):
    assignee = UserField(
        label=gettext_lazy("Assigned to"), required=False, empty_label=gettext_lazy("Nobody")
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = deciders()
        if self.application:
            self.fields["assignee"].initial = self.application.assignee_id


class DueForm(VerbForm):
    due_on = day(gettext_lazy("Due"), required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.application:
            self.fields["due_on"].initial = self.application.due_on
