"""One person by e-mail: what there is, a copy of it, and nothing of it (GDPR, articles 15, 17 and 20)."""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from wagtail.models import ModelLogEntry

from alliance.membership.erased import remember
from alliance.membership.forgetting import forget
from alliance.membership.journal import ERASE, note_event, require
from alliance.models import ActionLink, Application, Draft
from cms.mail.models import Message
from cms.mailboxes import normalise
from cms.persons import copies, erase
from cms.topics import names_of

#: The fields of an application that its sender gets a copy of.
_COPIED = (
    "reference", "state", "language", "organisation_name", "organisation_type", "country", "region", "population",
    "website", "contact_name", "contact_role", "email", "phone", "spoken_languages", "wishes", "earlier_partners",
    "text", "mandate_on", "category", "decision_text", "created_at", "consented_at", "confirmed_at", "taken_up_at",
    "asked_at", "answered_at", "decided_at", "withdrawn_at",
)  # fmt: skip


@dataclass
class PersonFound:
    """Everything that is kept under one mailbox, however it was written."""

    email: str
    applications: list[Application] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    mails: list[Message] = field(default_factory=list)
    links: list[ActionLink] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.applications or self.drafts or self.mails or self.links)


def find_person(email: str, user: Any) -> PersonFound:
    """Return what there is of the owner of an address. Raises PermissionDenied."""
    require(user, ERASE)
    return _find(email)


def export_person(email: str, user: Any) -> dict[str, Any]:
    """Return a copy of what there is of the owner of an address, as JSON knows it; noted in each history."""
    found = find_person(email, user)
    for application in found.applications:
        note_event(application, "export", user=user)
    return copies(email) | {
        "email": email,
        "applications": [copy_of(application) for application in found.applications],
        "drafts": [
            {"email": draft.email, "saved_at": draft.saved_at.isoformat(), "data": draft.data}
            for draft in found.drafts
        ],
        "mails": [
            {
                "to": mail.recipient,
                "subject": mail.subject,
                "text": mail.text,
                "written_at": mail.created_at.isoformat(),
            }
            for mail in found.mails
        ],
    }


@transaction.atomic
def erase_person(email: str, user: Any) -> dict[str, int]:
    """Take the owner of an address out of everything; return how many of what are gone.

    Applications nobody has seen are deleted, open ones are withdrawn, all others anonymised. Members stay, without a
    contact. That it was done is noted by a hash of the address only, so that a restored backup can be cleaned again.
    """
    require(user, ERASE)
    found = _find(email)
    for application in found.applications:
        forget(Application.objects.select_for_update().get(pk=application.pk), user)
    Draft.objects.filter(pk__in=[draft.pk for draft in found.drafts]).delete()
    ActionLink.objects.filter(pk__in=[link.pk for link in found.links]).delete()
    _forget_mails(found.mails)
    remember(email)
    return erase(email) | {
        "applications": len(found.applications),
        "drafts": len(found.drafts),
        "mails": len(found.mails),
    }


def copy_of(application: Application) -> dict[str, Any]:
    """Return what an applicant sent and was told, as JSON knows it: the data of the status page's download."""
    copy = {name: _plain(getattr(application, name)) for name in _COPIED}
    topics = list(application.topics.values_list("topic", "role"))
    for role in ("offer", "need"):
        copy[f"{role}s"] = names_of((key for key, its in topics if its == role), application.language)
    consents = {"consent": application.consent, "publication_consent": application.publication_consent}
    for name, version in consents.items():
        copy[name] = version and {"version": version.number, "heading": version.heading, "text": version.text}
    copy["files"] = list(application.files.values("name", "size", "sha256"))
    copy["history"] = [
        {"what": event.verb, "at": event.at.isoformat(), "text": event.text}
        for event in application.events.for_applicant()
    ]
    return copy


def _find(email: str) -> PersonFound:
    key = normalise(email)
    found = PersonFound(email)
    found.applications = list(Application.objects.named().filter(email_normalised=key).order_by("pk"))
    found.drafts = list(Draft.objects.filter(email_normalised=key))
    domain = key.rpartition("@")[2]
    near = ActionLink.objects.exclude(email="")
    found.links = [link for link in near if normalise(link.email) == key]
    mailed = Message.objects.filter(recipient__icontains="@")
    if domain != "gmail.com":  # which is written in two ways
        mailed = mailed.filter(recipient__iendswith=domain)
    keys = [pk for pk, to in mailed.values_list("pk", "recipient").iterator() if normalise(to) == key]
    found.mails = list(Message.objects.filter(pk__in=keys).order_by("pk"))
    return found


def _forget_mails(mails: list[Message]) -> None:
    """Delete mails, and the address where a log names them by it."""
    for address in {mail.recipient for mail in mails}:
        for entry in ModelLogEntry.objects.filter(label__icontains=address):
            entry.label = entry.label.partition(":")[0]
            entry.save(update_fields=["label"])
    Message.objects.filter(pk__in=[mail.pk for mail in mails]).delete()


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
