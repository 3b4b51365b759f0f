"""Tells the hub which feeds have changed (WebSub §7, with the parameters that hubs have agreed on)."""

import http.client
from datetime import timedelta
from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.utils import timezone

from cms.calling import Caller, RefusedError
from cms.websub.models import DELIVERED, FAILED, QUEUED, SENDING, HubNotice

#: How long after each failed attempt the next one follows; later than a day the feed is old news.
BACK_OFF: Final = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720)]
#: For how long a notice is one worker's; longer than a call may take.
CLAIM: Final = timedelta(minutes=5)
_HEADERS: Final = {"Content-Type": "application/x-www-form-urlencoded", "User-Agent": "Tiltas"}


def tell_due(caller: Caller | None = None, most: int = 200) -> tuple[int, int]:
    """Tell the hub what is due; return how many notices arrived and how many did not."""
    if not settings.WEBSUB_HUB:
        return 0, 0
    caller = caller or Caller()
    arrived = missed = 0
    for key in list(HubNotice.objects.due().values_list("pk", flat=True)[:most]):
        notice = _claim(key)
        if notice is None:
            continue
        if _attempt(notice, caller):
            arrived += 1
        else:
            missed += 1
    return arrived, missed


def _claim(key: int) -> HubNotice | None:
    """Make a notice this worker's, for a while; None where another was faster."""
    taken = HubNotice.objects.due().order_by().filter(pk=key)
    if not taken.update(state=SENDING, claimed_until=timezone.now() + CLAIM):
        return None
    return HubNotice.objects.get(pk=key)


def _attempt(notice: HubNotice, caller: Caller) -> bool:
    status, reason, is_final = None, "", False
    body = urlencode({"hub.mode": "publish", "hub.url": notice.feed_url, "hub.topic": notice.feed_url})
    try:
        status = caller.post(settings.WEBSUB_HUB, body.encode(), _HEADERS)
    except RefusedError as refused:
        reason, is_final = str(refused), True
    except (OSError, http.client.HTTPException) as error:
        reason = f"{type(error).__name__}: {error}"
    has_arrived = status is not None and 200 <= status < 300
    attempts = notice.attempts + 1
    changes = {"status": status, "reason": reason[:300], "attempts": attempts, "claimed_until": None}
    if has_arrived:
        changes |= {"state": DELIVERED, "delivered_at": timezone.now()}
    elif is_final or attempts > len(BACK_OFF):
        changes |= {"state": FAILED}
    else:
        changes |= {"state": QUEUED, "next_try": timezone.now() + BACK_OFF[attempts - 1]}
    # A feed that changed in the meantime waits already, and is told of once more.
    HubNotice.objects.filter(pk=notice.pk, state=SENDING, changed_at=notice.changed_at).update(**changes)
    return has_arrived
