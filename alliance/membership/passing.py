"""Which forms go through: those with a proof of work, few without one, and each only once."""

import datetime as dt
from typing import Any, Final

from django.conf import settings
from django.db.models import Count, Q
from django.utils import timezone

from alliance.links import LinkError
from alliance.mailboxes import normalise
from alliance.membership.drafting import open_draft
from alliance.membership.refusals import TurnedAwayError
from alliance.models import Passage
from alliance.proofs import BadProofError, check_proof
from alliance.vocabulary import BAD_PROOF, UNPROVED, USED_PROOF
from cms.mail.limits import one_at_a_time

#: How long what went through is remembered: longer than any challenge lasts.
REMEMBERED: Final = dt.timedelta(days=1)


def let_through(*, proof: str, content: str, email: str, draft: str = "", network: str = "") -> None:
    """Take note that a form goes through, in the transaction of what it causes.

    `content` is the hash of what it says: the same form may come again with the same proof, as when a button is
    pressed twice. Without a proof it goes through from a draft that was opened by its own mailbox; else few do in an
    hour (`UNPROVED_LIMIT_…`).

    Raises `TurnedAwayError`.
    """
    if proof:
        try:
            key = check_proof(proof)
        except BadProofError:
            raise TurnedAwayError(BAD_PROOF) from None
        # The table decides who was first; others wait for that one's transaction.
        _note(key, content, is_proved=True)
        if Passage.objects.get(key=key).content != content:
            raise TurnedAwayError(USED_PROOF)
    elif not _comes_from_its_mailbox(draft, email):
        _count_unproved(content, network)


def forget_passages(now: dt.datetime) -> int:
    """Delete what went through long ago; return how many there were."""
    return Passage.objects.filter(at__lt=now - REMEMBERED).delete()[0]


def _comes_from_its_mailbox(token: str, email: str) -> bool:
    try:
        return bool(token) and open_draft(token).email_normalised == normalise(email)
    except LinkError:
        return False


def _count_unproved(content: str, network: str) -> None:
    one_at_a_time("forms without proof")
    hour = Passage.objects.filter(is_proved=False, at__gt=timezone.now() - dt.timedelta(hours=1)).order_by()
    found = hour.aggregate(
        same=Count("pk", filter=Q(key=content)), near=Count("pk", filter=Q(network=network)), all=Count("pk")
    )
    if found["same"]:
        return
    if found["near"] >= settings.UNPROVED_LIMIT_NETWORK or found["all"] >= settings.UNPROVED_LIMIT_ALL:
        raise TurnedAwayError(UNPROVED)
    _note(content, content, is_proved=False, network=network)


def _note(key: str, content: str, **fields: Any) -> None:
    Passage.objects.bulk_create([Passage(key=key, content=content, **fields)], ignore_conflicts=True)
