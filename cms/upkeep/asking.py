"""Asks another site whether what a link leads to is there: briefly, politely, and nothing inside our own network."""

import datetime as dt
import http.client
import socket
import ssl
import time
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import quote, urldefrag, urljoin

from django.conf import settings
from django.utils import timezone

from cms.calling import (
    PLAIN_PORTS,
    PORTS,
    Answer,
    Caller,
    NotPublicError,
    PortRefusedError,
    RefusedError,
    is_public_or_in,
)
from cms.upkeep.vocabulary import ADDRESS, CIRCLES, CLOSED, ERROR, GARBLED, GONE, HOST, PRIVATE, SILENT, TLS

#: Seconds for one call, and for all that is done for one link.
CALL: Final = 15.0
LONGEST: Final = 60.0
#: How often one is sent on.
MOST_REDIRECTS: Final = 5
LONGEST_ADDRESS: Final = 4000
#: Sites say this to programs that look, not only where nothing is.
_CLOSED: Final = frozenset({401, 402, 403, 405, 406, 407, 418, 429, 451, 501, 999})
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
#: For how long a site may ask to be left alone.
LONGEST_WAIT: Final = dt.timedelta(days=1)


@dataclass(frozen=True)
class Finding:
    """What became of a link: its problem (`cms.upkeep.vocabulary`), empty where there is none."""

    problem: str = ""
    #: What was said, as it was said: a status, an error
    detail: str = ""
    #: For how long the other site asks to be left alone
    wait: dt.timedelta | None = None

    @property
    def has_failed(self) -> bool:
        """Whether it counts as a failure: who does not let programs look is not said to be broken."""
        return self.problem not in ("", CLOSED)


def make_caller() -> Caller:
    """Return what calls public addresses and those in the networks that the operator names."""
    return Caller(
        may_call=is_public_or_in(settings.LINK_CHECK_NETWORKS),
        ports=None if settings.LINK_CHECK_NETWORKS else PORTS | PLAIN_PORTS,
        schemes=frozenset({"http", "https"}),
        deadline=CALL,
    )


def ask(url: str, caller: Caller, longest: float = LONGEST) -> Finding:
    """Look at an address by HEAD, and by GET where that says that something is wrong; in so many seconds."""
    until = time.monotonic() + longest
    finding = _follow("HEAD", url, caller, until)
    if finding.problem in ("", HOST, PRIVATE, ADDRESS, TLS) or finding.wait:
        return finding
    return _follow("GET", url, caller, until)


def _follow(method: str, url: str, caller: Caller, until: float) -> Finding:
    seen = set()
    while True:
        if len(url) > LONGEST_ADDRESS:
            return Finding(ADDRESS)
        seen.add(url)
        try:
            answer = _call(method, url, caller, until)
        except NotPublicError as refused:
            return Finding(PRIVATE, str(refused))
        except PortRefusedError as refused:
            return Finding(CLOSED, str(refused))
        except RefusedError as refused:
            return Finding(ADDRESS, str(refused))
        except (OSError, http.client.HTTPException, ValueError) as error:
            return _failure(error)
        if answer.status not in _REDIRECTS or not answer.location:
            return _judged(answer)
        try:
            url = urldefrag(urljoin(url, _readable(answer.location))).url
        except ValueError:
            return Finding(GARBLED, answer.location[:200])
        if url in seen or len(seen) > MOST_REDIRECTS:
            return Finding(CIRCLES, url[:200])


def _call(method: str, url: str, caller: Caller, until: float) -> Answer:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("It took too long.")
    return replace(caller, deadline=min(caller.deadline, left)).call(method, url, _headers())


def _headers() -> dict[str, str]:
    return {
        "User-Agent": f"Tiltas link check (+{settings.BASE_URL}/)",
        "Accept": "text/html,*/*;q=0.5",
        "Connection": "close",
    }


def _judged(answer: Answer) -> Finding:
    said = str(answer.status)
    if 200 <= answer.status < 400:
        return Finding()
    if answer.status in (404, 410):
        return Finding(GONE, said)
    wait = _wait(answer.retry_after) if answer.status in (429, 503) else None
    return Finding(CLOSED if answer.status in _CLOSED else ERROR, said, wait)


def _failure(error: Exception) -> Finding:
    said = f"{type(error).__name__}: {error}"[:300]
    if isinstance(error, socket.gaierror):
        return Finding(HOST, said)
    if isinstance(error, http.client.RemoteDisconnected | ssl.SSLEOFError | ssl.SSLZeroReturnError):
        return Finding(SILENT, said)
    if isinstance(error, ssl.SSLError):
        return Finding(TLS, said)
    if isinstance(error, http.client.HTTPException | ValueError):
        return Finding(GARBLED, said)
    return Finding(SILENT, said)


def _readable(location: str) -> str:
    """Return the address one is sent to: servers write UTF-8 where only ASCII may stand."""
    raw = location.encode("latin-1", "replace")
    return quote(raw, safe="!#$%&'()*+,/:;=?@[]~") if not raw.isascii() else location


def _wait(retry_after: str) -> dt.timedelta | None:
    """Return for how long a server asks to be left alone (RFC 9110 §10.2.3); None where it does not say."""
    if retry_after.isdecimal() and len(retry_after) < 10:
        return min(dt.timedelta(seconds=int(retry_after)), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(retry_after)
    except (ValueError, TypeError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return min(max(moment - timezone.now(), dt.timedelta()), LONGEST_WAIT)
