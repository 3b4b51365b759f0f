"""Calls an address that staff typed, and nothing inside our own network by it (SSRF).

The host is looked up once, every answer is checked, the connection goes to the very address that was checked, and is
checked once more when it stands. Redirects are not followed.
"""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

#: Seconds for the connection and for each read, and for all of a call.
TIMEOUT: Final = 10
DEADLINE: Final = 30
#: Ports that web servers listen on.
PORTS: Final = frozenset({443, 8443})
#: Networks in which an IPv4 address is written as an IPv6 one (RFC 6052, RFC 3056, RFC 4380).
_TRANSLATED: Final = [
    ipaddress.ip_network(one) for one in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")
]


class RefusedError(Exception):
    """An address that is not called; the message says why."""


def is_public(address: str) -> bool:
    """Tell whether an address is one of the public internet."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if found.version == 6 and found.ipv4_mapped:
        found = found.ipv4_mapped
    if found.version == 6 and any(found in network for network in _TRANSLATED):
        return False
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)


class _PinnedConnection(http.client.HTTPSConnection):
    """A connection to one address, with the certificate of the host it belongs to."""

    def __init__(self, host: str, port: int, pinned: str, caller: "Caller"):
        super().__init__(host, port, timeout=TIMEOUT, context=caller.context)
        self.pinned, self.may_call = pinned, caller.may_call
        self.deadline: threading.Timer | None = None

    def connect(self) -> None:
        plain = socket.create_connection((self.pinned, self.port), self.timeout)
        if not self.may_call(plain.getpeername()[0]):
            plain.close()
            raise RefusedError("The connection led to an address that is not public.")
        self.copy = plain.dup()  # TLS takes the first one over
        self.deadline = threading.Timer(DEADLINE, self._end)
        self.deadline.daemon = True
        self.deadline.start()
        self.sock = self._context.wrap_socket(plain, server_hostname=self.host)

    def close(self) -> None:
        if self.deadline is not None:
            self.deadline.cancel()
            self.copy.close()
        super().close()

    def _end(self) -> None:
        """End a call that a receiver draws out, byte by byte."""
        with contextlib.suppress(OSError):
            self.copy.shutdown(socket.SHUT_RDWR)


@dataclass(frozen=True)
class Caller:
    """How addresses are called. Tests call their own server: another `may_call`, `context`, `ports`."""

    may_call: Callable[[str], bool] = is_public
    context: ssl.SSLContext | None = None
    ports: frozenset[int] | None = PORTS

    def post(self, url: str, body: bytes, headers: dict[str, str]) -> int:
        """Post to an address and return the status of the answer.

        Raises `RefusedError` for what is not called, OSError or http.client.HTTPException where the call fails.
        """
        parts = urlsplit(url)
        if parts.scheme != "https" or not parts.hostname:
            raise RefusedError("Only https is called.")
        try:
            port = parts.port or 443
        except ValueError:
            raise RefusedError("This port is none.") from None
        if self.ports is not None and port not in self.ports:
            raise RefusedError("This port is not called.")
        pinned = self.resolve(parts.hostname, port)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection = _PinnedConnection(parts.hostname, port, pinned, self)
        try:
            connection.request("POST", path, body, headers)
            return connection.getresponse().status
        finally:
            connection.close()

    def resolve(self, host: str, port: int) -> str:
        """Return the address of a host; raise `RefusedError` where any of its addresses is not public."""
        found = [entry[4][0] for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        if not found or not all(self.may_call(address) for address in found):
            raise RefusedError("The host leads to an address that is not public.")
        return found[0]
