"""A set goes live: all of it in one transaction, or none of it."""

import datetime as dt
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from wagtail.models import Page

from cms.publication import renditions_made_once
from cms.releases.journal import locked, locked_open, name_of, note
from cms.releases.models import ReleaseSet
from cms.releases.planning import gone_from, pages_of, require_all_publishing
from cms.releases.publishing import Outcome, go_live
from cms.releases.vocabulary import BLOCK, BLOCKED, LEFT_OUT, PLANNED, PUBLISHED, RELEASED, UNCHANGED
from cms.translation.locking import lock, lock_addresses_below

#: After how many seconds a release counts as late: the command runs every minute.
LATE = 120


def due_sets(now: dt.datetime | None = None) -> models.QuerySet[ReleaseSet]:
    """Return the sets whose moment has come, the earliest first."""
    return ReleaseSet.objects.filter(state=PLANNED, moment__lte=now or timezone.now()).order_by(
        "moment", "pk"
    )


class UndoneError(Exception):
    """Pages are held back, so nothing of the release happens."""

    def __init__(self, outcome: Outcome):
        super().__init__()
        self.outcome = outcome


@transaction.atomic
def release_now(release_set: ReleaseSet, user: Any) -> ReleaseSet:
    """Publish the pages of a set at once; return the set, released or held back.

    What keeps pages back stands in its `problems`. Any other error leaves everything as it was. Raises
    PermissionDenied where the user may not publish every page, `ValidationError` where there is none.
    """
    found = locked_open(release_set)
    require_all_publishing(found, user)
    return _release(found, user)


@transaction.atomic
def release_due(release_set: ReleaseSet) -> ReleaseSet | None:
    """Publish a planned set whose moment has come, in the name of who planned it; return it.

    Its log says that nobody pressed a button, and who planned it.

    None where somebody else has done it meanwhile, or it is not due any more.
    """
    found = locked(release_set)
    if found.state != PLANNED or found.moment is None or found.moment > timezone.now():
        return None
    seconds = int((timezone.now() - found.moment).total_seconds())
    details: dict[str, Any] = {"planned_by": name_of(found.planned_by)}
    if seconds > LATE:
        details["late_seconds"] = seconds
    return _release(found, found.planned_by, **details)


def lock_pages(release_set: ReleaseSet) -> None:
    """Wait until nobody else works on the versions of the set's pages, in one order for all who do so."""
    for key in sorted({page.translation_key for page in pages_of(release_set)}):
        lock(key)


def _lock_addresses(release_set: ReleaseSet) -> None:
    """Wait until nobody else chooses an address where pages of the set stand; after their keys, as editors do."""
    above = {page.path[: -page.steplen] for page in pages_of(release_set)}
    for parent in Page.objects.filter(path__in=above).order_by("pk"):
        lock_addresses_below(parent)


def _release(release_set: ReleaseSet, user: Any, **details: Any) -> ReleaseSet:
    lock_pages(release_set)
    _lock_addresses(release_set)
    now = timezone.now()
    who = None if "planned_by" in details else user
    leave_out = release_set.when_incomplete != BLOCK
    try:
        with transaction.atomic(), renditions_made_once():
            outcome = go_live(pages_of(release_set), user, now, leave_out=leave_out)
            outcome.gone = gone_from(release_set)
            if not outcome.happens(leave_out=leave_out):
                raise UndoneError(outcome)
        goes_live = True
    except UndoneError as error:
        outcome, goes_live = error.outcome, False
    release_set.problems = outcome.problems()
    if goes_live:
        release_set.state, release_set.released_at = RELEASED, now
        _write_outcomes(release_set, outcome)
        counts = {
            "published": len(outcome.published),
            "unchanged": len(outcome.unchanged),
            "left_out": outcome.problems(),
        }
        note(release_set, "release", who, **counts, **details)
    else:
        release_set.state = BLOCKED
        note(release_set, "block", who, problems=outcome.problems(), **details)
    release_set.save(update_fields=["state", "problems", "released_at"])
    return release_set


def _write_outcomes(release_set: ReleaseSet, outcome: Outcome) -> None:
    for word, keys in (
        (PUBLISHED, outcome.published),
        (UNCHANGED, outcome.unchanged),
        (LEFT_OUT, outcome.held_back),
    ):
        release_set.members.filter(page__in=list(keys)).update(outcome=word)
    release_set.members.filter(page=None).update(outcome=LEFT_OUT)
