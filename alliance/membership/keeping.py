"""Members after they have joined: shown, on hold, back again, gone. Each verb asks for the right to decide."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance.mail_kinds import MEMBER_ON_HOLD
from alliance.mail_texts import ON_HOLD_UNTIL
from alliance.membership.journal import DECIDE, locked_member, note_event, require
from alliance.membership.telling import words_in
from alliance.models import ConsentVersion, Member
from alliance.vocabulary import LEFT, MEMBER, ON_HOLD
from cms.lines import clean_text
from cms.mail.outbox import queue


@transaction.atomic
def hold(member: Member, user: Any, message: str = "") -> Member:
    """Take a member out of view at once, and tell its contact why."""
    words = clean_text(message)
    found = _move(member, user, "hold", ON_HOLD, words)
    application = found.application
    if application is not None and application.email:
        event = found.events.filter(verb="hold").latest("pk")
        queue(
            MEMBER_ON_HOLD,
            to=application.email,
            language=application.language,
            key=f"{MEMBER_ON_HOLD.name}:{event.pk}",
            values={
                "name": application.contact_name,
                "organisation": found.organisation.name,
                "message": words or words_in(ON_HOLD_UNTIL, application.language),
            },
            about=application,
        )
    return found


@transaction.atomic
def resume(member: Member, user: Any, note: str = "") -> Member:
    """Let a member that was on hold be one again; it is shown as before."""
    return _move(member, user, "resume", MEMBER, clean_text(note))


@transaction.atomic
def leave(member: Member, user: Any, note: str = "", left_on: dt.date | None = None) -> Member:
    """Let a member leave, today or on a day. Its entry goes out of view, and the retention of its data begins."""
    found = _move(member, user, "leave", LEFT, clean_text(note))
    found.left_on = left_on or timezone.localdate()
    found.save(update_fields=["left_on"])
    return found


@transaction.atomic
def publish(member: Member, user: Any, consent: ConsentVersion | None = None) -> Member:
    """Show a member in the directory. Raises `ValidationError` where it has agreed to no text, nor does so now."""
    require(user, DECIDE)
    found = locked_member(member, "publish")
    found.publication_consent = consent or found.publication_consent
    if found.publication_consent is None:
        raise ValidationError(_("It has not agreed to be shown."), code="consent")
    if not found.is_public:
        found.is_public, found.published_at = True, timezone.now()
        found.save(update_fields=["is_public", "published_at", "publication_consent"])
        note_event(found.application, "publish", user=user, member=found)
    return found


@transaction.atomic
def unpublish(member: Member, user: Any, note: str = "") -> Member:
    """Take a member out of the directory: it has taken its consent back."""
    require(user, DECIDE)
    found = locked_member(member, "unpublish")
    if found.is_public:
        found.is_public, found.published_at, found.publication_consent = False, None, None
        found.save(update_fields=["is_public", "published_at", "publication_consent"])
        note_event(found.application, "unpublish", user=user, member=found, text=clean_text(note))
    return found


def _move(member: Member, user: Any, verb: str, state: str, text: str) -> Member:
    require(user, DECIDE)
    found = locked_member(member, verb)
    before, found.state = found.state, state
    found.save(update_fields=["state"])
    note_event(found.application, verb, user=user, member=found, states=(before, state), text=text)
    return found
