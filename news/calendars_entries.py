"""Entries of a calendar: an event, a session of its agenda, the deadline of a call; in the active language."""

import datetime as dt
import json
import uuid
import zoneinfo
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from cms import formats
from cms.models import PageOrganisation, PageTopic, Person
from news import agenda
from news.calendars_frame import known_zone
from news.calendars_lines import Line, clean, on_one_line, one_line, parameter, text, texts, uri, utc, when
from news.call_serving import deadline_label
from news.choices import EVENT_STATUSES
from news.event_changes import change_words
from news.event_props import online_words, place_words, public_join_url, status_words

#: What a status of ours is in a calendar, which knows three (RFC 5545 §3.8.1.11).
STATUSES = {
    "planned": "TENTATIVE",
    "confirmed": "CONFIRMED",
    "postponed": "TENTATIVE",
    "rescheduled": "CONFIRMED",
    "cancelled": "CANCELLED",
}
#: Statuses that a calendar does not know, or that its programs do not show: the title says them.
CALLED_OFF = ("postponed", "cancelled")
#: SEQUENCE counts the seconds from here: it must fit into 31 bits (RFC 5545 §3.3.8).
BEGINNING = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


@dataclass
class Around:
    """What entries say beyond their pages' own rows, by key of the page; loaded for many pages at once."""

    language: str
    #: page → its absolute address
    address: Callable[[Any], str]
    #: translation keys of organisations → where they get mail
    mails: dict[Any, str] = field(default_factory=dict)
    topics: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    #: names and translation keys of organisers, or of issuers
    organisers: dict[int, list[tuple[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    tracks: dict[tuple[int, str], str] = field(default_factory=dict)
    persons: dict[int, str] = field(default_factory=dict)
    #: days in words: many events share one, and each takes a tenth of what an event does
    days: dict[dt.date, str] = field(default_factory=dict)

    def load(self, pages: list[Any]) -> "Around":
        """Load what stands around pages, and forget that of others: two queries, two more for agendas."""
        keys = [page.pk for page in pages]
        for known in (self.topics, self.organisers, self.tracks, self.persons, self.days):
            known.clear()
        topics = PageTopic.objects.filter(page_id__in=keys).order_by("page_id", "sort_order")
        for key, name in topics.values_list("page_id", "topic__name"):
            self.topics[key].append(name)
        owners = PageOrganisation.objects.filter(page_id__in=keys, role__in=("organiser", "issuer"))
        columns = ("page_id", "organisation__name", "organisation__translation_key")
        for key, *owner in owners.order_by("page_id", "sort_order").values_list(*columns):
            self.organisers[key].append(tuple(owner))
        self._load_agendas(pages)
        return self

    def day_words(self, day: dt.date) -> str:
        """Return a day with its weekday."""
        if day not in self.days:
            self.days[day] = formats.format_date(day, weekday=True)
        return self.days[day]

    def _load_agendas(self, events: list[Any]) -> None:
        from news.models.event import EventTrack

        slots = [(event, item["value"]) for event in events for item in raw_agenda(event)]
        if keys := {event.pk for event, value in slots if value.get("track")}:
            rows = EventTrack.objects.filter(event_id__in=keys).values_list("event_id", "code", "title")
            self.tracks |= {(key, code): name for key, code, name in rows}
        if keys := {
            person for _event, value in slots for each in _speakers(value) if (person := each.get("person"))
        }:
            self.persons |= dict(Person.objects.filter(pk__in=keys).values_list("pk", "name"))


def raw_agenda(page: Any) -> list[dict[str, Any]]:
    """Return an agenda as it is stored, of a page or of a row with it as JSON; nothing for a call.

    To unpack its blocks would take most of the time, and they hold each other in memory.
    """
    if not hasattr(page, "raw_agenda"):
        return list(page.agenda.raw_data) if hasattr(page, "agenda") else []
    if isinstance(page.raw_agenda, str):
        page.raw_agenda = json.loads(page.raw_agenda or "[]")
    return page.raw_agenda


def event_entry(event: Any, around: Around, *, with_slots: bool = False) -> list[Line]:
    """Return the lines of an event; `with_slots` adds an entry for each session of its agenda."""
    tzid, zone = known_zone(event.time_zone)
    slots = _read_slots(event, zone)
    lines = _entry(event, around, str(event.translation_key), _title(event))
    lines += _period(event.start_at, event.end_at, zone, tzid)
    lines += _state(event)
    lines += _place(event, around)
    lines.append((f"DESCRIPTION;LANGUAGE={around.language}", text(_description(event, slots, zone, around))))
    lines.append(("END", "VEVENT"))
    for slot in slots if with_slots else ():
        lines += _slot_entry(event, slot, zone, tzid, around)
    return lines


def deadline_entry(call: Any, around: Around) -> list[Line]:
    """Return the lines of a call's deadline: an instant, or a day where no more is known."""
    tzid, zone = known_zone(call.time_zone)
    title = labelled(_("Deadline"), call.title)
    lines = _entry(call, around, str(call.translation_key), title)
    if call.deadline_precision == "day":
        lines.append(("DTSTART;VALUE=DATE", f"{call.deadline_at.astimezone(zone):%Y%m%d}"))
    else:
        lines.append(when("DTSTART", call.deadline_at, zone, tzid))
    told = [labelled(_("Deadline"), _deadline_words(call, tzid)), call.summary, around.address(call)]
    lines += [
        ("STATUS", "CONFIRMED"),
        ("TRANSP", "TRANSPARENT"),
        (f"DESCRIPTION;LANGUAGE={around.language}", text("\n\n".join(part for part in told if part))),
        ("END", "VEVENT"),
    ]
    return lines


def labelled(label: str, words: str) -> str:
    """Return “Postponed: Forum of twin towns”."""
    # Translators: a label and what it labels, as in "Cancelled: Forum of twin towns" or "Deadline: 10 June".
    return _("%(label)s: %(words)s") % {"label": label, "words": words}


def _entry(page: Any, around: Around, uid: str, title: str) -> list[Line]:
    """Return what every entry begins with.

    The identity is that of the page in all its languages and on every host (RFC 7986 §5.3 asks for a bare UUID). The
    number is the second of the last publication: it costs nothing, never falls, and is later where the page is.
    """
    published = page.last_published_at or page.first_published_at or BEGINNING
    changed = utc(published)
    lines = [
        ("BEGIN", "VEVENT"),
        ("UID", uid),
        ("DTSTAMP", changed),  # without METHOD it is when the entry was last changed (RFC 5545 §3.8.7.2)
        ("LAST-MODIFIED", changed),
        ("SEQUENCE", str(max(int((published - BEGINNING).total_seconds()), 0))),
        (f"SUMMARY;LANGUAGE={around.language}", one_line(title)),
        ("URL", uri(around.address(page))),
    ]
    if page.first_published_at:
        lines.append(("CREATED", utc(page.first_published_at)))
    if names := around.topics.get(page.pk):
        lines.append((f"CATEGORIES;LANGUAGE={around.language}", texts(names)))
    owners = around.organisers.get(page.pk, [])
    reachable = [(name, around.mails[key]) for name, key in owners if key in around.mails]
    if reachable:
        name, mail = reachable[0]
        lines.append((f"ORGANIZER;CN={parameter(clean(name))}", uri(f"mailto:{mail}")))
    lines += [
        ("CONTACT", one_line(name))
        for name, key in owners
        if (name, around.mails.get(key)) not in reachable[:1]
    ]
    return lines


def _period(start: dt.datetime, end: dt.datetime | None, zone: zoneinfo.ZoneInfo, tzid: str) -> list[Line]:
    """Return start and end; without an end, or with one that is not later, the entry is an instant."""
    lines = [when("DTSTART", start, zone, tzid)]
    if end is not None and end > start:
        lines.append(when("DTEND", end, zone, tzid))
    return lines


def _state(event: Any) -> list[Line]:
    called_off = event.status in CALLED_OFF
    return [("STATUS", STATUSES[event.status]), ("TRANSP", "TRANSPARENT" if called_off else "OPAQUE")]


def _place(event: Any, around: Around) -> list[Line]:
    lines = []
    if place := place_words(event) or online_words(event):
        lines.append((f"LOCATION;LANGUAGE={around.language}", one_line(place)))
    if (address := public_join_url(event)) and event.status not in CALLED_OFF:
        label = f";LABEL={parameter(clean(event.platform))}" if event.platform else ""
        lines.append((f"CONFERENCE{label};VALUE=URI", uri(address)))
    return lines


def status_label(event: Any) -> str:
    """Return an event's status in a word."""
    return str(dict(EVENT_STATUSES)[event.status])


def _title(event: Any) -> str:
    """Return the title, with a status that calendar programs would not show."""
    if event.status not in CALLED_OFF:
        return event.title
    return labelled(status_label(event), event.title)


def _description(event: Any, slots: list[agenda.Slot], zone: zoneinfo.ZoneInfo, around: Around) -> str:
    parts = []
    if event.status not in ("confirmed", "planned") or event.status_reason:
        parts.append("\n".join(part for part in (status_words(event), event.status_reason) if part))
    if event.changed_at is not None:
        parts.append("\n".join(part for part in (change_words(event), event.change_note) if part))
    parts.append(event.summary)
    if (address := public_join_url(event)) and event.status not in CALLED_OFF:
        parts.append(labelled(_("Join online"), address))
    days: dict[dt.date, list[str]] = {}
    for slot in slots:
        begin, finish = slot.start.astimezone(zone), slot.end.astimezone(zone)
        times = f"{formats.format_time(begin)}–{formats.format_time(finish)}"
        days.setdefault(begin.date(), []).append(f"{times} {_slot_words(event, slot, around)}")
    parts += ["\n".join([around.day_words(day), *lines]) for day, lines in days.items()]
    parts.append(around.address(event))
    return "\n\n".join(part for part in parts if part)


def _slot_words(event: Any, slot: agenda.Slot, around: Around) -> str:
    words = on_one_line(slot.value.get("title"))
    if track := around.tracks.get((event.pk, slot.value.get("track"))):
        words += f" ({on_one_line(track)})"
    names = _speaker_names(slot, around)
    return f"{words} – {', '.join(names)}" if names else words


def _speaker_names(slot: agenda.Slot, around: Around) -> list[str]:
    names = [each.get("name") or around.persons.get(each.get("person"), "") for each in _speakers(slot.value)]
    return [on_one_line(name) for name in names if name]


def _slot_entry(
    event: Any, slot: agenda.Slot, zone: zoneinfo.ZoneInfo, tzid: str, around: Around
) -> Iterator[Line]:
    title = on_one_line(slot.value.get("title"))
    if event.status in CALLED_OFF:
        title = labelled(status_label(event), title)
    yield from _entry(event, around, str(uuid.uuid5(event.translation_key, slot.key)), title)
    yield ("RELATED-TO", str(event.translation_key))
    yield from _period(slot.start, slot.end, zone, tzid)
    yield from _state(event)
    yield from _place(event, around)
    told = [event.title, ", ".join(_speaker_names(slot, around)), around.address(event)]
    yield (f"DESCRIPTION;LANGUAGE={around.language}", text("\n".join(part for part in told if part)))
    yield ("END", "VEVENT")


def _deadline_words(call: Any, tzid: str) -> str:
    if call.deadline_precision == "day":
        return deadline_label(call)
    return f"{formats.format_datetime(call.deadline_at, tzid)}, {formats.zone_label(tzid, call.deadline_at)}"


def _read_slots(event: Any, zone: zoneinfo.ZoneInfo) -> list[agenda.Slot]:
    """Return the slots of an agenda as `agenda.read_slots` does; what is no day or time is left out."""
    slots = []
    for index, item in enumerate(raw_agenda(event)):
        value = item["value"]
        try:
            start = dt.time.fromisoformat(value.get("start") or "")
            end = dt.time.fromisoformat(value.get("end") or "")
            day = dt.date.fromisoformat(value.get("day") or "")
        except ValueError:
            continue
        times = agenda.instants(day, start, end, zone)
        slots.append(agenda.Slot(index, str(item.get("id")), value, *times))
    return agenda.in_order(slots)


def _speakers(value: dict[str, Any]) -> list[dict[str, Any]]:
    return [each.get("value", each) for each in value.get("speakers") or ()]
