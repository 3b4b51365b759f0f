"""Which forms go through: those with a proof of work, few without one, and each only once."""

import datetime as dt
from typing import Any, Final

from django.conf import settings
from django.db.models import Count, Q
from django.utils import timezone

from cms.defences.models import Passage
from cms.defences.proofs import BadProofError, check_proof
from cms.defences.vocabulary import BAD_PROOF, UNPROVED, USED_PROOF
from cms.mail.limits import one_at_a_time
from cms.tokens import hash_of

#: How long what went through is remembered: longer than any challenge lasts.
REMEMBERED: Final = dt.timedelta(days=1)


class TurnedAwayError(Exception):
    """A form that looks as if a program had sent it; `defence` is what it met."""

    def __init__(self, defence: str):
        self.defence = defence
        super().__init__(defence)


def let_through(
    *, form: str, proof: str, content: str, network: str = "", is_from_mailbox: bool = False
) -> None:
    """Take note that a form goes through, in the transaction of what it causes.

    `content` is what it says: the same form may come again with the same proof, as when a button is pressed twice.
    Without a proof it goes through where its own mailbox opened it; else few with the same name do in an hour
    (`UNPROVED_LIMIT_…`).

    Raises `TurnedAwayError`.
    """
    said = hash_of(f"{form}\n{content}")
    if proof:
        try:
            key = check_proof(proof)
        except BadProofError:
            raise TurnedAwayError(BAD_PROOF) from None
        # The table decides who was first; others wait for that one's transaction.
        _note(key, said, form=form, is_proved=True)
        if Passage.objects.get(key=key).content != said:
            raise TurnedAwayError(USED_PROOF)
    elif not is_from_mailbox:
        _count_unproved(form, said, network)


def forget_passages(now: dt.datetime) -> int:
    """Delete what went through long ago; return how many there were."""
    return Passage.objects.filter(at__lt=now - REMEMBERED).delete()[0]


def _count_unproved(form: str, said: str, network: str) -> None:
    one_at_a_time(f"forms without proof {form}")
    since = timezone.now() - dt.timedelta(hours=1)
    hour = Passage.objects.filter(form=form, is_proved=False, at__gt=since).order_by()
    found = hour.aggregate(
        same=Count("pk", filter=Q(key=said)), near=Count("pk", filter=Q(network=network)), all=Count("pk")
    )
    if found["same"]:
        return
    if found["near"] >= settings.UNPROVED_LIMIT_NETWORK or found["all"] >= settings.UNPROVED_LIMIT_ALL:
        raise TurnedAwayError(UNPROVED)
    _note(said, said, form=form, is_proved=False, network=network)


def _note(key: str, content: str, **fields: Any) -> None:
    Passage.objects.bulk_create([Passage(key=key, content=content, **fields)], ignore_conflicts=True)
