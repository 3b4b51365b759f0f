"""Several who write, claim and count mails in the same moment."""

import threading

import pytest
from django.db import connection, transaction

from cms.mail import sending
from cms.mail.limits import may_mail
from cms.mail.models import Message
from cms.mail.outbox import queue
from tests.cms.mail.letters import GREETING, LINK, greet
from tests.translation.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.postgres
def test_the_same_key_at_once_is_one_mail():
    def write(number: int) -> int:
        values = {"name": f"{number}", "link": LINK}
        return queue(GREETING, to="ona@example.org", language="en", key="same", values=values).pk

    keys = at_once(*[lambda number=number: write(number) for number in range(8)])
    assert len(set(keys)) == 1
    assert Message.objects.get().pk == keys[0]


def test_claims_at_once_are_of_different_mails():
    for number in range(4):
        greet(key=f"{number}")
    lock = threading.Lock()

    def claimed() -> int:
        if connection.vendor == "sqlite":
            with lock:
                return sending.claim().pk
        return sending.claim().pk

    assert len(set(at_once(*[claimed] * 4))) == 4


def test_an_address_gets_no_more_mails_where_all_are_asked_for_at_once():
    def ask(number: int) -> bool:
        with transaction.atomic():
            if not may_mail("ona@example.org", "network"):
                return False
            greet(key=f"{number}", network="network")
            return True

    assert sorted(at_once(*[lambda number=number: ask(number) for number in range(6)])) == 3 * [False] + 3 * [
        True
    ]
