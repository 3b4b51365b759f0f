"""The worker: sends what is due, over one connection at a time, until it is told to stop.

A mail that is not taken never stops the others. A server that does not answer is left alone for a while, whatever
waits: only the mail it was asked with counts an attempt.
"""

import contextlib
import logging
import os
import signal
import smtplib
import time
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import DatabaseError, InterfaceError, close_old_connections, connection

from cms.mail import sending
from cms.mail.models import Message
from cms.mail.refusals import Verdict, judge, reason_of

logger = logging.getLogger("cms.mail")

#: How often it looks, in seconds.
INTERVAL: Final = 2.0
#: How long a server that does not answer is left alone: each time longer.
PAUSES: Final = (15, 30, 60, 120, 300)
#: Connections that end one after the other without a mail taken: the server is down, not a mail wrong.
MOST_LOST: Final = 2
#: How often the end of a mail is written down before it is left to the lapse of its claim.
TRIES_TO_RECORD: Final = 5


class Worker:
    """Sends mails; `is_stopping` may be set at any time. It ends with its `parent`, where it is given one."""

    def __init__(self, parent: int | None = None) -> None:
        self.is_stopping = False
        self.parent = parent
        self.backend: BaseEmailBackend | None = None
        self.sent = 0

    def obey_signals(self) -> None:
        """End after the mail in hand when told to."""

        def stop(_number: int, _frame: Any) -> None:
            self.is_stopping = True

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, stop)

    def run(self) -> None:
        """Send what is due, look again every two seconds, and outlast the mail server and the database."""
        self.obey_signals()
        failures = 0
        while not self.is_stopping:
            close_old_connections()
            try:
                is_well = self.send_due()
            except (DatabaseError, InterfaceError) as error:
                logger.warning("The database does not answer: %s", error)
                connection.close()
                is_well = False
            failures = 0 if is_well else failures + 1
            self._wait(PAUSES[min(failures, len(PAUSES)) - 1] if failures else INTERVAL)

    def send_due(self) -> bool:
        """Send all that is due; return False where the server does not answer, and leave the rest."""
        lost = 0
        try:
            while not self.is_stopping and lost < MOST_LOST:
                message = sending.claim()
                if message is None:
                    return True
                if not self._open(message):
                    return False
                lost = lost + 1 if self._send(message) else 0
        finally:
            self._close()
        return lost < MOST_LOST

    def _open(self, message: Message) -> bool:
        """Have a connection; where there is none to be had, note it with the mail it was for."""
        if self.backend is None:
            try:
                self.backend = get_connection(settings.MAIL_BACKEND)
                self.backend.open()
            except (OSError, smtplib.SMTPException, ImproperlyConfigured) as error:
                logger.warning("The mail server does not answer: %s", error)
                self._record(message, Verdict(reason_of(error), is_lost=True))
                return False
        return True

    def _send(self, message: Message) -> bool:
        """Send a mail and write down how it ended; return whether the connection was lost by it."""
        try:
            sending.hand_over(message, self.backend)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one mail, the others go out
            verdict = judge(error, is_secret=message.is_secret)
            logger.warning("Mail %s was not sent: %s", message.pk, verdict.reason)
            self._record(message, verdict)
            if verdict.is_lost:
                self._close()
            return verdict.is_lost
        self.sent += 1
        self._record(message, None)
        return False

    def _record(self, message: Message, verdict: Verdict | None) -> None:
        """Write down how a mail ended, also where the database is away for some seconds."""
        for number in range(1, TRIES_TO_RECORD + 1):
            try:
                if verdict is None:
                    sending.record_sent(message)
                else:
                    sending.record_failed(message, verdict)
            except (DatabaseError, InterfaceError):
                if number == TRIES_TO_RECORD:
                    raise
                connection.close()
                time.sleep(number)
            else:
                return

    def _close(self) -> None:
        if self.backend is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                self.backend.close()
            self.backend = None

    def _wait(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self.is_stopping and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, 0.5))
            if self.parent is not None and os.getppid() != self.parent:
                self.is_stopping = True
