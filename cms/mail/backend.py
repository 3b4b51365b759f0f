"""What Django and Wagtail mail goes into the outbox, in the transaction of what caused it."""

import re
import uuid
from collections.abc import Iterable
from email.utils import parseaddr
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import translation
from django.utils.html import strip_tags

from cms.mail.mail_kinds import SYSTEM, SYSTEM_SECRET
from cms.mail.models import MAX_SUBJECT, Message
from cms.mail.outbox import checked_address, known_language, write
from cms.mail.wording import cleaned, on_one_line, shortened

#: How long a text or its HTML may be.
MAX_TEXT: Final = 500_000
#: Addresses whose holder may do something: whoever reads such a mail could choose the password.
_SECRET: Final = re.compile(r"/(password_)?reset/", re.IGNORECASE)


class UnfitMailError(ValueError):
    """The outbox does not take such a mail; the message says why and what to do."""


class OutboxBackend(BaseEmailBackend):
    """Django's `EMAIL_BACKEND`: writes each mail once for each recipient; the worker sends it."""

    def send_messages(self, email_messages: Iterable[EmailMessage]) -> int:
        """Write mails and return how many; raise UnfitMailError for what the outbox does not take."""
        count = 0
        with transaction.atomic():
            for mail in email_messages:
                try:
                    count += bool(_write(mail))
                except ValueError:
                    if not self.fail_silently:
                        raise
        return count


def _write(mail: EmailMessage) -> list[Message]:
    if mail.attachments:
        raise UnfitMailError(
            "The outbox takes no attachments: put the file where its reader may fetch it, and mail the link."
        )
    mail.message()  # raises BadHeaderError for newlines in headers
    text, html = _texts(mail)
    kind = SYSTEM_SECRET if _SECRET.search(text + html) else SYSTEM
    fields = {
        "language": known_language(translation.get_language() or settings.LANGUAGE_CODE),
        "subject": shortened(on_one_line(str(mail.subject)), MAX_SUBJECT),
        "text": text,
        "html": html,
        "sender": "" if mail.from_email == settings.DEFAULT_FROM_EMAIL else on_one_line(mail.from_email),
        "reply_to": on_one_line(", ".join(mail.reply_to)),
    }
    return [
        write(kind, key=f"system:{uuid.uuid4()}", recipient=_address(recipient), **fields)
        for recipient in mail.recipients()
    ]


def _address(recipient: str) -> str:
    """Return the address alone: names stay out of headers."""
    return checked_address(parseaddr(recipient)[1])


def _texts(mail: EmailMessage) -> tuple[str, str]:
    """Return the plain text and the HTML of a mail."""
    text, html = cleaned(str(mail.body)), ""
    if mail.content_subtype == "html":
        text, html = strip_tags(text), text
    for alternative in getattr(mail, "alternatives", ()):
        if alternative.mimetype != "text/html":
            raise UnfitMailError(f"The outbox takes text and HTML, no {alternative.mimetype}.")
        html = cleaned(str(alternative.content))
    if max(len(text), len(html)) > MAX_TEXT:
        raise UnfitMailError(f"The outbox takes mails of at most {MAX_TEXT} characters.")
    return text, html
