"""What the page of an event shows: when, where, who, the agenda, what came before and after."""

import datetime as dt
import zoneinfo
from typing import Any

from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms import formats
from cms.below import url_of_file
from cms.choices import country_name, language_name
from cms.filters import Filters
from cms.foreign import spoken
from cms.pagelinks import readable_page
from cms.props import documents_props, organisations_by_role, section
from cms.recordings import recordings_props
from cms.serving import story_headings
from news.agenda_paper_bounds import has_paper
from news.agenda_props import agenda_context, history_items
from news.event_changes import change_notice
from news.event_serving import date_props, is_over, status_tag
from news.registrations.vocabulary import CALLED_OFF
from news.registrations.window import window


def event_context(event: Any, filters: Filters, standing: Any = None) -> dict[str, Any]:
    """Return what the template shows beyond the page's own fields; `filters` choose from the agenda.

    `standing` (`news.registrations.standing`) is how it stands with the registration on this site at this moment: what
    is kept for longer, as an entry of a feed, goes without.
    """
    now = timezone.now()
    is_past = is_over(event, now)
    is_called_off = event.status in ("cancelled", "postponed")
    context = {
        "is_past": is_past,
        "date": date_props(event),
        "tags": _tags(event, is_past),
        "facts": facts(event, now, standing),
        "actions": _actions(event, now, is_past or is_called_off, standing),
        "registration": None if is_past or is_called_off else standing,
        "status_notice": _status_notice(event),
        "change_notice": change_notice(event, now),
        **agenda_context(event, filters),
        "zone_label": formats.zone_label(event.time_zone, event.start_at or now),
        "agenda_heading": event.agenda_heading or _("Agenda"),
        "history": history_items(event.history),
        "history_heading": event.history_heading or _("What happened before"),
        "recordings": recordings_props(item.value for item in event.recordings),
        "documents": documents_props(item.value for item in event.documents),
        "organisation_groups": organisations_by_role(event.organisation_roles),
        "slots_file": f"{file}?slots=1" if (file := _file_url(event)) and not is_past else "",
        "paper_file": url_of_file(event.url, "agenda.pdf") if event.url and has_paper(event) else "",
    }
    return context | {"contents": _contents(event, context)}


def _contents(event: Any, context: dict[str, Any]) -> list[dict]:
    parts = [
        ("registration", "registration", _("Registration")),
        ("history", "history", context["history_heading"]),
        ("has_agenda", "agenda", context["agenda_heading"]),
        ("recordings", "recordings", _("Recordings")),
        ("documents", "documents", _("Documents")),
        ("organisation_groups", "organisations", _("Organisers and partners")),
    ]
    found = [section(anchor, text) for key, anchor, text in parts if context[key]]
    return story_headings(event.body) + found


def _tags(event: Any, is_past: bool) -> list[dict[str, str]]:
    tags = [tag for tag in [status_tag(event)] if tag]
    if is_past and event.status not in ("cancelled", "postponed"):
        tags.append({"label": _("This event is over"), "tone": "past"})
    return tags


def _status_notice(event: Any) -> dict[str, Any] | None:
    if event.status in ("confirmed", "planned") and not event.status_reason:
        return None
    levels = {"cancelled": "danger", "postponed": "warning", "rescheduled": "warning"}
    reason = format_html("<p>{}</p>", event.status_reason) if event.status_reason else ""
    text = format_html("<p><strong>{}</strong></p>{}", status_words(event), reason)
    return {"text": text, "level": levels.get(event.status, "info")}


def status_words(event: Any) -> str:
    """Return an event's status as a sentence."""
    words = {
        "planned": _("This event is planned and not confirmed yet."),
        "confirmed": _("This event is confirmed."),
        "postponed": _("This event is postponed."),
        "rescheduled": _("This event was moved to another date."),
        "cancelled": _("This event is cancelled."),
    }
    return words[event.status]


def facts(event: Any, now: dt.datetime, standing: Any = None) -> list[dict[str, Any]]:
    """Return when, where, in which languages, with whom and for whom, as the page's header lists them."""
    found = _times(event) + _own_time(event) + _lasting(event)
    registration = standing.words() if standing else registration_label(event, now)
    if registration:
        found.append({"label": _("Registration"), "value": registration, "icon": "badge-check"})
    return found


def paper_facts(event: Any) -> list[dict[str, Any]]:
    """Return those of the facts that stay as they are when they are printed."""
    return _times(event) + _lasting(event)


def _times(event: Any) -> list[dict[str, Any]]:
    found = [{"label": _("Time"), "value": _when(event), "icon": "clock"}]
    if partner := _partner_time(event):
        found.append({"label": _("Time at the partner's"), "value": partner, "icon": "clock", "told": True})
    return found


def _lasting(event: Any) -> list[dict[str, Any]]:
    found = _where(event) + _languages(event)
    names = [
        spoken(row.organisation, row.organisation.name)
        for row in event.organisation_roles
        if row.role in ("organiser", "partner")
    ]
    if names:
        found.append(
            {"label": _("Organisers and partners"), "value": formats.format_list(names), "icon": "handshake"}
        )
    return found + _part_of(event)


def _when(event: Any) -> str:
    if event.start_at is None:
        return _("The date is not set yet.")
    zone = zoneinfo.ZoneInfo(event.time_zone)
    start = event.start_at.astimezone(zone)
    end = event.end_at.astimezone(zone) if event.end_at else None
    label = formats.zone_label(event.time_zone, event.start_at)
    if end is not None and end.date() != start.date():
        return f"{formats.format_period(start, end, event.time_zone)}, {label}"
    times = [formats.format_time(moment) for moment in (start, end) if moment]
    return f"{'–'.join(times)}, {label}"


