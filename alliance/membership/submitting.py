"""An application comes in, and its sender proves the address.

Whatever is sent, the sender is told the same: nobody learns whether an address is known. What is wrong with the form
itself is told, for that depends on nothing but the form.
"""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from alliance import consents
from alliance.duplicates import name_key
from alliance.files import claim
from alliance.links import find_link, use
from alliance.mail_kinds import ALREADY_APPLIED, APPLICATION_RECEIVED, NEW_LINK
from alliance.membership.journal import move, note_event, save
from alliance.membership.refusals import NotEligibleError
from alliance.membership.telling import ask_to_confirm, tell_with_status
from alliance.models import Application, ApplicationTopic, Draft, JoiningSettings, JoinPage
from alliance.rules import Facts, judge, rules_for
from alliance.vocabulary import CONFIRM, DRAFT, NEED, OFFER, PENDING, RECEIVED, UNCONFIRMED
from cms.defences.mailing import may_write
from cms.lines import clean_line, clean_text
from cms.mailboxes import host_of, normalise, own_domain
from cms.tokens import UnknownLinkError, hash_of
from cms.topics import topics_by_key

#: Within this time the same content from the same address is the same application, sent twice.
SAME_WITHIN: Final = dt.timedelta(hours=1)
#: How many of their applications somebody who lost the link is written about.
MOST_REMINDED: Final = 3

