"""What editors fill in: a set, a page to add, a preview link, the set a page belongs to."""

import datetime as dt
import zoneinfo
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from cms.formats import zone_place
from cms.releases.links import DAYS
from cms.releases.models import MAX_NAME, ReleaseSet
from cms.releases.vocabulary import OPEN
from cms.zones import PlaceDateTimeField, default_time_zone, exists_in


class SiteMomentField(PlaceDateTimeField):
    """A moment in the time zone of the site, whatever the editor's own is; the field says which."""

    def __init__(self, *, hint: str = "", **kwargs: Any):
        self.hint = hint
        super().__init__(**kwargs)

    def get_bound_field(self, form: forms.Form, field_name: str) -> forms.BoundField:
        place = _("Time zone: %(place)s.") % {"place": zone_place(default_time_zone())}
        self.help_text = f"{place} {self.hint}".strip()
        return super().get_bound_field(form, field_name)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, dt.datetime) and timezone.is_aware(value):
            return value.astimezone(zoneinfo.ZoneInfo(default_time_zone())).replace(tzinfo=None)
        return value

    def clean(self, value: Any) -> dt.datetime | None:
        value = super().clean(value)
        if value is None:
            return None
        zone = default_time_zone()
        if not exists_in(zone, value):
            raise ValidationError(_("This time does not exist there: the clocks go forward in that night."))
        return value.replace(tzinfo=zoneinfo.ZoneInfo(zone))


class SetForm(WagtailAdminModelForm):
    """What a set is called, when it goes live, and what an incomplete page means for it."""

    moment = SiteMomentField(
        label=gettext_lazy("Goes live at"),
        required=False,
        hint=gettext_lazy("Empty: by hand, whenever you press the button."),
    )

    class Meta:
        model = ReleaseSet
        fields = ["title", "moment", "when_incomplete"]
        widgets = {"when_incomplete": forms.RadioSelect}


class PageForm(forms.Form):
    """A page to put into a set."""

    page = forms.ModelChoiceField(
        Page.objects.filter(depth__gt=1), label=gettext_lazy("Page"), widget=AdminPageChooser
    )
    with_versions = forms.BooleanField(
        label=gettext_lazy("With all its language versions"), required=False, initial=True
    )


class LinkForm(forms.Form):
    """For whom a preview link is, and until when it works."""

    label = forms.CharField(
        label=gettext_lazy("For whom"),
        max_length=MAX_NAME,
        help_text=gettext_lazy("A name by which you know it again, as “Press office”."),
    )
    expires_at = SiteMomentField(label=gettext_lazy("Works until"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        in_two_weeks = timezone.now() + dt.timedelta(days=DAYS)
        self.initial.setdefault("expires_at", in_two_weeks.replace(second=0, microsecond=0))


class OpenSetField(forms.ModelChoiceField):
    """One of the open sets; those that hold a page already say so."""

    holding: frozenset[int] = frozenset()

    def label_from_instance(self, release_set: ReleaseSet) -> str:
        words = _("%(title)s (this page is in it already)")
        return words % {"title": release_set.title} if release_set.pk in self.holding else release_set.title


class ChooseSetForm(forms.Form):
    """The set a page is put into: one that is open, or a new one."""

    release_set = OpenSetField(
        ReleaseSet.objects.filter(state__in=OPEN),
        label=gettext_lazy("Release"),
        required=False,
        empty_label=gettext_lazy("A new release"),
    )
    title = forms.CharField(label=gettext_lazy("Title of the new release"), max_length=200, required=False)
    with_versions = forms.BooleanField(
        label=gettext_lazy("With all its language versions"), required=False, initial=True
    )

    def __init__(self, *args: Any, page: Page, **kwargs: Any):
        super().__init__(*args, **kwargs)
        holding = ReleaseSet.objects.filter(state__in=OPEN, members__page=page)
        self.fields["release_set"].holding = frozenset(holding.values_list("pk", flat=True))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("release_set") and not cleaned.get("title"):
            self.add_error("title", _("Choose a release, or give the new one a title."))
        return cleaned
