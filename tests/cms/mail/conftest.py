"""A mail server, and workers as processes of their own."""

import os
import signal
from collections.abc import Callable, Iterator

import pytest
from django.db import connections

from cms.mail.environment import SMTP
from cms.mail.worker import Worker
from tests.cms.mail.post_office import PostOffice


@pytest.fixture
def post_office(settings) -> Iterator[PostOffice]:
    """An open mail server, to which the worker sends."""
    office = PostOffice()
    office.open()
    settings.MAIL_BACKEND = SMTP
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", office.port, 5
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    yield office
    office.close()


@pytest.fixture
def start_worker() -> Iterator[Callable[[], int]]:
    """A function that starts a worker in a process of its own and returns the process's number."""
    started = []

    def start() -> int:
        connections.close_all()
        child = os.fork()
        if child == 0:
            code = 1
            try:
                Worker().run()
                code = 0
            finally:
                os._exit(code)
        started.append(child)
        return child

    yield start
    for child in started:
        end(child, signal.SIGKILL)


def end(child: int, number: int) -> int | None:
    """Send a signal to a worker and return its exit code once it is gone; None where it was gone before."""
    try:
        os.kill(child, number)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    except (ProcessLookupError, ChildProcessError):
        return None