_LINES: Final = ("organisation_name", "region", "website", "contact_name", "contact_role", "email", "phone")
_TEXTS: Final = ("earlier_partners", "text")
#: These stand in mails to an address nobody has proved yet: nobody is to send advertisements by them.
_NAMES: Final = ("organisation_name", "contact_name", "contact_role")
_ADDRESS: Final = re.compile(r"://|\bwww\.|\bhttps?\b", re.IGNORECASE)
_CHECKED: Final = (
    *_LINES, *_TEXTS, "language", "organisation_type", "country", "population", "spoken_languages", "wishes",
    "mandate_on",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class ApplicationData:
    """What an applicant filled in, as a form has cleaned it. Topics are translation keys."""

    page: Page
    language: str
    organisation_name: str
    organisation_type: str
    country: str
    contact_name: str
    email: str
    region: str = ""
    population: int | None = None
    website: str = ""
    contact_role: str = ""
    phone: str = ""
    spoken_languages: Sequence[str] = ()
    wishes: Sequence[str] = ()
    offers: Sequence[UUID] = ()
    needs: Sequence[UUID] = ()
    earlier_partners: str = ""
    text: str = ""
    mandate_on: dt.date | None = None


@dataclass(frozen=True)
class Consent:
    """What the boxes of a form stand for: the digests of the words that were shown (`alliance.consents`)."""

    application: str
    #: empty: the member is not to be shown in the directory
    publication: str = ""


@dataclass(frozen=True)
class Receipt:
    """What the sender is told, whatever became of it: to look into the mailbox, for so many hours."""

    email: str
    hours: int = field(default_factory=lambda: JoiningSettings.load().link_hours)


@transaction.atomic
def submit(
    data: ApplicationData,
    consent: Consent,
    *,
    files: Sequence[str] = (),
    draft: str = "",
    network: str = "",
    insists: bool = False,
) -> Receipt:
    """Keep an application until its address is proved, and write the mail that asks for it.

    `files` are tokens of `alliance.files.hold`, `draft` that of the draft it was made from, `network` is
    `cms.mail.limits.network_of` the request. `insists` lets through what the rules refuse: staff decide.

    Where the address has a pending application, that one stays as it is and its owner is written to. Where the limits
    allow no mail, everything is kept and the link can be asked for later.

    Raises `ValidationError` for a form that is not right, `ConsentChangedError`, and `NotEligibleError`.
    """
    verdict = judge(rules_for(data.language), Facts(data.country, data.organisation_type, data.population))
    if verdict.is_refused and not insists:
        raise NotEligibleError(verdict.reason)
    application = _application(data, verdict.category)
    _check(application, data, files)
    _agree(application, consent, data.language)
    if not _insert(application):
        _remind_of_pending(application, network)
        return Receipt(data.email)
    claim(files, application)
    ApplicationTopic.objects.bulk_create(
        ApplicationTopic(application=application, topic=key, role=role)
        for role, keys in ((OFFER, data.offers), (NEED, data.needs))
        for key in dict.fromkeys(keys)
    )
    _forget_draft(draft)
    note_event(application, "submit", by_applicant=True, states=("", UNCONFIRMED), visible=True)
    ask_to_confirm(application, network)
    return Receipt(data.email)


def look_at_confirmation(token: str) -> Application:
    """Return the application that a link would confirm, and change nothing. Raises `cms.tokens.LinkError`."""
    return find_link(token, CONFIRM).application


@transaction.atomic
def confirm(token: str) -> Application:
    """Take an application whose address is proved to the staff; return it. Again changes nothing.

    Raises `cms.tokens.LinkError`.
    """
    link = find_link(token, CONFIRM)
    application = Application.objects.select_for_update().filter(pk=link.application_id).first()
    if application is None:  # deleted while this one waited
        raise UnknownLinkError
    if application.state != UNCONFIRMED:
        return application
    states = move(application, RECEIVED, "confirmed_at")
    application.due_on = timezone.localdate() + dt.timedelta(days=JoiningSettings.load().due_days)
    save(application, "state", "confirmed_at", "due_on")
    use(link)
    note_event(application, "confirm", by_applicant=True, states=states, visible=True)
    tell_with_status(application, APPLICATION_RECEIVED, "received")
    return application


@transaction.atomic
def ask_for_link(email: str, *, network: str = "") -> Receipt:
    """Write to the owner of an address where the applications made with it stand; nothing where there are none.

    The answer is the same in any case.
    """
    rows = Application.objects.named().filter(email_normalised=normalise(email)).order_by("-created_at")
    for application in rows[:MOST_REMINDED]:
        if application.state == UNCONFIRMED:
            ask_to_confirm(application, network, again=True)
        elif may_write(application.email, network):
            tell_with_status(application, NEW_LINK, _moment(), network=network)
    return Receipt(email)


def content_hash(data: ApplicationData) -> str:
    """Return what two forms with the same content share."""
    content: dict[str, Any] = {item.name: getattr(data, item.name) for item in fields(data)}
    content["page"] = data.page.pk
    plain = json.dumps(content, sort_keys=True, default=str)
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


def _application(data: ApplicationData, category: str) -> Application:
    lines = {name: clean_line(getattr(data, name)) for name in _LINES}
    texts = {name: clean_text(getattr(data, name)) for name in _TEXTS}
    is_call = not isinstance(data.page.specific, JoinPage)
    key = data.page.translation_key if is_call else None
    return Application(
        **lines,
        **texts,
        language=data.language,
        page_id=data.page.pk,
        call_key=key,
        scope=str(key) if key else "join",
        organisation_type=data.organisation_type,
        country=data.country,
        population=data.population,
        spoken_languages=list(data.spoken_languages),
        wishes=list(data.wishes),
        mandate_on=data.mandate_on,
        category=category,
        email_normalised=normalise(lines["email"])[:254],
        email_domain=own_domain(lines["email"])[:253],
        website_host=host_of(lines["website"])[:253],
        name_key=name_key(lines["organisation_name"])[:300],
        content_hash=content_hash(data),
    )


def _check(application: Application, data: ApplicationData, files: Sequence[str]) -> None:
    # Without what must be unique: that would tell who has applied.
    others = {item.name for item in Application._meta.fields} - set(_CHECKED)
    application.clean_fields(exclude=others)
    if wrong := [name for name in _NAMES if _ADDRESS.search(getattr(application, name))]:
        raise ValidationError(dict.fromkeys(wrong, _("Write the name without a web address.")))
    if unknown := {*data.offers, *data.needs} - topics_by_key().keys():
        raise ValidationError({"offers": _("There is no such topic: %s.") % ", ".join(map(str, unknown))})
    if not files and JoiningSettings.load().mandate == "required":
        raise ValidationError({"files": _("Please add the mandate or the decision of your council, as PDF.")})


def _agree(application: Application, consent: Consent, language: str) -> None:
    application.consent = consents.agree(consents.APPLICATION, language, consent.application)
    if consent.publication:
        application.publication_consent = consents.agree(consents.PUBLICATION, language, consent.publication)
    application.consented_at = timezone.now()


def _insert(application: Application) -> bool:
    """Store an application; False where its address has a pending one. The table decides, whoever is faster."""
    try:
        with transaction.atomic():
            application.save(force_insert=True)
    except IntegrityError:
        if _pending_like(application) is not None:
            return False
        application.save(force_insert=True)  # it was decided in this very moment
    return True


def _pending_like(application: Application) -> Application | None:
    same = {"email_normalised": application.email_normalised, "scope": application.scope}
    return Application.objects.select_for_update().filter(state__in=PENDING, **same).first()


def _remind_of_pending(application: Application, network: str) -> None:
    """Write to the owner of a pending application what helps; not where it is only the same form once more."""
    pending = _pending_like(application)
    if pending is None:
        return
    is_recent = pending.created_at > timezone.now() - SAME_WITHIN
    is_same = is_recent and pending.content_hash == application.content_hash
    if is_same and pending.links.exists():
        return
    if not is_same:
        note_event(pending, "submit_again", by_applicant=True)
    if pending.state == UNCONFIRMED:
        ask_to_confirm(pending, network, again=True)
    elif may_write(pending.email, network):
        tell_with_status(pending, ALREADY_APPLIED, _moment(), network=network)


def _forget_draft(token: str) -> None:
    """Delete the draft an application was made from; what became of it meanwhile hinders nobody."""
    if token:
        Draft.objects.filter(links__purpose=DRAFT, links__token_hash=hash_of(token)).delete()


def _moment() -> str:
    return timezone.now().isoformat()
