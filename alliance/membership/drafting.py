"""Drafts: kept only when somebody asks for it, found again only by the link that was mailed."""

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from alliance.links import address_of, find_link, make_link
from alliance.mail_kinds import DRAFT_SAVED
from alliance.membership.submitting import Receipt
from alliance.models import Draft, JoiningSettings
from alliance.vocabulary import DRAFT
from cms.defences.mailing import may_write
from cms.lines import clean_line
from cms.mail.outbox import queue
from cms.mailboxes import normalise
from cms.tokens import ExpiredLinkError, LinkError

#: How long what is typed may be in all, in bytes.
MOST_DATA: Final = 100_000
#: How many drafts of one mailbox are kept, however it is written.
MOST_DRAFTS: Final = 3


@transaction.atomic
def save_draft(
    email: str, data: Mapping[str, Any], *, page: Page, language: str, network: str = ""
) -> Receipt:
    """Keep what somebody typed and mail the link to it; the answer is the same whether or not the limits allow it.

    `data` is JSON: the fields of the form by name. Where no mail may go out nothing is kept, for nobody could find it.
    Raises `ValidationError` for what is no address and for more than fits.
    """
    email = clean_line(email)
    validate_email(email)
    plain = json.dumps(dict(data), default=str).replace("\\u0000", "")
    if len(plain) > MOST_DATA:
        raise ValidationError(_("This is too much to be kept as a draft."), code="too_long")
    days = JoiningSettings.load().draft_days
    there = Draft.objects.filter(email_normalised=normalise(email))
    if there.count() < MOST_DRAFTS and may_write(email, network):
        draft = Draft.objects.create(
            email=email,
            email_normalised=normalise(email),
            language=language,
            page=page,
            data=json.loads(plain),
        )
        token = make_link(DRAFT, draft=draft, lasts=dt.timedelta(days=days))
        queue(
            DRAFT_SAVED,
            to=email,
            language=language,
            key=f"{DRAFT_SAVED.name}:{draft.pk}",
            values={"link": address_of(DRAFT, token, language), "days": str(days)},
            network=network,
        )
    return Receipt(email)


def open_draft(token: str) -> Draft:
    """Return the draft of a link, and change nothing. Raises `cms.tokens.LinkError`."""
    draft = find_link(token, DRAFT).draft
    if draft is None:
        raise ExpiredLinkError
    return draft


def comes_from_its_mailbox(token: str, email: str) -> bool:
    """Tell whether a form was opened by the link of a draft, with the address it was mailed to."""
    try:
        return bool(token) and open_draft(token).email_normalised == normalise(email)
    except LinkError:
        return False


@transaction.atomic
def change_draft(token: str, data: Mapping[str, Any]) -> Draft:
    """Replace what a draft holds, so that whoever goes on with it may stop again; no mail."""
    draft = Draft.objects.select_for_update().get(pk=open_draft(token).pk)
    plain = json.dumps(dict(data), default=str).replace("\\u0000", "")
    if len(plain) > MOST_DATA:
        raise ValidationError(_("This is too much to be kept as a draft."), code="too_long")
    draft.data, draft.saved_at = json.loads(plain), timezone.now()
    draft.save(update_fields=["data", "saved_at"])
    return draft
