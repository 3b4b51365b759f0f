"""The worker that looks at links to other sites: host by host, one question at a time, until nothing is due.

It may be killed at any moment and several may run at once: a host belongs to one worker for as long as a question can
take, and what was not written down is asked again.
"""

import datetime as dt
import signal
import time
from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from cms.calling import Caller
from cms.upkeep.asking import Finding, ask, make_caller
from cms.upkeep.models import LinkHost, OutsideLink

#: For how long a host is one worker's; longer than one link may take.
CLAIM: Final = dt.timedelta(minutes=5)
#: How long a site is left in peace between two questions.
PAUSE: Final = dt.timedelta(seconds=2)
#: How long after each failure a link is looked at again; the last holds for all that follow.
BACK_OFF: Final = [dt.timedelta(hours=hours) for hours in (1, 6, 24, 48, 96, 168)]

Told = Callable[["OutsideLink", Finding], Any]


class Checker:
    """Looks at what is due; `is_stopping` may be set at any time."""

    def __init__(
        self, caller: Caller | None = None, pause: dt.timedelta = PAUSE, seconds: float | None = None
    ):
        self.caller = caller or make_caller()
        self.pause = pause
        self.until = None if seconds is None else time.monotonic() + seconds
        self.is_stopping = False
        self.checked = self.failed = 0

    def obey_signals(self) -> None:
        """End after the link in hand when told to."""

        def stop(_number: int, _frame: Any) -> None:
            self.is_stopping = True

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, stop)

    def run(self, tell: Told = lambda link, finding: None) -> None:
        """Look at what is due until nothing is, the time is over or somebody says so; `tell` hears of each link."""
        while not self._is_over():
            host = claim_host(self.pause)
            if host is None:
                if not (wait := self._until_next_host()):
                    return
                time.sleep(min(wait, 0.5))
                continue
            link = host.links.due().order_by("next_check", "pk").first()
            finding = ask(link.url, self.caller) if link else Finding()
            if link:
                record(link.pk, finding)
                self.checked += 1
                self.failed += finding.has_failed
                tell(link, finding)
            release_host(host, max(self.pause, finding.wait or self.pause))

    def _is_over(self) -> bool:
        return self.is_stopping or (self.until is not None and time.monotonic() > self.until)

    def _until_next_host(self) -> float:
        """Return in how many seconds a host may be asked again; 0 where none is for a while."""
        ahead = _hosts_with_work().filter(claimed_until=None).order_by("next_ask").first()
        if ahead is None:
            return 0
        wait = (ahead.next_ask - timezone.now()).total_seconds()
        return 0 if wait > max(self.pause.total_seconds() * 2, 10) else max(wait, 0.01)


def number_due() -> int:
    """Return how many links are to be looked at now."""
    return OutsideLink.objects.due().count()


def claim_host(pause: dt.timedelta = PAUSE) -> LinkHost | None:
    """Make a host with work this worker's, the one that has waited longest; None where there is none."""
    while True:
        now = timezone.now()
        free = Q(claimed_until=None) | Q(claimed_until__lte=now)
        host = _hosts_with_work().filter(free, next_ask__lte=now).order_by("next_ask", "pk").first()
        if host is None:
            return None
        # Named by what was read: of two workers one wins.
        row = LinkHost.objects.filter(pk=host.pk, claimed_until=host.claimed_until, next_ask=host.next_ask)
        if row.update(claimed_until=now + CLAIM, next_ask=now + pause):
            return host


def release_host(host: LinkHost, wait: dt.timedelta) -> None:
    """Give a host back; it is asked again after a while."""
    LinkHost.objects.filter(pk=host.pk).update(claimed_until=None, next_ask=timezone.now() + wait)


@transaction.atomic
def record(key: int, finding: Finding) -> None:
    """Write down what became of a link; nothing where it was forgotten meanwhile."""
    link = OutsideLink.objects.select_for_update().filter(pk=key).first()
    if link is None:
        return
    now = timezone.now()
    link.checked_at, link.problem, link.detail = now, finding.problem, _kept(finding.detail)
    if finding.has_failed:
        link.failures += 1
        link.failing_since = link.failing_since or now
        link.next_check = now + BACK_OFF[min(link.failures, len(BACK_OFF)) - 1]
    else:
        link.failures, link.failing_since = 0, None
        link.next_check = now + (finding.wait or dt.timedelta(days=settings.LINK_CHECK_DAYS))
    link.save(update_fields=["checked_at", "problem", "detail", "failures", "failing_since", "next_check"])


def _kept(detail: str) -> str:
    """Return what was said, as a database can hold it."""
    return "".join(sign for sign in detail if sign.isprintable())[:300]


def _hosts_with_work() -> Any:
    return LinkHost.objects.filter(Exists(OutsideLink.objects.due().filter(host=OuterRef("pk"))))
