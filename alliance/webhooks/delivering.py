"""Deliveries are made by a worker that may be killed at any point: each at least once, with one id for all attempts."""

import hashlib
import hmac
import http.client
import json
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from alliance.models.webhooks import (
    DELIVERED,
    FAILED,
    QUEUED,
    SENDING,
    Webhook,
    WebhookAttempt,
    WebhookDelivery,
)
from cms.calling import Caller, RefusedError

#: How long after each failed attempt the next one follows; after the last the delivery has failed.
BACK_OFF: Final = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440)]
#: For how long a delivery is one worker's; longer than a call may take.
CLAIM: Final = timedelta(minutes=5)
#: How long deliveries are kept once they are over.
KEPT: Final = timedelta(days=90)


def signature(secret: str, moment: int, body: bytes) -> str:
    """Return the value of the header `Tiltas-Signature`: when, and the HMAC-SHA256 of “when.body” in hexadecimal."""
    digest = hmac.new(secret.encode(), b"%d." % moment + body, hashlib.sha256).hexdigest()
    return f"t={moment},v1={digest}"


def deliver_due(caller: Caller | None = None, most: int = 500) -> tuple[int, int]:
    """Make the deliveries that are due; return how many arrived and how many did not."""
    caller = caller or Caller()
    arrived = missed = 0
    for key in list(WebhookDelivery.objects.due().values_list("pk", flat=True)[:most]):
        delivery = _claim(key)
        if delivery is None:
            continue
        if _attempt(delivery, caller):
            arrived += 1
        else:
            missed += 1
    return arrived, missed


def try_again(delivery: WebhookDelivery) -> WebhookDelivery:
    """Let a failed delivery wait again, from the first attempt on."""
    with transaction.atomic():
        found = WebhookDelivery.objects.select_for_update().get(pk=delivery.pk)
        if found.state == FAILED:
            found.state, found.attempts, found.next_try = QUEUED, 0, timezone.now()
            found.save(update_fields=["state", "attempts", "next_try"])
    return found


def forget_old() -> int:
    """Delete deliveries that were over long ago; return how many."""
    over = WebhookDelivery.objects.filter(state__in=(DELIVERED, FAILED), made_at__lt=timezone.now() - KEPT)
    return over.delete()[1].get("alliance.WebhookDelivery", 0)


def _claim(key: int) -> WebhookDelivery | None:
    """Make a delivery this worker's, for a while; None where another was faster."""
    now = timezone.now()
    # Conditions on the row itself: whoever waits for it looks at them anew.
    row = WebhookDelivery.objects.unclaimed().filter(pk=key)
    taken = row.update(state=SENDING, claimed_until=now + CLAIM)
    return WebhookDelivery.objects.select_related("webhook").get(pk=key) if taken else None


def _attempt(delivery: WebhookDelivery, caller: Caller) -> bool:
    status, reason, is_final = None, "", False
    body, headers = message_of(delivery)
    try:
        status = caller.post(delivery.webhook.url, body, headers)
    except RefusedError as refused:
        reason, is_final = str(refused), True
    except (OSError, http.client.HTTPException) as error:
        reason = f"{type(error).__name__}: {error}"
    if status is not None and 300 <= status < 400:
        reason = "Redirects are not followed."
    has_arrived = status is not None and 200 <= status < 300
    with transaction.atomic():
        WebhookAttempt.objects.create(delivery=delivery, status=status, reason=reason[:300])
        delivery.attempts += 1
        delivery.claimed_until = None
        if has_arrived:
            delivery.state, delivery.delivered_at = DELIVERED, timezone.now()
        elif is_final or delivery.attempts > len(BACK_OFF):
            delivery.state = FAILED
        else:
            delivery.state = QUEUED
            delivery.next_try = timezone.now() + BACK_OFF[delivery.attempts - 1]
        delivery.save(update_fields=["attempts", "claimed_until", "state", "next_try", "delivered_at"])
    return has_arrived


def message_of(delivery: WebhookDelivery) -> tuple[bytes, dict[str, str]]:
    """Return body and headers of a delivery, signed now."""
    body = json.dumps({"id": str(delivery.uid), **delivery.payload}, sort_keys=True).encode()
    webhook: Webhook = delivery.webhook
    return body, {
        "Content-Type": "application/json",
        "User-Agent": "Tiltas",
        "Tiltas-Delivery": str(delivery.uid),
        "Tiltas-Signature": signature(webhook.secret, int(timezone.now().timestamp()), body),
    }
