"""A state change is written into the outbox of webhooks, in its own transaction."""

from typing import Any

from alliance.models import ApplicationEvent
from alliance.models.webhooks import Webhook, WebhookDelivery
from alliance.vocabulary import UNCONFIRMED


def announce(event: ApplicationEvent) -> int:
    """Write a delivery for each webhook that wants to know of a change; return how many. Nobody is named in it."""
    if event.state_after in ("", UNCONFIRMED) or event.state_after == event.state_before:
        return 0
    wanting = [hook for hook in Webhook.objects.filter(is_active=True) if hook.wants(event.state_after)]
    if not wanting:
        return 0
    payload = payload_of(event)
    WebhookDelivery.objects.bulk_create(
        WebhookDelivery(webhook=hook, event=event, payload=payload) for hook in wanting
    )
    return len(wanting)


def payload_of(event: ApplicationEvent) -> dict[str, Any]:
    """Return what others are told: what changed, when, and the reference to look the rest up by."""
    application, member = event.application, event.member
    thing = "application" if member is None else "member"
    payload: dict[str, Any] = {
        "type": f"{thing}.{event.state_after}",
        "from": event.state_before or None,
        "to": event.state_after,
        "at": event.at.isoformat(),
        "reference": application.reference if application else None,
        "call": str(application.call_key) if application and application.call_key else None,
    }
    if member is not None:
        payload |= {"member": member.slug, "category": member.category}
    elif application is not None:
        payload |= {"country": application.country, "organisation_type": application.organisation_type}
    return payload
