"""The page of an event in the language of whoever registers, and what mails and pages say of the event from it."""

import uuid
from collections.abc import Iterable
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms import formats
from cms.pagelinks import is_readable
from news.calendars_entries import labelled
from news.event_props import online_words, place_words, status_words
from news.models import EventPage, Registration
from news.registrations.vocabulary import CALLED_OFF, REGISTERED


def versions_in(event_key: uuid.UUID) -> dict[str, EventPage]:
    """Return the public pages of an event by their languages."""
    pages = EventPage.objects.live().filter(translation_key=event_key, alias_of=None).order_by("pk")
    return {page.locale.language_code: page for page in pages if is_readable(page)}


def version_of(event_key: uuid.UUID) -> EventPage | None:
    """Return the public page of an event in the active language, else in another; None where there is none."""
    found = versions_in(event_key)
    return found.get(get_language()) or next(iter(found.values()), None)


def untranslated_notes(event: EventPage, languages: Iterable[str]) -> list[str]:
    """Return in which of these languages the note on a change is not there, so that mails have it as it was written."""
    versions = versions_in(event.translation_key)
    own = event.locale.language_code
    return [
        code
        for code in languages
        if code != own and (code not in versions or versions[code].change_note == event.change_note)
    ]


def event_words(registration: Registration) -> dict[str, str]:
    """Return what mails may name of the event, in the active language: `event`, `when`, `facts`, `page` and `note`.

    The link to join an event that is only open to those registered is among the facts of who has a place.
    """
    guests = registration.guest_list
    page = version_of(guests.event_key)
    if page is None:
        home = f"{settings.BASE_URL}/{get_language()}/"
        return {"event": guests.title, "when": "", "facts": "", "page": home, "note": ""}
    return {
        "event": page.title,
        "when": when(page),
        "facts": "\n".join(_facts(page, has_place=registration.state == REGISTERED)),
        "page": urljoin(settings.BASE_URL, page.url or "/"),
        "note": page.change_note or page.status_reason or status_words(page),
    }


def when(event: Any) -> str:
    """Return day and time of an event with their zone, in the active language."""
    if event.start_at is None:
        return _("The date is not set yet.")
    zone = event.time_zone
    label = formats.zone_label(zone, event.start_at)
    if event.end_at is None or event.end_at <= event.start_at:
        return f"{formats.format_datetime(event.start_at, zone)}, {label}"
    return f"{formats.format_period(event.start_at, event.end_at, zone)}, {label}"


def join_url_for(event: Any, *, has_place: bool) -> str:
    """Return the link to join online for somebody with a place, or for everybody; empty for others."""
    if (
        event.mode == "on_site"
        or event.status in CALLED_OFF
        or not (has_place or event.join_access == "public")
    ):
        return ""
    return event.join_url


def _facts(event: Any, *, has_place: bool) -> list[str]:
    if event.status in CALLED_OFF:
        return [status_words(event)]
    found = [
        (_("Time"), when(event)),
        (_("Place"), place_words(event)),
        (_("Online access"), online_words(event)),
    ]
    found.append((_("Link to join"), join_url_for(event, has_place=has_place)))
    return [labelled(label, value) for label, value in found if value]
