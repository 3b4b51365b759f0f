"""No text is kept for ever, and no key is forgotten that may come again."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms.mail.mail_kinds import DIGEST
from cms.mail.models import Attempt, Message
from cms.mail.outbox import queue
from cms.mail.tidying import tidy
from tests.cms.mail.letters import greet

pytestmark = pytest.mark.django_db


def written(key: str, days: int, state: str = "sent", **changes) -> Message:
    """Write a mail that is so many days old."""
    message = greet(key=key, **changes)
    then = timezone.now() - timedelta(days=days)
    sent = then if state == "sent" else None
    Message.objects.filter(pk=message.pk).update(state=state, created_at=then, sent_at=sent)
    return message


def test_texts_of_old_mails_are_emptied_and_those_that_wait_are_not():
    written("new", 89)
    written("sent", 91)
    written("failed", 91, "failed")
    written("waiting", 800, "queued")
    call_command("tidy_mails", verbosity=0)
    kept = dict(Message.objects.values_list("key", "text"))
    assert {key for key, text in kept.items() if text} == {"new", "waiting"}
    assert Message.objects.get(key="sent").values == {}


def test_a_mail_that_was_sent_late_keeps_its_text_from_then_on():
    written("late", 100)
    Message.objects.update(sent_at=timezone.now() - timedelta(days=10))
    assert tidy().emptied == 0


def test_of_rows_older_than_two_years_only_the_key_is_left():
    old = written("old", 731, network="n")
    Attempt.objects.create(message=old, outcome="sent")
    values = {"site": "Tiltas", "name": "Ona", "list": "- 1", "link": "x"}
    digest = queue(DIGEST, to="ona@example.org", language="en", key="digest:1:2020-01-01", values=values)
    Message.objects.filter(pk=digest.pk).update(
        state="sent",
        created_at=old.created_at - timedelta(days=731),
        sent_at=old.created_at - timedelta(days=731),
    )
    written("young", 729)
    done = tidy()
    assert (done.emptied, done.deleted, done.bared) == (3, 1, 1)
    old.refresh_from_db()
    assert (old.key, old.recipient, old.subject, old.network) == ("old", "", "", "")
    assert Attempt.objects.count() == 0
    assert greet(key="old").pk == old.pk
    assert (tidy().deleted, tidy().bared) == (0, 0)


def test_networks_are_forgotten_after_a_day():
    written("a", 2, network="n")
    written("b", 0, network="n")
    tidy()
    assert list(Message.objects.exclude(network="").values_list("key", flat=True)) == ["b"]
