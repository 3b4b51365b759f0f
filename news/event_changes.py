"""Changes of an event that visitors are told of: another time, place or status after it was published.

The note is a text of the page, the day a fact of it: both are in drafts, releases and all languages.
"""

import datetime as dt
import zoneinfo
from typing import Any, ClassVar, Final

from django.db import models
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from cms import formats
from cms.translation.lineage import link_into

#: What is compared, by what has changed then.
PARTS: Final = {
    "time": ("start_at", "end_at", "time_zone"),
    "place": ("mode", "venue", "address", "country", "platform", "join_url"),
    "status": ("status",),
}
_COMPARED: Final = tuple(name for names in PARTS.values() for name in names)
_WORDS: Final = ("change_note", "status_reason")


class ToldChanges:
    """An event that asks for a note when it changes, and knows when it did."""

    #: set by its form when it is to be published: a draft may be unfinished
    must_tell_changes = False
    exclude_fields_in_copy: ClassVar[list[str]] = ["change_note", "changed_at"]

    def missing_to_publish(self) -> dict[str, models.Field]:
        """Return what is missing, the note on a change too."""
        missing = super().missing_to_publish()
        return missing | {"change_note": self._meta.get_field("change_note")} if lacks_note(self) else missing

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save a page; where visitors then see a change, with its moment."""
        if self.live and kwargs.get("update_fields") is None:
            date_change(self)
        super().save(*args, **kwargs)

    save.alters_data = True


def published(event: Any) -> dict[str, Any] | None:
    """Return what is compared as it is published; None where it is not, is over, or another language has the say."""
    names = (*_COMPARED, *_WORDS, "changed_at")
    row = type(event).objects.filter(pk=event.pk, live=True).values(*names).first() if event.pk else None
    until = row and (row["end_at"] or row["start_at"])
    return None if until is None or until < timezone.now() else row


def changed_parts(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """Return what has changed: `time`, `place`, `status`."""
    return [part for part, names in PARTS.items() if any(before[name] != after[name] for name in names)]


def lacks_note(event: Any) -> bool:
    """Tell whether an event changes something and says nothing of it.

    The note must be another than that of an earlier change. The reason of a new status is as good.
    """
    if not event.live:
        return False
    before = published(event)
    after = {name: getattr(event, name) for name in (*_COMPARED, *_WORDS)}
    changed = changed_parts(before, after) if before else []
    if not changed or (after["change_note"] and after["change_note"] != before["change_note"]):
        return False
    has_reason = after["status_reason"] and after["status_reason"] != before["status_reason"]
    if changed == ["status"] and has_reason:
        return False
    return link_into(event.translation_key, event.locale_id) is None


def date_change(event: Any) -> None:
    """Say when an event changed that is about to be saved as visitors see it; forget the note of an earlier change.

    A draft knows the moment of no later publication: what is published knows best, unless a package brings a later one.
    """
    before = published(event)
    if before is None:
        return
    after = {name: getattr(event, name) for name in _COMPARED}
    earlier, own = before["changed_at"], event.changed_at
    if own is None or (earlier is not None and own < earlier):
        event.changed_at = own = earlier
    is_changed = changed_parts(before, after) and link_into(event.translation_key, event.locale_id) is None
    if is_changed and own == earlier:
        event.changed_at = timezone.now()
        if event.change_note == before["change_note"]:
            event.change_note = ""


def change_words(event: Any) -> str:
    """Return “Changed on 12 May 2026”; empty for an event that never changed."""
    if event.changed_at is None:
        return ""
    day = event.changed_at.astimezone(zoneinfo.ZoneInfo(event.time_zone)).date()
    return _("Changed on %(date)s") % {"date": formats.format_date(day)}


def change_notice(event: Any, now: dt.datetime) -> dict[str, Any] | None:
    """Return the notice of a change, as long as the event is not over.

    A new status with its reason stands in a notice of its own.
    """
    until = event.end_at or event.start_at
    if event.changed_at is None or (until and until < now):
        return None
    if not event.change_note and event.status_reason:
        return None
    note = format_html("<p>{}</p>", event.change_note) if event.change_note else ""
    return {
        "text": format_html("<p><strong>{}</strong></p>{}", change_words(event), note),
        "level": "warning",
    }
