"""Props of an event's agenda and of the story that led to it."""

import zoneinfo
from collections.abc import Iterable
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cms import formats
from cms.filters import Choice, Filters
from cms.foreign import spoken
from cms.pagelinks import readable_page
from cms.paging import view_title
from cms.props import documents_props, links_props, precise_iso, rich
from cms.recordings import recording_links
from news import agenda
from news.choices import SLOT_KINDS, TRACKS

#: A shorter agenda of one track is read whole.
FILTERED_FROM = 12


def agenda_context(event: Any, filters: Filters) -> dict[str, Any]:
    """Return the agenda by day, in the event's own zone, as far as the filters choose it, and the filters.

    Raises BadRequest for a track or a kind that no agenda has.
    """
    zone = event.time_zone
    track = filters.one_of("track", (code for code, _label in TRACKS if code))
    kind = filters.one_of("kind", dict(SLOT_KINDS))
    slots = agenda.read_slots(event.agenda, zone)
    tracks = _tracks(event, slots)
    chosen = [slot for slot in slots if agenda.is_chosen(slot, track, kind)]
    days = [
        {
            "date_iso": day.isoformat(),
            "date_label": formats.format_date(day, weekday=True),
            "short_label": formats.format_short_day(day),
            "slots": [_slot(slot, zone, tracks) for slot in group],
        }
        for day, group in agenda.days(chosen, zone)
    ]
    labels = [tracks.get(track) or _track_letter(track) if track else "", dict(SLOT_KINDS).get(kind)]
    return {
        "days": days,
        "has_agenda": bool(slots),
        "agenda_filters": _filter_groups(slots, tracks, filters),
        "is_filtered": bool(filters.values),
        "clear_url": filters.clear_url(),
        "view_title": view_title(labels),
        "summary_line": "" if filters.values else agenda_summary(event),
    }


def _tracks(event: Any, slots: list[agenda.Slot]) -> dict[str, str]:
    """Return the titles of the tracks that the slots are in, by letter."""
    used = sorted({slot.value.get("track") for slot in slots} - {"", None})
    titles = {track.code: track.title for track in event.tracks.all()} if used else {}
    return {letter: titles.get(letter) or _track_letter(letter) for letter in used}


def _track_letter(letter: str) -> str:
    return _("Track %(letter)s") % {"letter": letter}


def _filter_groups(slots: list[agenda.Slot], tracks: dict[str, str], filters: Filters) -> list[dict]:
    """Return what the agenda can be filtered by: tracks, and the kinds of its sessions; none for a short one."""
    if len(slots) < FILTERED_FROM and len(tracks) < 2 and not filters.values:
        return []
    kinds = {slot.value.get("kind") or "session" for slot in slots} - {"break"}
    return filters.groups(
        [
            Choice("track", _("Track"), [(letter, title, None) for letter, title in tracks.items()]),
            Choice("kind", _("Kind"), [(code, label, None) for code, label in SLOT_KINDS if code in kinds]),
        ]
    )


def _slot(slot: agenda.Slot, zone: str, tracks: dict[str, str]) -> dict[str, Any]:
    value, zone_info = slot.value, zoneinfo.ZoneInfo(zone)
    start, end = slot.start.astimezone(zone_info), slot.end.astimezone(zone_info)
    kind = value.get("kind") or "session"
    track = value.get("track")
    return {
        "anchor": f"a-{slot.key[:8]}",
        "start_iso": start.isoformat(),
        "start": formats.format_time(start),
        "end_iso": end.isoformat(),
        "end": formats.format_time(end),
        "duration_label": formats.format_duration(slot.minutes),
        "kind": kind,
        "kind_label": "" if kind == "session" else dict(SLOT_KINDS).get(kind, ""),
        "track": tracks[track] if track else "",
        "title": value["title"],
        "speakers": [_speaker(speaker) for speaker in value["speakers"]],
        "minutes_per_speaker": value.get("minutes_per_speaker"),
        "text": rich(value.get("text")),
        "questions": [
            {"label": group["label"], "intro": group["intro"], "items": list(group["items"])}
            for group in value["questions"]
        ],
        "documents": documents_props(value["documents"]),
    }


def _speaker(speaker: Any) -> dict[str, str]:
    person = speaker.get("person")
    organisation = person.organisation if person else None
    return {
        "name": speaker.get("name") or (spoken(person, person.name) if person else ""),
        "role": speaker.get("role") or (spoken(person, person.position) if person else ""),
        "organisation": spoken(organisation, organisation.name) if organisation else "",
        "url": person.website if person else "",
    }


def agenda_summary(event: Any) -> str:
    """Return how long the agenda is and when nothing is planned in between; empty for a single slot."""
    slots = agenda.read_slots(event.agenda, event.time_zone)
    if len(slots) < 2:
        return ""
    zone = zoneinfo.ZoneInfo(event.time_zone)
    length = formats.format_duration(agenda.total_minutes(slots))
    has_days = len(agenda.days(slots, event.time_zone)) > 1
    stretches = [
        formats.format_period(start, end, event.time_zone)
        if has_days
        else f"{formats.format_time(start.astimezone(zone))}–{formats.format_time(end.astimezone(zone))}"
        for start, end in agenda.gaps(slots, event.time_zone)
    ]
    parts = [_("Length: %(length)s") % {"length": length}]
    if stretches:
        parts.append(
            _("Nothing is planned at: %(times)s")
            % {"times": "; ".join(stretches) if has_days else formats.format_list(stretches)}
        )
    return " · ".join(parts)


def history_items(history: Iterable[Any]) -> list[dict[str, Any]]:
    """Return what led to an event as a timeline, each step with its recordings and links."""
    return [_step(block.value) for block in history]


def _step(value: Any) -> dict[str, Any]:
    day, precision = value.get("date"), value.get("precision") or "day"
    page = readable_page(value.get("page"))
    return {
        "date_iso": precise_iso(day, precision) if day else "",
        "date_label": formats.format_date(day, precision) if day else "",
        "title": page.title if page else "",
        "url": page.url if page else "",
        "text": _step_text(value),
    }


def _step_text(value: Any) -> SafeString:
    links = recording_links(value["recordings"]) + links_props(value["links"])
    return render_to_string("news/history_step.html", {"text": rich(value["text"]), "links": links})
