"""The applications of the demo site: made up, and made by the verbs that applicants and staff use."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import yaml
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.files import File
from django.db import models, transaction
from django.utils import timezone
from wagtail.models import Page

from alliance import consents, membership
from alliance.files import hold
from alliance.links import make_link
from alliance.models import Application, JoinPage, Member
from alliance.vocabulary import CONFIRM
from cms.content.references import key_for, kind_of
from cms.mail.models import Message
from cms.mail.sending import record_sent
from cms.mailboxes import normalise
from cms.models import Topic

APPLICATIONS: Final = Path(__file__).parent / "demo" / "applications.yaml"
#: What applicants attach.
MANDATE: Final = settings.BASE_DIR / "cms" / "content" / "demo" / "documents" / "meeting-summary-en.pdf"
#: The fields of the form that stand in the file as they are.
_PLAIN: Final = (
    "language", "organisation_name", "organisation_type", "country", "region", "population", "contact_name",
    "contact_role", "email", "phone", "spoken_languages", "wishes", "earlier_partners", "text",
)  # fmt: skip


@transaction.atomic
def load_demo_applications(reviewer: Any) -> int:
    """Add the applications of the demo site that are missing, as `reviewer` decides on them; return how many.

    Their mails stand in the outbox as sent, and go to nobody.
    """
    entries = yaml.safe_load(APPLICATIONS.read_text(encoding="utf-8"))["applications"]
    return sum(_add(entry, reviewer) for entry in entries)


def _add(entry: dict[str, Any], reviewer: Any) -> bool:
    page, email = _page_of(entry), entry["email"]
    if page is None or Application.objects.filter(email_normalised=normalise(email)).exists():
        return False
    application = _send(entry, page)
    for step in entry.get("steps", ()):
        _pass(application, step["after"])
        _do(step, reviewer)(application)
    _pass(application, entry["age"])
    return True


def _page_of(entry: dict[str, Any]) -> Page | None:
    """Return the page an application is sent from, in its language."""
    pages = Page.objects.live().filter(locale__language_code=entry["language"])
    if "call" in entry:
        return pages.filter(translation_key=key_for(kind_of(Page), entry["call"])).first()
    return pages.type(JoinPage).first()


def _send(entry: dict[str, Any], page: Page) -> Application:
    """Send a form, and confirm it by a link as its mail has one."""
    words = consents.wordings_now(entry["language"])
    decided = entry.get("decided_days_ago")
    data = membership.ApplicationData(
        page=page,
        website=f"https://www.{entry['email'].partition('@')[2]}/",
        mandate_on=decided and timezone.localdate() - dt.timedelta(days=decided),
        **{
            role: [key_for(kind_of(Topic), name) for name in entry.get(role, ())]
            for role in ("offers", "needs")
        },
        **{name: entry[name] for name in _PLAIN if name in entry},
    )
    files = []
    if "file" in entry:
        with MANDATE.open("rb") as content:
            files = [hold(File(content, name=entry["file"]))]
    consent = membership.Consent(
        words[consents.APPLICATION].digest,
        words[consents.PUBLICATION].digest if entry.get("publish") else "",
    )
    membership.submit(data, consent, files=files, insists=entry.get("insists", False))
    application = Application.objects.get(email_normalised=normalise(entry["email"]))
    return membership.confirm(make_link(CONFIRM, application=application))


def _do(step: dict[str, Any], reviewer: Any) -> Callable[[Application], Any]:
    """Return what a step does to an application."""
    verb, text = getattr(membership, step["do"]), step.get("text", "")
    if step["do"] in ("answer", "withdraw"):
        return lambda application: verb(application, text)
    return lambda application: verb(application, reviewer, *([text] if text else ()))


def _pass(application: Application, days: int) -> None:
    """Let days pass since all that has happened to an application so far, and its mails be sent on the first."""
    mails = Message.objects.filter(
        about_type=ContentType.objects.get_for_model(Application), about_id=application.pk
    )
    for message in mails.filter(sent_at=None):
        record_sent(message)
        Message.objects.filter(pk=message.pk).update(attempts=1)
    application.refresh_from_db()
    members = Member.objects.filter(application=application)
    for row in (application, *application.events.all(), *members, *mails):
        _put_back(row, dt.timedelta(days=days))


def _put_back(row: models.Model, by: dt.timedelta) -> None:
    moments = [
        field.attname
        for field in row._meta.concrete_fields
        if isinstance(field, models.DateField) and field.name != "mandate_on" and getattr(row, field.attname)
    ]
    for name in moments:
        setattr(row, name, getattr(row, name) - by)
    row.save(update_fields=moments)
