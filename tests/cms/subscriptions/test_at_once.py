"""Killed in the middle, or run twice at once: everybody gets the same mail once."""

import datetime as dt
import os
import signal
import threading

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.utils import timezone

from cms.mail.models import Message
from cms.subscriptions import sending
from cms.subscriptions.models import Publication, Subscriber
from news.models import ArticlePage
from tests.factories import make_page, make_site

pytestmark = pytest.mark.django_db(transaction=True)

READERS = 12


@pytest.fixture
def readers(monkeypatch):
    """Twelve people who are to be told of an article, in batches of three."""
    make_site()
    monkeypatch.setattr(sending, "BATCH", 3)
    hour_ago = timezone.now() - dt.timedelta(hours=1)
    names = [f"reader{number}@example.org" for number in range(READERS)]
    common = {"language": "en", "languages": ["en"], "kinds": ["news"], "rhythm": "at_once"}
    Subscriber.objects.bulk_create(
        Subscriber(email=name, email_normalised=name, confirmed_at=hour_ago, next_at=hour_ago, **common)
        for name in names
    )
    make_page(ArticlePage)
    return names


def told() -> list[str]:
    """Return who was written to, each as often as that."""
    return sorted(Message.objects.values_list("recipient", flat=True))


def test_run_that_is_killed_is_finished_by_the_next(readers):
    connections.close_all()
    child = os.fork()
    if child == 0:

        def die(done: int, _everybody: int) -> None:
            if done == 6:
                os.kill(os.getpid(), signal.SIGKILL)

        sending.write_mails(die)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    assert len(told()) == 6
    assert sending.write_mails() == 6
    assert told() == sorted(readers)


def test_batch_is_written_whole_or_not_at_all(readers, monkeypatch):
    def fail(*_args):
        raise RuntimeError("the power is gone")

    monkeypatch.setattr(sending, "_note_told", fail)
    with pytest.raises(RuntimeError):
        sending.write_mails()
    assert told() == []
    monkeypatch.undo()
    sending.write_mails()
    assert told() == sorted(readers)


def test_two_runs_at_once_write_to_everybody_once(readers):
    gate, faults = threading.Barrier(3), []

    def run() -> None:
        gate.wait()
        try:
            call_command("send_subscriptions", verbosity=0)
        except Exception as error:  # noqa: BLE001 - told below
            faults.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert (told(), Publication.objects.count()) == (sorted(readers), 1)
