"""Every verb locks the row, refuses what its state does not allow, and leaves a line in the history.

Where staff acted, Wagtail's log has a line too, without a word of what was written.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.log_actions import log

from alliance.membership.refusals import IllegalMoveError
from alliance.models import Application, ApplicationEvent, Member
from alliance.vocabulary import MEMBER_MOVES, MOVES
from alliance.webhooks.announcing import announce

DECIDE = "alliance.decide_application"
ERASE = "alliance.erase_person"
EXPORT = "alliance.export_application"
VIEW = "alliance.view_application"


def require(user: Any, right: str) -> None:
    """Raise PermissionDenied for a user without a right; views need not ask once more."""
    if not user.has_perm(right):
        raise PermissionDenied


def locked(application: Application, verb: str) -> Application:
    """Return an application as it is stored now; nobody else works on it until the transaction ends.

    Raises `IllegalMoveError` where its state does not allow the verb, `Application.DoesNotExist` where it is gone.
    """
    found = Application.objects.select_for_update().get(pk=application.pk)
    if found.state not in MOVES[verb] or found.is_anonymised:
        raise IllegalMoveError(found)
    return found


def locked_member(member: Member, verb: str) -> Member:
    """Return a member as it is stored now, likewise."""
    found = Member.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=member.pk)
    if verb in MEMBER_MOVES and found.state not in MEMBER_MOVES[verb]:
        raise IllegalMoveError(found)
    return found


def move(application: Application, state: str, moment: str) -> tuple[str, str]:
    """Give an application a state and note when; return the state before and after. Not saved."""
    before, now = application.state, timezone.now()
    application.state = state
    setattr(application, moment, now)
    return before, state


def note_event(
    application: Application | None,
    verb: str,
    *,
    user: Any = None,
    by_applicant: bool = False,
    states: tuple[str, str] = ("", ""),
    text: str = "",
    visible: bool = False,
    member: Member | None = None,
) -> ApplicationEvent:
    """Write a line into the history, into Wagtail's log where a user acted, and to those who are told of states."""
    if user is not None:
        log(instance=member or application, action=action_of(verb, is_member=member is not None), user=user)
    event = ApplicationEvent.objects.create(
        application=application,
        member=member,
        verb=verb,
        user=user,
        is_by_applicant=by_applicant,
        state_before=states[0],
        state_after=states[1],
        text=text,
        is_visible=visible,
    )
    announce(event)
    return event


def action_of(verb: str, *, is_member: bool = False) -> str:
    """Return the name of a verb in Wagtail's log."""
    return f"alliance.{'member' if is_member else 'application'}.{verb}"


def save(application: Application, *fields: str) -> None:
    """Save what a verb has changed, and when it did."""
    application.moved_at = timezone.now()
    application.save(update_fields=[*fields, "moved_at"])
