"""The decision: once, by one person, whoever else presses the button in the same moment."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Locale

from alliance.mail_kinds import APPLICATION_APPROVED, APPLICATION_DECLINED, INTEREST_ACCEPTED
from alliance.mail_texts import WELCOME
from alliance.membership.journal import DECIDE, locked, move, note_event, require, save
from alliance.membership.telling import tell, words_in
from alliance.models import Application, Member, MemberTopic
from alliance.vocabulary import ABOUT, APPROVED, DECLINED, LEFT, MEMBER
from cms.lines import clean_text, required_text
from cms.models import Organisation
from cms.slugs import ascii_slug


@transaction.atomic
def approve(
    application: Application,
    user: Any,
    message: str = "",
    *,
    organisation: Organisation | None = None,
    since: dt.date | None = None,
) -> Application:
    """Accept an application; one that asks to join makes a member (`application.member`).

    The member's name, type, country and website stand in a record: `organisation`, else the one of the same name in
    the same country, else a new one in the language of the application. `since` is today unless it is given. It is
    shown in the directory only where the applicant agreed to that. One that had left is a member again.

    Raises `IllegalMoveError` where it is decided already, `ValidationError` without a category or for a record that
    is a member already.
    """
    require(user, DECIDE)
    found = locked(application, "approve")
    if not found.call_key and not found.category:
        raise ValidationError(_("Give it a category first: the rules gave none."), code="category")
    words = clean_text(message)
    found.decision_text = words
    states = move(found, APPROVED, "decided_at")
    save(found, "state", "decided_at", "decision_text")
    note_event(found, "approve", user=user, states=states, text=words, visible=True)
    kind = INTEREST_ACCEPTED if found.call_key else APPLICATION_APPROVED
    tell(found, kind, f"{found.pk}", message=words or words_in(WELCOME, found.language))
    if not found.call_key:
        _make_member(found, user, organisation, since or timezone.localdate())
    return found


@transaction.atomic
def decline(application: Application, user: Any, reason: str) -> Application:
    """Decline an application; the applicant reads the reason. Raises `IllegalMoveError` where it is decided."""
    require(user, DECIDE)
    found = locked(application, "decline")
    words = required_text(reason, _("Say why: the applicant reads it."))
    found.decision_text = words
    states = move(found, DECLINED, "decided_at")
    save(found, "state", "decided_at", "decision_text")
    note_event(found, "decline", user=user, states=states, text=words, visible=True)
    tell(found, APPLICATION_DECLINED, f"{found.pk}", reason=words)
    return found


def organisation_like(application: Application) -> Organisation | None:
    """Return the record of an applicant that is known already: the same name and country, and no member now."""
    taken = Member.objects.filter(organisation__translation_key=OuterRef("translation_key")).exclude(
        state=LEFT
    )
    there = Organisation.objects.filter(~Exists(taken), country=application.country).order_by("pk")
    # Compared here: SQLite knows capitals of the English alphabet only.
    name = application.organisation_name.casefold()
    same = (pk for pk, known in there.values_list("pk", "name").iterator() if known.casefold() == name)
    return Organisation.objects.filter(pk=next(same, None)).first()


def _make_member(
    application: Application, user: Any, organisation: Organisation | None, since: dt.date
) -> Member:
    organisation = organisation or organisation_like(application) or _make_organisation(application, user)
    # Two who approve the same organisation at once wait for each other here.
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    member = Member.objects.filter(organisation__translation_key=organisation.translation_key).first()
    if member is None:
        member = Member(slug=free_slug(organisation.name, application.language), organisation=organisation)
    elif member.state != LEFT:
        raise ValidationError(_("This organisation is a member already."), code="member")
    agreed = application.publication_consent
    member.state, member.since, member.left_on = MEMBER, since, None
    member.application, member.category = application, application.category
    member.region, member.population = application.region, application.population
    member.languages = application.spoken_languages
    member.publication_consent, member.is_public = agreed, agreed is not None
    member.published_at = timezone.now() if agreed else None
    member.save()
    member.topics.exclude(role=ABOUT).delete()
    topics = application.topics.values_list("topic", "role")
    MemberTopic.objects.bulk_create(MemberTopic(member=member, topic=key, role=role) for key, role in topics)
    log(instance=member, action="wagtail.create", user=user)
    note_event(application, "approve", member=member, states=("", MEMBER))
    application.member = member
    return member


def _make_organisation(application: Application, user: Any) -> Organisation:
    locale = Locale.objects.filter(language_code=application.language).first() or Locale.get_default()
    organisation = Organisation.objects.create(
        locale=locale,
        name=application.organisation_name,
        type=application.organisation_type,
        country=application.country,
        website=application.website,
    )
    log(instance=organisation, action="wagtail.create", user=user)
    return organisation


def free_slug(name: str, language: str) -> str:
    """Return an address for a member that no other has."""
    base = ascii_slug(name, language)[:190]
    taken = set(Member.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug
