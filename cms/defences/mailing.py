"""Mails that somebody unknown asked for by a form."""

from cms.defences.turned_away import count
from cms.defences.vocabulary import MAILS
from cms.mail.limits import may_mail


def may_write(address: str, network: str) -> bool:
    """Tell whether a mail that somebody unknown asked for may go out; count it where it may not."""
    allowed = may_mail(address, network)
    if not allowed:
        count(MAILS)
    return allowed
