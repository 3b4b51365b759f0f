"""The verbs of a subscription: ask for one, confirm it, change it, end it.

Whoever asks is told the same whether the address is known or not; only its owner reads what is there.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from cms.defences.mailing import may_write
from cms.mail.limits import one_at_a_time
from cms.mail.models import Message
from cms.mail.outbox import queue
from cms.mail.readers import site_name
from cms.mailboxes import normalise
from cms.subscriptions import links
from cms.subscriptions.choices import AT_ONCE
from cms.subscriptions.mail_kinds import ALREADY, CONFIRM
from cms.subscriptions.models import Publication, Subscriber
from cms.tokens import ExpiredLinkError, UnknownLinkError

#: Within this time the same wishes from the same address are one form, sent twice.
SAME_WITHIN: Final = dt.timedelta(minutes=10)
#: When digests are written: Mondays from this hour on.
DIGEST_HOUR: Final = 7


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What somebody wants to be told: names of feeds, translation keys of topics (none: all), and how often."""

    language: str
    languages: Sequence[str]
    kinds: Sequence[str]
    topics: Sequence[str]
    rhythm: str

    def as_fields(self) -> dict[str, Any]:
        """Return them as the fields of a subscriber; her own language comes first."""
        others = [code for code in self.languages if code != self.language]
        own = [self.language] if self.language in self.languages else []
        return {
            "language": self.language,
            "languages": own + others,
            "kinds": list(self.kinds),
            "topics": list(self.topics),
            "rhythm": self.rhythm,
        }


@transaction.atomic
def subscribe(email: str, wishes: Wishes, *, network: str = "") -> None:
    """Keep what somebody wishes until the address is proved, and write the mail that asks for it.

    Who is subscribed already stays so, and is written where to change it. Nothing is returned: nobody is to be told.
    """
    mailbox = normalise(email)[:254]
    one_at_a_time(f"subscriber {mailbox}")
    fields = wishes.as_fields()
    found = Subscriber.objects.select_for_update().filter(email_normalised=mailbox).first()
    if found is not None and found.confirmed_at:
        if _has_same(found, fields) and _is_recent(found.asked_at):
            return
        if may_write(found.email, network):
            _note_asked(found)
            _write(found, ALREADY, network, link=links.manage_link(found))
        return
    is_same = found is not None and found.email == email and _has_same(found, fields)
    if found is None:
        found = Subscriber(email_normalised=mailbox)
    for name, value in {"email": email, "created_at": timezone.now(), **fields}.items():
        setattr(found, name, value)
    found.save()
    if (is_same and _is_recent(found.asked_at)) or not may_write(email, network):
        return
    _note_asked(found)
    hours = str(int(links.LASTS.total_seconds() // 3600))
    _write(found, CONFIRM, network, link=links.confirm_link(found), hours=hours)


def look_at_confirmation(token: str) -> Subscriber:
    """Return whose subscription a link would confirm, and change nothing: link scanners open every link.

    A link that was used still tells of it. Raises `UnknownLinkError` or `ExpiredLinkError`.
    """
    key, is_too_old = links.read_confirm_token(token)
    found = Subscriber.objects.filter(key=key).first()
    if found is None:
        raise ExpiredLinkError if is_too_old else UnknownLinkError
    if is_too_old and not found.confirmed_at:
        raise ExpiredLinkError
    return found


@transaction.atomic
def confirm(token: str) -> Subscriber:
    """Begin a subscription whose address is proved; again changes nothing. Raises as `look_at_confirmation`."""
    found = Subscriber.objects.select_for_update().filter(pk=look_at_confirmation(token).pk).first()
    if found is None:  # deleted while this one waited
        raise UnknownLinkError
    if not found.confirmed_at:
        start(found, timezone.now())
        found.save()
    return found


def start(subscriber: Subscriber, now: dt.datetime) -> None:
    """Let a subscriber be one from now on: what was published before is not told. The caller saves."""
    subscriber.confirmed_at = now
    subscriber.told_up_to = Publication.objects.aggregate(newest=Max("pk"))["newest"] or 0
    subscriber.next_at = next_time(subscriber.rhythm, now)


@transaction.atomic
def change(token: str, wishes: Wishes) -> Subscriber:
    """Let a subscriber be told otherwise from now on. Raises `cms.tokens.LinkError`."""
    found = Subscriber.objects.select_for_update().get(pk=links.find_subscriber(token).pk)
    if found.rhythm != wishes.rhythm:
        found.next_at = next_time(wishes.rhythm, timezone.now())
    for name, value in wishes.as_fields().items():
        setattr(found, name, value)
    found.save()
    return found


def end(token: str) -> None:
    """End a subscription: nothing of its owner is kept. Again changes nothing. Raises `UnknownLinkError`."""
    forget(*Subscriber.objects.filter(key=links.read_manage_token(token)))


@transaction.atomic
def forget(*subscribers: Subscriber) -> int:
    """Delete subscribers with all that was written to them, sent or not; return how many there were."""
    keys = [subscriber.pk for subscriber in subscribers]
    Message.objects.about(Subscriber, keys).delete()
    return Subscriber.objects.filter(pk__in=keys).delete()[0]


def next_time(rhythm: str, now: dt.datetime) -> dt.datetime:
    """Return when somebody may be written to next: now, or on the Monday that follows."""
    if rhythm == AT_ONCE:
        return now
    local = timezone.localtime(now)
    monday = local.date() + dt.timedelta(days=7 - local.weekday())
    return timezone.make_aware(dt.datetime.combine(monday, dt.time(DIGEST_HOUR)))


def _has_same(subscriber: Subscriber, fields: dict[str, Any]) -> bool:
    return all(getattr(subscriber, name) == value for name, value in fields.items())


def _is_recent(moment: dt.datetime | None) -> bool:
    return moment is not None and moment > timezone.now() - SAME_WITHIN


def _note_asked(subscriber: Subscriber) -> None:
    subscriber.asked_at = timezone.now()
    subscriber.save(update_fields=["asked_at"])


def _write(subscriber: Subscriber, kind: Any, network: str, **values: str) -> None:
    queue(
        kind,
        to=subscriber.email,
        language=subscriber.language,
        key=f"{kind.name}:{subscriber.pk}:{subscriber.asked_at.isoformat()}",
        values={"site": site_name(subscriber.language), **values},
        about=subscriber,
        network=network,
    )
