"""Calls addresses that people typed, and nothing inside our own network by them (SSRF).

The host is looked up once, every answer is checked, the connection goes to the very address that was checked, and is
checked once more when it stands. Redirects are not followed here: whoever follows one calls anew.
"""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, quote, urlsplit

#: Seconds for the connection and for each read, and for all of a call.
TIMEOUT: Final = 10
DEADLINE: Final = 30
#: Ports that web servers listen on, with TLS and without.
PORTS: Final = frozenset({443, 8443})
PLAIN_PORTS: Final = frozenset({80, 8080})
#: Networks in which an IPv4 address is written as an IPv6 one (RFC 6052, RFC 3056, RFC 4380).
_TRANSLATED: Final = [
    ipaddress.ip_network(one) for one in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")
]
#: What stands in an address as it is (RFC 3986 §2.2), and what is written in % codes already.
_KEPT: Final = "!#$%&'()*+,/:;=?@[]~"


class RefusedError(Exception):
    """An address that is not called; the message says why."""


class NotPublicError(RefusedError):
    """An address that leads into a network which is not public."""


class PortRefusedError(RefusedError):
    """An address with a port that is not called."""


def is_public(address: str) -> bool:
    """Tell whether an address is one of the public internet."""
    found = _parsed(address)
    if found is None:
        return False
    if found.version == 6 and any(found in network for network in _TRANSLATED):
        return False
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)


def is_public_or_in(networks: Iterable[str]) -> Callable[[str], bool]:
    """Return what tells whether an address is public, or in one of these networks: `10.1.0.0/16`."""
    named = [ipaddress.ip_network(network) for network in networks]

    def may_call(address: str) -> bool:
        found = _parsed(address)
        return is_public(address) or (found is not None and any(found in network for network in named))

    return may_call


def _parsed(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return None
    return (found.version == 6 and found.ipv4_mapped) or found


@dataclass(frozen=True)
class Answer:
    """What a server said before its text, which nobody reads."""

    status: int
    location: str
    retry_after: str


class _Pinned(http.client.HTTPConnection):
    """A connection to one address, which ends at its deadline."""

    def __init__(self, host: str, port: int, pinned: str, caller: "Caller"):
        super().__init__(host, port, timeout=min(TIMEOUT, caller.deadline))
        self.pinned, self.caller = pinned, caller
        self.watch: threading.Timer | None = None
        self.is_over = False

    def connect(self) -> None:
        plain = socket.create_connection((self.pinned, self.port), self.timeout)
        if not self.caller.may_call(plain.getpeername()[0]):
            plain.close()
            raise NotPublicError("The connection led to an address that is not public.")
        self.copy = plain.dup()  # TLS takes the first one over
        self.watch = threading.Timer(self.caller.deadline, self._end)
        self.watch.daemon = True
        self.watch.start()
        self.sock = self.secured(plain)

    def secured(self, plain: socket.socket) -> socket.socket:
        """Return what is spoken through."""
        return plain

    def close(self) -> None:
        if self.watch is not None:
            self.watch.cancel()
            self.copy.close()
            self.watch = None
        super().close()

    def _end(self) -> None:
        """End a call that a server draws out, byte by byte."""
        self.is_over = True
        with contextlib.suppress(OSError):
            self.copy.shutdown(socket.SHUT_RDWR)


class _PinnedWithTls(_Pinned):
    """The same, with the certificate of the host the address belongs to."""

    default_port = http.client.HTTPS_PORT

    def secured(self, plain: socket.socket) -> socket.socket:
        context = self.caller.context or ssl.create_default_context()
        try:
            return context.wrap_socket(plain, server_hostname=self.host)
        except BaseException:
            plain.close()
            raise


@dataclass(frozen=True)
class Caller:
    """How addresses are called. Tests call their own server: another `may_call`, `context`, `ports`."""

    may_call: Callable[[str], bool] = is_public
    context: ssl.SSLContext | None = None
    ports: frozenset[int] | None = PORTS
    schemes: frozenset[str] = frozenset({"https"})
    #: Seconds for all of a call once it is connected
    deadline: float = DEADLINE

    def post(self, url: str, body: bytes, headers: dict[str, str]) -> int:
        """Post to an address and return the status of the answer; raise as `call` does."""
        return self.call("POST", url, headers, body).status

    def call(self, method: str, url: str, headers: dict[str, str], body: bytes | None = None) -> Answer:
        """Call an address and return what the answer begins with; its text is not read.

        Raises `RefusedError` for what is not called, OSError or http.client.HTTPException where the call fails.
        """
        parts, host, port = self.taken_apart(url)
        pinned = self.resolve(host, port)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        kind = _PinnedWithTls if parts.scheme == "https" else _Pinned
        connection = kind(host, port, pinned, self)
        try:
            connection.request(method, quote(path, safe=_KEPT), body, headers)
            response = connection.getresponse()
            return Answer(
                response.status,
                response.getheader("Location") or "",
                response.getheader("Retry-After") or "",
            )
        except (OSError, http.client.HTTPException) as error:
            if connection.is_over:
                raise TimeoutError("The call took too long.") from error
            raise
        finally:
            connection.close()

    def taken_apart(self, url: str) -> tuple[SplitResult, str, int]:
        """Return the parts of an address, its host in ASCII and its port; raise `RefusedError` for what is none."""
        try:
            parts = urlsplit(url)
            port = parts.port or (443 if parts.scheme == "https" else 80)
            host = (parts.hostname or "").encode("idna").decode("ascii")
        except ValueError:  # UnicodeError, too: a host that no name can be
            raise RefusedError("This is no address.") from None
        if parts.scheme not in self.schemes or not host:
            raise RefusedError(f"Only {' and '.join(sorted(self.schemes))} is called.")
        if self.ports is not None and port not in self.ports:
            raise PortRefusedError("This port is not called.")
        return parts, host, port

    def resolve(self, host: str, port: int) -> str:
        """Return the address of a host; raise `NotPublicError` where any of its addresses is not public."""
        found = [entry[4][0] for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        if not found or not all(self.may_call(address) for address in found):
            raise NotPublicError("The host leads to an address that is not public.")
        return found[0]
