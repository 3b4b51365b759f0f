"""What staff do with an application before they decide. Each verb asks for the right to decide."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance.choices import CATEGORIES
from alliance.mail_kinds import QUESTION
from alliance.membership.journal import DECIDE, EXPORT, VIEW, locked, move, note_event, require, save
from alliance.membership.telling import tell_with_status
from alliance.models import Application, ApplicationEvent
from alliance.vocabulary import ACCESS, INFORMATION, SCREENING
from cms.lines import required_text

#: Within this time the same person looking at the same application is noted once.
_SAME_LOOK = dt.timedelta(hours=1)


@transaction.atomic
def take_up(application: Application, user: Any) -> Application:
    """Begin to review an application; it is assigned to who does, unless it is assigned already."""
    require(user, DECIDE)
    found = locked(application, "take_up")
    states = move(found, SCREENING, "taken_up_at")
    found.assignee = found.assignee or user
    save(found, "state", "taken_up_at", "assignee")
    note_event(found, "take_up", user=user, states=states, visible=True)
    return found


@transaction.atomic
def ask(application: Application, user: Any, question: str) -> Application:
    """Ask the applicant something; it waits for the answer then. Raises `ValidationError` without a question."""
    require(user, DECIDE)
    found = locked(application, "ask")
    text = required_text(question, _("Write what you want to know."))
    states = move(found, INFORMATION, "asked_at")
    save(found, "state", "asked_at")
    event = note_event(found, "ask", user=user, states=states, text=text, visible=True)
    tell_with_status(found, QUESTION, f"{event.pk}", question=text)
    return found


@transaction.atomic
def assign(application: Application, user: Any, assignee: Any | None) -> Application:
    """Make somebody responsible, or nobody. Raises `ValidationError` for one who may not decide."""
    require(user, DECIDE)
    found = locked(application, "assign")
    if assignee is not None and not (assignee.is_active and assignee.has_perm(DECIDE)):
        raise ValidationError(_("Choose somebody who may decide on applications."), code="assignee")
    if found.assignee != assignee:
        found.assignee = assignee
        save(found, "assignee")
        name = (assignee.get_full_name() or assignee.get_username()) if assignee else ""
        note_event(found, "assign", user=user, text=name)
    return found


@transaction.atomic
def set_due(application: Application, user: Any, due_on: dt.date | None) -> Application:
    """Say until when an application is to be decided."""
    require(user, DECIDE)
    found = locked(application, "set_due")
    if found.due_on != due_on:
        found.due_on = due_on
        save(found, "due_on")
        note_event(found, "set_due", user=user, text=due_on.isoformat() if due_on else "")
    return found


@transaction.atomic
def note(application: Application, user: Any, text: str) -> ApplicationEvent:
    """Write something that only staff read."""
    require(user, DECIDE)
    found = locked(application, "note")
    event = note_event(found, "note", user=user, text=required_text(text, _("Write the note.")))
    save(found)
    return event


@transaction.atomic
def override_category(application: Application, user: Any, category: str, reason: str) -> Application:
    """Give an application another category than the rules did, with the reason. Raises `ValidationError`."""
    require(user, DECIDE)
    found = locked(application, "override_category")
    if category not in dict(CATEGORIES):
        raise ValidationError(_("Choose a category."), code="category")
    text = required_text(reason, _("Say why, for those who read it later."))
    found.category, found.is_category_overridden = category, True
    save(found, "category", "is_category_overridden")
    note_event(found, "override_category", user=user, text=f"{found.get_category_display()}: {text}")
    return found


def record_access(application: Application, user: Any, verb: str = "view") -> None:
    """Note that somebody looks at personal data (`alliance.vocabulary.ACCESS`); the same look once an hour.

    Raises PermissionDenied for a user who may not look.
    """
    require(user, VIEW)
    if verb not in ACCESS:
        raise ValueError(f"“{verb}” is no way to look at an application.")
    since = timezone.now() - _SAME_LOOK
    if not application.events.filter(verb=verb, user=user, at__gt=since).exists():
        ApplicationEvent.objects.create(application=application, verb=verb, user=user)


def record_export(applications: Iterable[Application], user: Any) -> int:
    """Note in the history of each application that it was exported; return how many. Raises PermissionDenied."""
    require(user, EXPORT)
    events = [ApplicationEvent(application=each, verb="export", user=user) for each in applications]
    ApplicationEvent.objects.bulk_create(events, batch_size=500)
    return len(events)
