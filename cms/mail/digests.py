"""The daily digest: one mail a day for each on staff with what waits for her, if something of it is new."""

import datetime as dt
import logging
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.mail.message import BadHeaderError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from cms.mail.mail_kinds import DIGEST
from cms.mail.models import DigestChoice, Message
from cms.mail.outbox import queue
from cms.mail.readers import language_of, site_name
from cms.waiting import Entry, waiting_for

logger = logging.getLogger("cms.mail")


def write_digests() -> int:
    """Write the digest of today for everybody on staff and return how many there are new."""
    today = timezone.localdate()
    users = (
        get_user_model()
        .objects.filter(is_active=True)
        .exclude(email="")
        .select_related("wagtail_userprofile")
    )
    count = 0
    for user in users.order_by("pk"):
        if not user.has_perm("wagtailadmin.access_admin"):
            continue
        try:
            count += write_digest(user, today) is not None
        except (ValidationError, BadHeaderError) as error:
            logger.warning("No digest for user %s: %s", user.pk, error)
    return count


@transaction.atomic
def write_digest(user: Any, today: dt.date) -> Message | None:
    """Write somebody's digest of a day; None where she wants none, has it already, or nothing is new."""
    key = f"digest:{user.pk}:{today:%Y-%m-%d}"
    DigestChoice.objects.get_or_create(user=user)
    choice = DigestChoice.objects.select_for_update().get(user=user)
    if not choice.is_wanted or Message.objects.filter(key=key).exists():
        return None
    language, now = language_of(user), timezone.now()
    with translation.override(language):
        entries = waiting_for(user)
        has_news = any(_is_new(entry, choice) for entry in entries)
        choice.seen, choice.seen_at = {entry.url: entry.count for entry in entries}, now
        choice.save(update_fields=["seen", "seen_at"])
        if not has_news:
            return None
        values = {
            "site": site_name(language),
            "name": user.first_name or user.get_username(),
            "list": "\n".join(map(_line, entries)),
            "link": _whole(""),
        }
    return queue(DIGEST, to=user.email, language=language, key=key, values=values)


def _is_new(entry: Entry, choice: DigestChoice) -> bool:
    """Tell whether more waits than stood in the last digest, or something that came since."""
    if entry.count > choice.seen.get(entry.url, 0):
        return True
    return bool(entry.newest and choice.seen_at and entry.newest > choice.seen_at)


def _line(entry: Entry) -> str:
    note = f" ({entry.note})" if entry.note else ""
    if not entry.parts:
        return f"- {entry.count} {entry.words}{note}: {_whole(entry.url)}"
    parts = [f"  - {part.words}: {part.count}, {_whole(part.url)}" for part in entry.parts]
    return "\n".join([f"- {entry.count} {entry.words}{note}:", *parts])


def _whole(path: str) -> str:
    """Return a whole address; a place on the admin's first page is given as `#place`."""
    return settings.BASE_URL + (path if path.startswith("/") else reverse("wagtailadmin_home") + path)
