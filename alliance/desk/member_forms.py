"""The forms of members and partnerships."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminAutoHeightTextInput

from alliance.choices import MEMBER_TOPIC_ROLES
from alliance.desk.forms import VerbForm, day, long_text, past_day
from alliance.models import Member, MemberTopic, Partnership
from cms.topics import topic_codes


def _topics(label: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, required=False, choices=topic_codes, widget=forms.CheckboxSelectMultiple
    )


class MemberForm(WagtailAdminModelForm):
    """What staff may change of a member, its topics among it."""

    about = _topics(_("Works on"))
    offer = _topics(_("Offers"))
    need = _topics(pgettext_lazy("topic", "Needs"))
    since = past_day(_("Member since"))

    class Meta:
        model = Member
        fields = [
            "category",
            "since",
            "region",
            "population",
            "languages",
            "text",
            "text_language",
            "latitude",
            "longitude",
        ]
        widgets = {"text": AdminAutoHeightTextInput}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        chosen = list(self.instance.topics.values_list("role", "topic"))
        for role, _label in MEMBER_TOPIC_ROLES:
            self.fields[role].initial = [str(topic) for its, topic in chosen if its == role]

    def save(self, commit: bool = True) -> Member:
        member = super().save(commit)
        for role, _label in MEMBER_TOPIC_ROLES:
            wanted = self.cleaned_data[role]
            member.topics.filter(role=role).exclude(topic__in=wanted).delete()
            there = {str(key) for key in member.topics.filter(role=role).values_list("topic", flat=True)}
            new = [
                MemberTopic(member=member, role=role, topic=topic) for topic in wanted if topic not in there
            ]
            MemberTopic.objects.bulk_create(new)
        return member


class MemberField(forms.ModelChoiceField):
    """A member, by its name in the reader's language."""

    def __init__(self, **kwargs: Any):
        super().__init__(queryset=None, **kwargs)

    def label_from_instance(self, member: Member) -> str:
        return member.name


class PartnershipForm(WagtailAdminModelForm):
    """Who works together, since when, on what, and how it goes."""

    first = MemberField(label=_("Member"))
    second = MemberField(label=_("With"))
    since = day(_("Since"), required=False)

    class Meta:
        model = Partnership
        fields = ["first", "second", "since", "topics", "text", "text_language"]
        labels = {"topics": _("Topics")}
        widgets = {"text": AdminAutoHeightTextInput}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in ("first", "second"):
            self.fields[name].queryset = Member.objects.with_names()


class HoldForm(VerbForm):
    message = long_text(
        _("What you write with it"),
        required=False,
        help_text=_("In the language of the application. Empty: a friendly word of ours."),
    )


class RemarkForm(VerbForm):
    note = long_text(_("Note"), required=False, help_text=_("Only staff read it."))


class LeaveForm(RemarkForm):
    left_on = day(_("Left on"), required=False, help_text=_("Empty: today."))


class PublishForm(VerbForm):
    """Asks whether a member that has not agreed on the site has done so elsewhere."""

    agreed = forms.BooleanField(label=_("It has agreed in writing to be shown, in these words"))
