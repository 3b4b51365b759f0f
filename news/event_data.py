"""An event as other programs know it: `Event` of schema.org."""

import zoneinfo
from typing import Any

from cms.linked_data import Node, Told, organisations, pruned
from cms.plain_texts import plain
from news import agenda

#: There is no status for what is planned and not confirmed: it is scheduled.
STATUSES = {
    "planned": "EventScheduled",
    "confirmed": "EventScheduled",
    "postponed": "EventPostponed",
    "rescheduled": "EventRescheduled",
    "cancelled": "EventCancelled",
}
MODES = {
    "on_site": "OfflineEventAttendanceMode",
    "online": "OnlineEventAttendanceMode",
    "hybrid": "MixedEventAttendanceMode",
}
#: A page has a budget of bytes; no agenda of a day or two is longer.
MOST_SLOTS = 100


def event_data(event: Any, told: Told) -> list[Node]:
    """Return an event with its status, its places and its agenda; none for one without a start."""
    if event.start_at is None:
        return []
    zone = zoneinfo.ZoneInfo(event.time_zone)
    until = event.end_at and event.end_at.astimezone(zone).isoformat(timespec="seconds")
    places = locations(event, told)
    slots = [
        slot for slot in agenda.read_slots(event.agenda, event.time_zone) if slot.value.get("kind") != "break"
    ]
    return [
        pruned(
            {
                "@type": "Event",
                "@id": f"{told.url}#event",
                "name": plain(event.title),
                "description": plain(event.summary),
                "url": told.url,
                "image": told.image(),
                "startDate": event.start_at.astimezone(zone).isoformat(timespec="seconds"),
                "endDate": until,
                "eventStatus": f"https://schema.org/{STATUSES[event.status]}",
                "eventAttendanceMode": f"https://schema.org/{MODES[event.mode]}",
                "location": places[0] if len(places) == 1 else places,
                "inLanguage": list(event.working_languages) or told.language,
                "organizer": organisations(event.organisation_roles, ("organiser",)) or told.publisher(),
                "sponsor": organisations(event.organisation_roles, ("funder",)),
                "about": [{"@type": "Thing", "name": plain(topic.name)} for topic in event.topics],
                "subEvent": [slot_data(slot, zone, places, told) for slot in slots[:MOST_SLOTS]],
            }
        )
    ]


def locations(event: Any, told: Told) -> list[Node]:
    """Return where an event is: a place, an address on the web, or both.

    The link to join is only for those whom the page shows it to; others are sent to the page.
    """
    found: list[Node] = []
    if event.mode in ("on_site", "hybrid"):
        address = {"streetAddress": plain(event.address), "addressCountry": event.country}
        name = event.venue or event.address or event.get_mode_display()
        place = {"@type": "Place", "@id": f"{told.url}#place", "name": plain(name)}
        if any(address.values()):
            place["address"] = pruned({"@type": "PostalAddress"} | address)
        found.append(place)
    if event.mode in ("online", "hybrid"):
        url = event.join_url if event.join_url and event.join_access == "public" else told.url
        found.append(
            pruned(
                {"@type": "VirtualLocation", "@id": f"{told.url}#online"}
                | {"name": plain(event.platform), "url": url}
            )
        )
    return found


def slot_data(slot: agenda.Slot, zone: zoneinfo.ZoneInfo, places: list[Node], told: Told) -> Node:
    """Return a slot of the agenda, which is where the whole event is."""
    where = [{"@id": place["@id"]} for place in places]
    return {
        "@type": "Event",
        "name": plain(slot.value["title"]),
        "startDate": slot.start.astimezone(zone).isoformat(timespec="seconds"),
        "endDate": slot.end.astimezone(zone).isoformat(timespec="seconds"),
        "location": where[0] if len(where) == 1 else where,
    }
