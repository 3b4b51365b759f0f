"""The list of guests follows the event: what is published in its first language holds for all of them."""

from django.db import transaction

from cms.translation.lineage import link_into
from news.models import EventPage, GuestList
from news.registrations.places import fill

#: The field of the list → that of the page.
FACTS = {
    "title": "title",
    "takes_registrations": "takes_registrations",
    "status": "status",
    "time_zone": "time_zone",
    "starts_at": "start_at",
    "ends_at": "end_at",
    "opens_at": "registration_opens_at",
    "closes_at": "registration_closes_at",
    "changed_at": "changed_at",
    "capacity": "capacity",
    "has_waiting_list": "has_waiting_list",
}


@transaction.atomic
def follow(event: EventPage) -> GuestList | None:
    """Bring the list of guests up to what was published, and let who waits move up where there are more places.

    A translation changes nothing. Returns None for an event without registration.
    """
    known = GuestList.objects.filter(event_key=event.translation_key).first()
    if known is None and not event.takes_registrations:
        return None
    if known is not None and link_into(event.translation_key, event.locale_id):
        return known
    facts = {ours: getattr(event, theirs) for ours, theirs in FACTS.items()}
    if known is None:
        return GuestList.objects.get_or_create(event_key=event.translation_key, defaults=facts)[0]
    guests = GuestList.objects.select_for_update().get(pk=known.pk)
    for name, value in facts.items():
        setattr(guests, name, value)
    guests.save(update_fields=list(facts))
    fill(guests)
    return guests


def close_if_gone(event: EventPage) -> None:
    """Take no more registrations for an event that is published in no language any more."""
    others = EventPage.objects.live().filter(translation_key=event.translation_key).exclude(pk=event.pk)
    if event.takes_registrations and not others.exists():
        GuestList.objects.filter(event_key=event.translation_key).update(takes_registrations=False)
