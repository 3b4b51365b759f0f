"""A real mail server for tests: keeps what it takes, refuses what it is told to, and can be closed and opened again."""

import asyncio
import email
import email.policy
import socket
from collections import Counter
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


class PostOffice:
    """A mail server at a port of its own."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.mails: list[EmailMessage] = []
        self.envelopes: list[tuple[str, list[str]]] = []
        #: Address → what is answered when it is named, as “550 nobody here”
        self.at_address: dict[str, str] = {}
        #: The same, answered when the mail was read
        self.at_mail: dict[str, str] = {}
        #: Addresses at which the connection breaks
        self.breaks: set[str] = set()
        self.connections = 0
        #: How long it takes to answer once it has a mail
        self.seconds = 0.0
        self._controller: Controller | None = None

    def open(self) -> None:
        self._controller = Controller(
            self, hostname="127.0.0.1", port=self.port, server_hostname="post.example"
        )
        self._controller.start()

    def close(self) -> None:
        if self._controller:
            self._controller.stop()
            self._controller = None

    def received(self) -> Counter:
        """Return how often each Message-ID came in."""
        return Counter(mail["Message-ID"] for mail in self.mails)

    async def handle_EHLO(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, hostname: str, responses: list
    ) -> list:
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list) -> str:  # noqa: N802
        if address in self.breaks:
            server.transport.abort()
            return "250 OK"
        if answer := self.at_address.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if answer := self.at_mail.get(envelope.rcpt_tos[0]):
            return answer
        self.mails.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        self.envelopes.append((envelope.mail_from, list(envelope.rcpt_tos)))
        if self.seconds:  # it has the mail, and is slow to say so
            await asyncio.sleep(self.seconds)
        return "250 OK"
