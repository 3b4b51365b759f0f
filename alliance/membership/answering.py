"""What applicants do on the status page. The link that leads there is their right; views pass the application."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from alliance.files import claim
from alliance.links import find_link, revoke, use
from alliance.mail_kinds import ADDRESS_CHANGED, APPLICATION_WITHDRAWN, NEW_ADDRESS, NEW_LINK
from alliance.membership.journal import DECIDE, locked, move, note_event, require, save
from alliance.membership.refusals import AddressTakenError, IllegalMoveError
from alliance.membership.telling import ask_to_confirm_address, tell, tell_with_status
from alliance.models import ActionLink, Application
from alliance.vocabulary import ADDRESS, INFORMATION, SCREENING, STATUS, UNCONFIRMED, WITHDRAWN
from cms.lines import clean_line, clean_text, required_text
from cms.mailboxes import normalise, own_domain
from cms.tokens import UnknownLinkError


def open_status(token: str) -> Application:
    """Return the application of a status link, and change nothing. Raises `cms.tokens.LinkError`."""
    application = find_link(token, STATUS).application
    if application is None or application.is_anonymised or application.state == UNCONFIRMED:
        raise UnknownLinkError
    return application


@transaction.atomic
def answer(application: Application, text: str, files: Sequence[str] = ()) -> Application:
    """Answer what staff asked, with files (tokens of `alliance.files.hold`); staff go on with the review."""
    found = locked(application, "answer")
    words = required_text(text, _("Write your answer."))
    claim(files, found)
    states = move(found, SCREENING, "answered_at")
    save(found, "state", "answered_at")
    note_event(found, "answer", by_applicant=True, states=states, text=words, visible=True)
    return found


@transaction.atomic
def attach(application: Application, files: Sequence[str], text: str = "") -> Application:
    """Add files (tokens of `alliance.files.hold`), with a word about them."""
    found = locked(application, "attach")
    if not files:
        raise ValidationError({"files": _("Choose a file.")}, code="required")
    names = ", ".join(file.name for file in claim(files, found))
    save(found)
    words = "\n".join(filter(None, (names, clean_text(text))))
    note_event(found, "attach", by_applicant=True, text=words, visible=True)
    return found


@transaction.atomic
def withdraw(application: Application, reason: str = "") -> Application:
    """Take an application back, for good."""
    found = locked(application, "withdraw")
    states = move(found, WITHDRAWN, "withdrawn_at")
    save(found, "state", "withdrawn_at")
    words = clean_text(reason)
    note_event(found, "withdraw", by_applicant=True, states=states, text=words, visible=True)
    tell(found, APPLICATION_WITHDRAWN, f"{found.pk}")
    return found


@transaction.atomic
def change_contact(
    application: Application, *, name: str, role: str, phone: str, email: str, network: str = ""
) -> bool:
    """Change the contact person; tell whether a new address has to be proved first (`confirm_address`).

    Until then mails go to the old one. Raises `ValidationError` for what is no name or address.
    """
    found = locked(application, "change_contact")
    found.contact_name, found.contact_role = clean_line(name), clean_line(role)
    found.phone = clean_line(phone)
    address = clean_line(email)
    is_same = normalise(address) == found.email_normalised
    checked = Application(
        contact_name=found.contact_name, contact_role=found.contact_role, phone=found.phone, email=address
    )
    others = {field.name for field in Application._meta.fields}
    checked.clean_fields(exclude=others - {"contact_name", "contact_role", "phone", "email"})
    if is_same:
        found.email = address
    save(found, "contact_name", "contact_role", "phone", "email")
    note_event(found, "change_contact", by_applicant=True, visible=True)
    if is_same:
        return False
    revoke(found, ADDRESS)
    ask_to_confirm_address(found, NEW_ADDRESS, address, network)
    return True


def look_at_address(token: str) -> ActionLink:
    """Return the link that would prove a new address (`.email`, `.application`), and change nothing."""
    return find_link(token, ADDRESS)


@transaction.atomic
def confirm_address(token: str) -> Application:
    """Write to a new address from now on: links sent to the old one work no more. Again changes nothing.

    Raises `cms.tokens.LinkError`, and `AddressTakenError` where the address has an application of its own.
    """
    link = find_link(token, ADDRESS)
    found = locked(link.application, "change_contact")
    link.refresh_from_db()
    if link.used_at is not None:
        return found
    tell(found, ADDRESS_CHANGED, f"{found.pk}:{link.pk}")
    found.email, found.email_normalised = link.email, normalise(link.email)
    found.email_domain = own_domain(link.email)
    try:
        with transaction.atomic():
            save(found, "email", "email_normalised", "email_domain")
    except IntegrityError:
        raise AddressTakenError from None
    use(link)
    revoke(found, STATUS)
    note_event(found, "change_contact", by_applicant=True, visible=True)
    tell_with_status(found, NEW_LINK, f"address:{link.pk}")
    return found


@transaction.atomic
def rotate_link(application: Application, user: Any = None) -> Application:
    """Let all links to the status page work no more and mail a new one; `user` is staff, None the applicant."""
    if user is not None:
        require(user, DECIDE)
    found = locked(application, "rotate_link")
    if not found.email:
        raise IllegalMoveError(found)
    revoke(found, STATUS)
    event = note_event(found, "rotate_link", user=user, by_applicant=user is None, visible=True)
    save(found)
    tell_with_status(found, NEW_LINK, f"rotated:{event.pk}")
    return found


def awaits_answer(application: Application) -> bool:
    """Tell whether the applicant is to answer a question."""
    return application.state == INFORMATION
