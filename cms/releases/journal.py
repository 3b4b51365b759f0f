"""Every action on a set locks its row, refuses what its state does not allow, and leaves a line in its log."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.releases.models import ReleaseEntry, ReleaseSet
from cms.releases.vocabulary import OPEN


class IllegalMoveError(ValidationError):
    """The state of a set does not allow this."""

    def __init__(self, release_set: ReleaseSet):
        words = _("This cannot be done any more: the state of the release is “%(state)s”.")
        super().__init__(words % {"state": release_set.get_state_display()}, code="illegal_move")


def locked(release_set: ReleaseSet) -> ReleaseSet:
    """Return a set as it is stored now, whatever its state; nobody else works on it until the transaction ends."""
    return ReleaseSet.objects.select_for_update().get(pk=release_set.pk)


def locked_open(release_set: ReleaseSet) -> ReleaseSet:
    """Return the same; raise `IllegalMoveError` for a set that was released or cancelled."""
    found = locked(release_set)
    if found.state not in OPEN:
        raise IllegalMoveError(found)
    return found


def name_of(user: Any) -> str:
    """Return how a user is called; empty where the account is not there any more."""
    return (user.get_full_name() or user.get_username()) if user else ""


def note(release_set: ReleaseSet, what: str, user: Any = None, **details: Any) -> ReleaseEntry:
    """Write a line into the log of a set."""
    known = user if getattr(user, "pk", None) else None
    return ReleaseEntry.objects.create(release_set=release_set, user=known, what=what, details=details)
