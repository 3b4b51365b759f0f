"""Workers as real processes, killed in the middle: nothing is lost, and what is doubled carries one Message-ID."""

import os
import random
import signal
import time

import pytest
from django.utils import timezone

from cms.mail import sending
from cms.mail.models import Message
from cms.mail.worker import Worker
from tests.cms.mail.conftest import end
from tests.cms.mail.letters import greet

pytestmark = pytest.mark.django_db(transaction=True)


def wait_until(happened) -> None:
    deadline = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def all_sent() -> bool:
    return not Message.objects.exclude(state="sent").exists()


def test_workers_killed_at_any_moment_lose_nothing_and_double_only_the_mail_in_hand(
    post_office, start_worker
):
    for number in range(60):
        greet(key=f"{number}", to=f"{number}@example.org")
    dice = random.Random(5)  # noqa: S311
    in_hand: set[str] = set()
    kills = 0
    for _round in range(6):
        workers = [start_worker(), start_worker()]
        wait_until(lambda: Message.objects.filter(state="sending").exists() or all_sent())
        time.sleep(dice.uniform(0, 0.1))
        kills += sum(end(worker, signal.SIGKILL) == -signal.SIGKILL for worker in workers)
        in_hand.update(Message.objects.filter(state="sending").values_list("message_id", flat=True))
        Message.objects.filter(state="sending").update(claimed_until=timezone.now())
    start_worker()
    wait_until(all_sent)
    received = post_office.received()
    assert received.keys() == set(Message.objects.values_list("message_id", flat=True))
    assert {key for key, count in received.items() if count > 1} <= in_hand
    assert kills == 12
    assert sum(received.values()) <= 60 + kills


def test_a_worker_killed_between_the_answer_and_the_commit_sends_once_more_with_the_same_message_id(
    post_office, start_worker
):
    message = greet(key="a")
    post_office.seconds = 5
    worker = start_worker()
    wait_until(lambda: post_office.mails)
    end(worker, signal.SIGKILL)
    post_office.seconds = 0
    assert Message.objects.get().state == "sending"
    assert sending.claim() is None  # nobody takes it up before the claim has lapsed
    Message.objects.update(claimed_until=timezone.now())
    start_worker()
    wait_until(all_sent)
    assert post_office.received() == {message.message_id: 2}


def test_a_worker_that_is_told_to_stop_ends_after_the_mail_in_hand(post_office, start_worker):
    for number in range(10):
        greet(key=f"{number}")
    post_office.seconds = 0.2
    worker = start_worker()
    wait_until(lambda: Message.objects.filter(state="sending").exists())
    assert end(worker, signal.SIGTERM) == 0
    assert not Message.objects.filter(state="sending").exists()
    assert Message.objects.filter(state="sent").count() == len(post_office.mails) < 10


def test_a_worker_beside_a_server_ends_with_it():
    worker = Worker(parent=os.getppid() + 1)
    worker.obey_signals = lambda: None  # the signals of this process are pytest's
    worker.run()
    assert worker.is_stopping


def test_several_workers_send_each_mail_once(post_office, start_worker):
    for number in range(40):
        greet(key=f"{number}", to=f"{number}@example.org")
    for _number in range(3):
        start_worker()
    wait_until(all_sent)
    assert set(post_office.received().values()) == {1}
    assert len(post_office.mails) == 40
