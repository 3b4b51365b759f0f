"""How the desk says what is stored: tones of states, moments, ages, languages."""

import datetime as dt
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import ngettext

from alliance.models.webhooks import DELIVERED, FAILED, QUEUED, SENDING
from alliance.vocabulary import (
    APPROVED,
    DECLINED,
    INFORMATION,
    LEFT,
    MEMBER,
    ON_HOLD,
    RECEIVED,
    SCREENING,
    UNCONFIRMED,
    WITHDRAWN,
)
from cms.formats import format_datetime
from cms.zones import default_time_zone

#: The tone of a state's badge (static/css/admin-releases.css); the word in it says the same.
TONES: Final = {
    UNCONFIRMED: "over",
    RECEIVED: "active",
    SCREENING: "draft",
    INFORMATION: "draft",
    APPROVED: "done",
    DECLINED: "over",
    WITHDRAWN: "over",
    MEMBER: "done",
    ON_HOLD: "alarm",
    LEFT: "over",
    QUEUED: "draft",
    SENDING: "active",
    DELIVERED: "done",
    FAILED: "alarm",
}


def moment(at: dt.datetime | None) -> str:
    """Return a moment in the time zone of the site; nothing where there is none."""
    return format_datetime(at, default_time_zone()) if at else ""


def name_of(user: Any) -> str:
    """Return what somebody on staff is called."""
    return (user.get_full_name() or user.get_username()) if user else ""


def days_since(at: dt.datetime | None) -> int | None:
    """Return how many days ago a moment was, in the zone of the server."""
    return (timezone.localdate() - timezone.localtime(at).date()).days if at else None


def age_of(application: Any) -> str:
    """Return for how long an application has been here, or was until it was decided."""
    end = application.decided_at or application.withdrawn_at or timezone.now()
    if application.confirmed_at is None:
        return ""
    days = (timezone.localtime(end).date() - timezone.localtime(application.confirmed_at).date()).days
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
