"""Times that belong to a place: typed and shown in the zone of the event, whatever the editor's own is."""

import datetime as dt
import zoneinfo

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from cms.page_forms import BasePageForm
from cms.sitestate import site_state


class PlaceDateTimeField(forms.DateTimeField):
    """A date and a time of day without a zone; the form adds the one of the place."""

    widget = AdminDateTimeInput

    def prepare_value(self, value):
        return value

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if isinstance(value, dt.datetime):
            return value.replace(tzinfo=None)
        for fmt in self.input_formats:
            try:
                return dt.datetime.strptime(str(value).strip(), fmt)  # noqa: DTZ007 - the zone is the place's
            except ValueError:
                continue
        raise forms.ValidationError(self.error_messages["invalid"], code="invalid")


def default_time_zone() -> str:
    """Return the zone that new events and calls begin with: the one in the settings of the default site."""
    from cms.models.site import SiteSettings

    kept = site_state().kept
    if "time_zone" not in kept:
        found = (
            SiteSettings.objects.filter(site__is_default_site=True)
            .values_list("time_zone", flat=True)
            .first()
        )
        kept["time_zone"] = found or settings.TIME_ZONE
    return kept["time_zone"]


def exists_in(zone: str, value: dt.datetime) -> bool:
    """Tell whether a wall-clock time exists in a zone: one in the hour that spring skips does not."""
    zone_info = zoneinfo.ZoneInfo(zone)
    aware = value.replace(tzinfo=zone_info)
    return aware.astimezone(dt.UTC).astimezone(zone_info).replace(tzinfo=None) == value


class PlaceTimesForm(BasePageForm):
    """A page form whose `place_times` are typed in the zone of the page's own field `time_zone`."""

    place_times: tuple[str, ...] = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        zone = self.instance.time_zone or "UTC"
        for name in self.place_times:
            if name not in self.fields:
                continue
            old = self.fields[name]
            self.fields[name] = PlaceDateTimeField(
                required=old.required,
                label=old.label,
                help_text=old.help_text or _("In the time zone of this page."),
                widget=old.widget,
            )
            value = getattr(self.instance, name)
            if value is not None:
                self.initial[name] = value.astimezone(zoneinfo.ZoneInfo(zone)).replace(tzinfo=None)

    def clean(self):
        cleaned = super().clean()
        zone = cleaned.get("time_zone") or self.instance.time_zone
        if not zone:
            return cleaned
        for name in self.place_times:
            value = cleaned.get(name)
            if value is None:
                continue
            if not exists_in(zone, value):
                self.add_error(
                    name, _("This time does not exist there: the clocks go forward in that night.")
                )
            cleaned[name] = value.replace(tzinfo=zoneinfo.ZoneInfo(zone))
        return cleaned
