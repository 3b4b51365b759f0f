"""The same form is posted by several requests in the same moment: a button pressed twice, a proof used by many."""

import contextlib
import os
import signal
import socket
from collections.abc import Callable, Iterator
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.db import connections
from django.http import HttpResponse
from django.test import Client

from alliance.models import Application
from cms.defences import turned_away
from cms.defences.models import Passage
from tests.alliance.conftest import mails
from tests.alliance.form import problems, solved
from tests.cms.mail.conftest import end
from tests.translation.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def little_work(settings):
    settings.PROOF_STEPS = 2


class Sender:
    """Sends forms to a server in a process of its own, over HTTP."""

    def __init__(self, address: str) -> None:
        self.address = address

    def post(self, path: str, fields: dict, **_environment: str) -> HttpResponse:
        body = urlencode(fields, doseq=True).encode()
        try:
            with urlopen(self.address + path, body, timeout=60) as answer:  # noqa: S310 - our own server
                return HttpResponse(answer.read(), status=answer.status)
        except HTTPError as error:
            return HttpResponse(error.read(), status=error.code)


@pytest.fixture
def start_server() -> Iterator[Callable[[], Sender]]:
    """A function that starts a server on the test's database, in a process of its own."""
    started = []

    def start() -> Sender:
        listening = socket.create_server(("127.0.0.1", 0))
        connections.close_all()
        child = os.fork()
        if child == 0:
            try:
                _serve(listening)
            finally:
                os._exit(1)
        started.append(child)
        with contextlib.closing(listening):
            return Sender(f"http://127.0.0.1:{listening.getsockname()[1]}")

    yield start
    for child in started:
        end(child, signal.SIGKILL)


def _serve(listening: socket.socket) -> None:
    server = ThreadedWSGIServer(listening.getsockname(), WSGIRequestHandler, bind_and_activate=False)
    server.socket = listening
    server.server_name, server.server_port = listening.getsockname()
    server.setup_environ()
    server.set_app(WSGIHandler())
    server.serve_forever()


def test_same_form_posted_to_several_servers_at_once_is_one_application_and_one_mail(
    apply, client, start_server
):
    proof, servers = solved(client), [start_server() for _process in range(3)]
    answers = at_once(*(lambda server=server: apply(server, proof=proof) for server in servers * 2))
    assert [answer.status_code for answer in answers] == [200] * 6
    assert len({answer.content for answer in answers}) == 1
    assert [problems(answer) for answer in answers] == [[]] * 6
    assert (Application.objects.count(), mails()) == (1, [("confirm", "ilze@adazi.lv")])
    assert (Passage.objects.count(), turned_away.numbers_by_defence()) == (1, {})


@pytest.mark.parametrize("is_proved", [True, False])
def test_same_form_posted_several_times_at_once_is_one_application_and_one_mail(apply, client, is_proved):
    proof = solved(client) if is_proved else None
    answers = at_once(*(lambda: apply(Client(), proof=proof) for _time in range(4)))
    assert [answer.status_code for answer in answers] == [200] * 4
    assert len({answer.content for answer in answers}) == 1
    assert [problems(answer) for answer in answers] == [[]] * 4
    assert (Application.objects.count(), mails()) == (1, [("confirm", "ilze@adazi.lv")])
    assert (Passage.objects.count(), turned_away.numbers_by_defence()) == (1, {})


def test_one_proof_used_by_several_at_once_lets_one_through(apply, client):
    proof = solved(client)
    posts = (
        lambda number=number: apply(Client(), proof=proof, email=f"desk@town{number}.example")
        for number in range(4)
    )
    answers = at_once(*posts)
    assert [answer.status_code for answer in answers] == [200] * 4
    assert sorted(len(problems(answer)) for answer in answers) == [0, 1, 1, 1]
    assert (Application.objects.count(), len(mails())) == (1, 1)
    assert turned_away.numbers_by_defence() == {"used_proof": 3}


def test_forms_without_a_proof_are_no_more_when_they_come_at_once(apply):
    posts = (
        lambda number=number: apply(Client(), email=f"desk@town{number}.example", network=f"203.0.{number}.7")
        for number in range(5)
    )
    answers = at_once(*posts)
    assert sorted(len(problems(answer)) for answer in answers) == [0, 0, 0, 1, 1]
    assert (Application.objects.count(), turned_away.numbers_by_defence()) == (3, {"unproved": 2})