def _partner_time(event: Any) -> str:
    """Return the event's time by the partner's clock, where that clock says something else."""
    name = event.partner_time_zone
    if not (name and event.start_at):
        return ""
    here, there = (event.start_at.astimezone(zoneinfo.ZoneInfo(zone)) for zone in (event.time_zone, name))
    if here.utcoffset() == there.utcoffset():
        return ""
    end = event.end_at.astimezone(zoneinfo.ZoneInfo(name)) if event.end_at else None
    label = formats.zone_label(name, event.start_at)
    if there.date() != here.date() or (end and end.date() != there.date()):
        return f"{formats.format_period(there, end, name)}, {label}"
    times = [formats.format_time(moment) for moment in (there, end) if moment]
    return f"{'–'.join(times)}, {label}"


def _own_time(event: Any) -> list[dict[str, Any]]:
    """Return the event's time by the visitor's own clock: only her browser knows it, so a script fills it in."""
    if event.start_at is None:
        return []
    own_time = {
        "start": event.start_at.isoformat(),
        "end": event.end_at.isoformat() if event.end_at and event.end_at > event.start_at else "",
        "zones": " ".join(zone for zone in (event.time_zone, event.partner_time_zone) if zone),
    }
    return [{"label": _("Your time"), "value": "", "icon": "clock", "told": True, "own_time": own_time}]


def _where(event: Any) -> list[dict[str, Any]]:
    found = []
    if place := place_words(event):
        found.append({"label": _("Place"), "value": place, "icon": "map-pin"})
    if online := online_words(event):
        found.append({"label": _("Online access"), "value": online, "icon": "video"})
    return found


def place_words(event: Any) -> str:
    """Return where one goes: house, address, country; empty for an event that is only online."""
    if event.mode not in ("on_site", "hybrid"):
        return ""
    country = country_name(event.country) if event.country else ""
    return ", ".join(part for part in (event.venue, event.address, country) if part)


def online_words(event: Any) -> str:
    """Return “Online, Zoom”; empty for an event that is not online."""
    if event.mode not in ("online", "hybrid"):
        return ""
    return f"{_('Online')}, {event.platform}" if event.platform else _("Online")


def public_join_url(event: Any) -> str:
    """Return the link to join where everybody may have it, else nothing."""
    is_public = event.join_access == "public" and event.mode != "on_site"
    return event.join_url if is_public else ""


def _languages(event: Any) -> list[dict[str, Any]]:
    found = []
    if event.working_languages:
        names = formats.format_list(language_name(code) for code in event.working_languages)
        found.append({"label": _("Working languages"), "value": names, "icon": "languages", "told": True})
    if event.interpretation_languages:
        names = formats.format_list(language_name(code) for code in event.interpretation_languages)
        found.append({"label": _("Interpretation"), "value": names, "icon": "mic", "told": True})
    if event.language_note:
        found.append({"label": _("Note on languages"), "value": event.language_note, "icon": "info"})
    return found


def _part_of(event: Any) -> list[dict[str, Any]]:
    found = []
    if group := readable_page(event.working_group):
        found.append({"label": _("Working group"), "value": group.title, "icon": "users", "url": group.url})
    if event.series_number:
        words = _("Meeting %(number)s of the series") % {"number": event.series_number}
        found.append({"label": _("Series"), "value": words, "icon": "list"})
    return found


def registration_state(event: Any, now: dt.datetime) -> str:
    """Return `none`, `before`, `open` or `closed`: what the clock makes of the registration's dates."""
    opens, closes = event.registration_opens_at, event.registration_closes_at
    if not (event.registration_url or event.takes_registrations or opens or closes):
        return "none"
    if event.takes_registrations and event.status in CALLED_OFF:
        return "closed"
    return window(opens, closes, event.end_at or event.start_at, now)


def registration_label(event: Any, now: dt.datetime) -> str:
    """Return the state of the registration in words."""
    state = registration_state(event, now)
    zone = event.time_zone
    if state == "before":
        day = formats.format_datetime(event.registration_opens_at, zone)
        return _("Registration opens: %(date)s") % {"date": day}
    if state == "open" and event.registration_closes_at:
        day = formats.format_datetime(event.registration_closes_at, zone)
        return _("Registration is open until: %(date)s") % {"date": day}
    return {"open": _("Registration is open"), "closed": _("Registration is closed")}.get(state, "")


def _actions(event: Any, now: dt.datetime, is_over: bool, standing: Any) -> list[dict[str, Any]]:
    if is_over:
        return []
    found: list[dict[str, Any]] = []
    if standing and standing.is_open:
        found.append({"label": standing.button(), "url": standing.url, "icon_after": "arrow-right"})
    elif event.registration_url and registration_state(event, now) == "open":
        found.append({"label": _("Register"), "url": event.registration_url, "icon_after": "arrow-right"})
    if join_url := public_join_url(event):
        found.append({"label": _("Join online"), "url": join_url, "icon": "video"})
    if file := _file_url(event):
        found.append({"label": _("Add to calendar"), "url": file, "icon": "calendar-plus", "meta": ".ics"})
    for action in found[1:]:
        action["style"] = "secondary"
    return found


def _file_url(event: Any) -> str:
    """Return the address of the event's file; empty where there is none yet."""
    return url_of_file(event.url, "event.ics") if event.start_at and event.url else ""


def days_left(until: dt.datetime, now: dt.datetime, zone: str) -> str:
    """Return how many days are left until a moment, by the calendar of a zone; empty when it is over."""
    if until <= now:
        return ""
    zone_info = zoneinfo.ZoneInfo(zone)
    days = (until.astimezone(zone_info).date() - now.astimezone(zone_info).date()).days
    if days == 0:
        return _("today is the last day")
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}
