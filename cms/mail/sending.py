"""One mail on its way: claim a row, send it, write down how it ended. Each step survives being killed.

A claim is committed before anything is sent, and it lapses: whoever finds it lapsed takes the mail up again. Between
the server's answer and our commit a kill leaves a mail that was sent and does not know it; it goes out a second time
with the same Message-ID (docs/adr/0014-mail-outbox.md).
"""

import contextlib
import logging
import signal
import threading
from collections.abc import Iterator
from typing import Any, Final

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.utils import timezone

from cms.mail.composing import compose
from cms.mail.models import Attempt, Message
from cms.mail.refusals import Verdict
from cms.mail.vocabulary import BACK_OFF, CLAIM, FAILED, INTERRUPTED, LATER, QUEUED, REFUSED, SENDING, SENT

logger = logging.getLogger("cms.mail")

#: How long a server may take for one mail in all, in seconds: well below a claim, so that none lapses in our hands.
DEADLINE: Final = CLAIM.total_seconds() / 2
#: How often a mail is tried before it has failed.
MOST_ATTEMPTS: Final = len(BACK_OFF) + 1


def claim() -> Message | None:
    """Make the mail that is due first ours and return it; None where nothing is due."""
    while Message.objects.due().exists():
        with transaction.atomic():
            due = Message.objects.due()
            if connection.features.has_select_for_update_skip_locked:
                due = due.select_for_update(skip_locked=True)
            found = due.first()
            if found is None:
                return None  # other workers have them
            if _take(found):
                return found
    return None


def _take(found: Message) -> bool:
    """Claim a row as it was read; return False where another worker was faster or it was tried too often."""
    fresh = Message.objects.filter(
        pk=found.pk, state=found.state, attempts=found.attempts, claimed_until=found.claimed_until
    )
    if found.state == SENDING:
        if found.attempts >= MOST_ATTEMPTS:
            if fresh.update(
                state=FAILED, claimed_until=None, failure="The worker was interrupted each time."
            ):
                Attempt.objects.create(message=found, outcome=INTERRUPTED)
            return False
        interrupted = True
    else:
        interrupted = False
    claimed = {"state": SENDING, "attempts": found.attempts + 1, "claimed_until": timezone.now() + CLAIM}
    if not fresh.update(**claimed):
        return False
    if interrupted:
        Attempt.objects.create(message=found, outcome=INTERRUPTED)
    for name, value in claimed.items():
        setattr(found, name, value)
    return True


def hand_over(message: Message, backend: BaseEmailBackend) -> None:
    """Send a claimed mail through an open connection; raise what the server or the connection says against it."""
    mail = compose(message)
    with _deadline(DEADLINE):
        backend.send_messages([mail])


def record_sent(message: Message) -> None:
    """Note that the server has taken a mail: also where the claim lapsed meanwhile, for sent it is."""
    changes: dict[str, Any] = {"state": SENT, "sent_at": timezone.now(), "claimed_until": None, "failure": ""}
    if message.is_secret and not settings.MAIL_SHOWS_SECRETS:
        changes |= {"text": "", "html": "", "unsubscribe_url": ""}
    with transaction.atomic():
        if Message.objects.filter(pk=message.pk).exclude(state=SENT).update(**changes):
            Attempt.objects.create(message=message, outcome=SENT)


def record_failed(message: Message, verdict: Verdict) -> None:
    """Note that a mail was not taken: it waits for its next attempt, or has failed."""
    is_over = verdict.is_final or message.attempts >= MOST_ATTEMPTS
    changes: dict[str, Any] = {"claimed_until": None, "failure": verdict.reason}
    if is_over:
        changes["state"] = FAILED
    else:
        changes |= {"state": QUEUED, "next_try": timezone.now() + BACK_OFF[message.attempts - 1]}
    with transaction.atomic():
        ours = Message.objects.filter(pk=message.pk, state=SENDING, claimed_until=message.claimed_until)
        if ours.update(**changes):
            outcome = REFUSED if is_over else LATER
            Attempt.objects.create(message=message, outcome=outcome, reason=verdict.reason)
    if is_over:
        logger.error("Mail %s has failed: %s", message.pk, verdict.reason)


@contextlib.contextmanager
def _deadline(seconds: float) -> Iterator[None]:
    """Raise TimeoutError where something takes longer: a server may drip its answers within each time limit."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def ring(_number: int, _frame: Any) -> None:
        raise TimeoutError(f"The mail server took longer than {seconds:.0f} seconds.")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
