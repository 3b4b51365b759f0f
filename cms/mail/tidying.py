"""What is kept of mails, and for how long: texts for some months, rows for two years, keys for ever.

A key that may come again however late keeps its row, empty: the mail was sent once and is not sent again.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cms.mail.kinds import kinds
from cms.mail.models import Attempt, Message, MessageQuerySet
from cms.mail.vocabulary import FAILED, SENT

KEEP_ROWS: Final = timedelta(days=730)
#: The network is asked for only within an hour (`cms.mail.limits`).
KEEP_NETWORKS: Final = timedelta(days=1)
#: A row without anything of a person.
_BARE: Final[dict[str, Any]] = {
    "recipient": "", "subject": "", "text": "", "html": "", "values": {}, "sender": "", "reply_to": "",
    "unsubscribe_url": "", "network": "", "failure": "", "about_type": None, "about_id": None,
}  # fmt: skip


@dataclass(frozen=True)
class Tidied:
    """How many mails lost their text, were deleted, and are left as a key."""

    emptied: int
    deleted: int
    bared: int


@transaction.atomic
def tidy() -> Tidied:
    """Empty and delete what is old enough; return how much that was."""
    now = timezone.now()
    over = Message.objects.filter(state__in=(SENT, FAILED))
    Message.objects.filter(created_at__lt=now - KEEP_NETWORKS).exclude(network="").update(network="")
    past = now - timedelta(days=settings.MAIL_KEEP_DAYS)
    with_text = over.filter(created_at__lt=past).exclude(text="", html="", values={})
    emptied = with_text.filter(Q(sent_at__lt=past) | Q(state=FAILED)).update(
        text="", html="", values={}, unsubscribe_url=""
    )
    old = over.filter(created_at__lt=now - KEEP_ROWS)
    passing = old.filter(
        Q(kind__in=[kind.name for kind in kinds() if not kind.keeps_keys]) | Q(key__contains="#again-")
    )
    deleted = passing.delete()[1].get(Message._meta.label, 0)
    return Tidied(emptied, deleted, _bare(old.exclude(recipient="")))


def _bare(messages: MessageQuerySet) -> int:
    keys = list(messages.values_list("pk", flat=True))
    Attempt.objects.filter(message__in=keys).delete()
    return Message.objects.filter(pk__in=keys).update(**_BARE)
