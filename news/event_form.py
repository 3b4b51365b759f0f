"""The form an event is edited with."""

from django.utils.translation import gettext as _
from wagtail.admin.panels import MultiFieldPanel

from cms.zones import PlaceTimesForm


class OncePublishedPanel(MultiFieldPanel):
    """Fields that a page has no use for before it is published."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        """Those of a page."""

        def is_shown(self) -> bool:
            return super().is_shown() and self.instance.first_published_at is not None


class EventForm(PlaceTimesForm):
    """Times are typed in the event's own zone."""

    place_times = ("start_at", "end_at", "registration_opens_at", "registration_closes_at")

    def clean(self):
        """Tell of tracks with one letter, and tell the page which letters there are; a draft may be unfinished."""
        cleaned = super().clean()
        self.instance.must_tell_changes = not self.is_deferred_validation
        formset = self.formsets.get("tracks")
        if formset is None or self.is_deferred_validation or not formset.is_valid():
            return cleaned
        letters: set[str] = set()
        for row in formset.forms:
            letter = row.cleaned_data.get("code")
            if not letter or row.cleaned_data.get("DELETE"):
                continue
            if letter in letters:
                row.add_error("code", _("Another track has this letter."))
            letters.add(letter)
        self.instance.declared_tracks = letters
        return cleaned
