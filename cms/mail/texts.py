"""The text of a kind of mail in a language: what staff made of it, or what we ship."""

from django.utils import translation

from cms.mail.kinds import Kind, joined
from cms.mail.models import MailText


def text_of(kind: Kind, language: str) -> tuple[str, str]:
    """Return subject and body with their placeholders."""
    edited = MailText.objects.filter(kind=kind.name, language=language).first()
    return (edited.subject, edited.body) if edited else shipped(kind, language)


def shipped(kind: Kind, language: str) -> tuple[str, str]:
    """Return subject and body as we ship them; English where they are not translated."""
    with translation.override(language):
        return str(kind.subject), joined(kind.body)
