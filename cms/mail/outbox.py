"""The verbs of the outbox: write a mail, send a failed or sent one again, try a waiting one now."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail.message import BadHeaderError
from django.core.validators import validate_email
from django.db import models, transaction
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.mail.kinds import Kind
from cms.mail.models import MAX_KEY, MAX_SUBJECT, Message
from cms.mail.texts import text_of
from cms.mail.vocabulary import FAILED, QUEUED, SENT
from cms.mail.wording import cleaned_value, fill_body, fill_subject, on_one_line


def queue(
    kind: Kind,
    *,
    to: str,
    language: str,
    key: str,
    values: Mapping[str, Any],
    about: models.Model | None = None,
    network: str = "",
) -> Message:
    """Write a mail in the present transaction, at most once for a key: a second call returns the first row.

    `values` has a value for each of the kind's placeholders; `network` is `cms.mail.limits.network_of` the request
    that asked for the mail. Raise ValueError for a key that is too long or values that are not the kind's,
    BadHeaderError for newlines in the address, and ValidationError for what is no address.
    """
    words = {name: cleaned_value(value) for name, value in values.items()}
    if words.keys() != kind.placeholders.keys():
        wrong = ", ".join(sorted(words.keys() ^ kind.placeholders.keys()))
        raise ValueError(f"The values of mail “{kind.name}” are not those of its placeholders: {wrong}.")
    language = known_language(language)
    subject, body = text_of(kind, language)
    return write(
        kind,
        key=key,
        recipient=checked_address(to),
        language=language,
        subject=fill_subject(subject, words, MAX_SUBJECT),
        text=fill_body(body, words),
        values={} if kind.is_secret else words,
        network=network,
        about=about,
    )


def write(kind: Kind, *, key: str, about: models.Model | None = None, **fields: Any) -> Message:
    """Store a mail whose texts are ready, unless there is one with its key; return the stored one."""
    if not key or len(key) > MAX_KEY:
        raise ValueError(f"The key of a mail has 1 to {MAX_KEY} characters: “{key[:MAX_KEY]}”.")
    defaults = {
        "kind": kind.name,
        "is_secret": kind.is_secret,
        "message_id": message_id_of(key),
        "about": about,
        **fields,
    }
    return Message.objects.get_or_create(key=key, defaults=defaults)[0]


def checked_address(address: str) -> str:
    """Return an address without space around it; raise BadHeaderError for newlines, ValidationError for no address."""
    address = address.strip(" ")
    if address != on_one_line(address):
        raise BadHeaderError("There is a line break or a control character in an address.")
    validate_email(address)
    if len(address) > 254:
        raise ValidationError(_("This address is too long."), code="too_long")
    return address


def known_language(language: str) -> str:
    """Return the code of a language that texts can be in: the given one, without a country, or English."""
    try:
        return translation.get_language_info(language)["code"]
    except KeyError:
        return settings.LANGUAGE_CODE


def message_id_of(key: str) -> str:
    """Return the Message-ID for a key: always the same, so that a receiving server can drop a doubled mail."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >") or "localhost"
    return f"<{salted_hmac('cms.mail.message_id', key, algorithm='sha256').hexdigest()[:40]}@{domain}>"


@transaction.atomic
def send_again(message: Message, user: Any) -> Message:
    """Send a failed mail anew, or a sent one once more, and return what waits now.

    A failed mail is the same mail: its row waits again. One that was sent is another mail with a key of its own,
    for a receiving server would drop the same. Raise ValidationError where the text is not there any more or the
    mail is still on its way.
    """
    found = Message.objects.select_for_update().get(pk=message.pk)
    if not found.text:
        raise ValidationError(_("The text of this mail is not kept any more."), code="emptied")
    if found.state == FAILED:
        found.state, found.attempts, found.next_try, found.failure = QUEUED, 0, timezone.now(), ""
        found.claimed_until = None
        found.save(update_fields=["state", "attempts", "next_try", "failure", "claimed_until"])
    elif found.state == SENT:
        found = _copy(found)
    else:
        raise ValidationError(_("This mail is on its way already."), code="on_its_way")
    log(instance=found, action="mail.message.send_again", user=user)
    return found


@transaction.atomic
def try_now(message: Message, user: Any) -> Message:
    """Let a waiting mail be tried at once and return it; raise ValidationError where it does not wait."""
    found = Message.objects.select_for_update().get(pk=message.pk)
    if found.state != QUEUED:
        raise ValidationError(_("This mail does not wait for an attempt."), code="not_waiting")
    found.next_try = timezone.now()
    found.save(update_fields=["next_try"])
    log(instance=found, action="mail.message.try_now", user=user)
    return found


def _copy(message: Message) -> Message:
    original = message.key.partition("#again-")[0]
    number = Message.objects.filter(key__startswith=f"{original[: MAX_KEY - 20]}#again-").count() + 1
    key = f"{original[: MAX_KEY - 20]}#again-{number}"
    kept = ("kind", "recipient", "language", "subject", "text", "html", "values", "is_secret", "sender")
    others = ("reply_to", "unsubscribe_url", "about_type", "about_id")
    fields = {name: getattr(message, name) for name in (*kept, *others)}
    return Message.objects.create(key=key, message_id=message_id_of(key), **fields)
