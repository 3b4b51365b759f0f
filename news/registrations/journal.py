"""Who on staff looked at the data of guests and took it along, in Wagtail's log."""

import datetime as dt
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.log_actions import log, registry

from news.models import GuestList
from news.registrations.vocabulary import EXPORT, VIEW

#: The same look again within this time is one.
_SAME_LOOK: Final = dt.timedelta(hours=1)


def record_access(guests: GuestList, user: Any) -> None:
    """Note that somebody looks at who registered; the same look once an hour. Raises PermissionDenied."""
    _require(user, VIEW)
    action, since = "news.registration.view", timezone.now() - _SAME_LOOK
    looks = registry.get_logs_for_instance(guests).filter(action=action, user=user, timestamp__gt=since)
    if not looks.exists():
        log(instance=guests, action=action, user=user)


def record_export(guests: GuestList, user: Any, count: int) -> None:
    """Note that somebody exported registrations, and how many. Raises PermissionDenied."""
    _require(user, EXPORT)
    log(instance=guests, action="news.registration.export", user=user, data={"count": count})


def _require(user: Any, right: str) -> None:
    if not user.has_perm(right):
        raise PermissionDenied
