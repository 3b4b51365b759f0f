"""The verbs of the texts of mails: change one, go back to what we ship, and see what is wrong with one."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Locale

from cms.formats import format_list
from cms.languages import INTERFACE_LANGUAGES
from cms.mail.kinds import Kind
from cms.mail.models import MAX_SUBJECT, MailText, Message
from cms.mail.wording import fill_body, fill_subject, names_in

#: What addresses in examples begin with: it stands for our own site.
EXAMPLE_SITE = "https://www.example.org"
#: What those of its pages begin with, which are in a language.
EXAMPLE_HOME = f"{EXAMPLE_SITE}/en/"


def languages_of(kind: Kind) -> list[str]:
    """Return the codes of the languages in which a kind is sent: those of the admin, or of the site."""
    if kind.is_for_staff:
        return INTERFACE_LANGUAGES
    return list(Locale.objects.order_by("language_code").values_list("language_code", flat=True))


@transaction.atomic
def change_text(kind: Kind, language: str, *, subject: str, body: str, user: Any) -> MailText:
    """Store what is sent from now on; raise ValidationError where its placeholders are wrong."""
    check_placeholders(kind, subject, body)
    fields = {"subject": subject, "body": body, "changed_by": user}
    text, _made = MailText.objects.update_or_create(kind=kind.name, language=language, defaults=fields)
    log(instance=text, action="mail.text.change", user=user)
    return text


@transaction.atomic
def restore_text(kind: Kind, language: str, user: Any) -> None:
    """Send the shipped text again from now on."""
    text = MailText.objects.select_for_update().filter(kind=kind.name, language=language).first()
    if text:
        log(instance=text, action="mail.text.restore", user=user, deleted=True)
        text.delete()


def check_placeholders(kind: Kind, subject: str, body: str) -> None:
    """Raise ValidationError, by field, for placeholders that are none and for required ones that are missing."""
    errors: dict[str, list[ValidationError]] = {}
    known = [braced(name) for name in kind.placeholders]
    for field, text in (("subject", subject), ("body", body)):
        for name in sorted(names_in(text) - kind.placeholders.keys()):
            words = _("%(name)s is no placeholder; there are: %(known)s.")
            told = {"name": braced(name), "known": format_list(known)}
            errors.setdefault(field, []).append(ValidationError(words, "unknown", told))
        if ("{" in text or "}" in text) and text.count("{") != text.count("}"):
            words = _("A brace is left over: a placeholder looks like %(example)s.")
            told = {"example": known[0] if known else "{…}"}
            errors.setdefault(field, []).append(ValidationError(words, "brace", told))
    if lost := sorted(kind.required - names_in(body)):
        words = _("%(names)s is missing: without it the mail is of no use.")
        told = {"names": format_list(map(braced, lost))}
        errors.setdefault("body", []).append(ValidationError(words, "missing", told))
    if errors:
        raise ValidationError(errors)


def braced(name: str) -> str:
    """Return a placeholder as it stands in a text."""
    return "{" + name + "}"


def examples_of(kind: Kind, language: str) -> dict[str, str]:
    """Return an example of what each placeholder stands for; addresses lead to our site, in the language."""
    with translation.override(language):
        found = {name: str(each.example) for name, each in kind.placeholders.items()}
    own = f"{settings.BASE_URL}/{language}/"
    return {
        name: text.replace(EXAMPLE_HOME, own).replace(EXAMPLE_SITE, settings.BASE_URL)
        for name, text in found.items()
    }


def latest_values(kind: Kind) -> dict[str, str]:
    """Return what the placeholders stood for in the latest mail of a kind; empty where none is kept."""
    if kind.is_secret:
        return {}
    rows = Message.objects.filter(kind=kind.name).exclude(values={}).order_by("-created_at", "-pk")
    found = rows.values_list("values", flat=True).first() or {}
    return found if found.keys() == kind.placeholders.keys() else {}


def preview(subject: str, body: str, values: Mapping[str, str]) -> tuple[str, str]:
    """Return subject and text as they would be sent."""
    return fill_subject(subject, values, MAX_SUBJECT), fill_body(body, values)
