"""Several who write, claim and count mails in the same moment."""

import threading

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection, transaction

from cms.mail import sending
from cms.mail.limits import may_mail
from cms.mail.models import Message
from cms.mail.outbox import queue
from home.models import BarrierReport
from tests.cms.mail.letters import GREETING, LINK, greet
from tests.factories import make_site
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


@pytest.mark.postgres
def test_two_runs_at_once_write_one_digest_for_each():
    make_site()
    get_user_model().objects.create_superuser("ona", "ona@example.org")
    BarrierReport.objects.create(message="The map cannot be read.", language="en")
    assert at_once(*[lambda: call_command("send_digests", verbosity=0)] * 3) == [None] * 3
    assert Message.objects.count() == 1
