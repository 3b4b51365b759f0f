"""Whose text staff may see: all but what gives rights to whoever reads it."""

from django.conf import settings

from cms.mail.models import Message


def may_show(message: Message) -> bool:
    """Tell whether the text of a mail may be shown: no secret one, save where nothing is really sent (DEBUG)."""
    return settings.MAIL_SHOWS_SECRETS or not message.is_secret
