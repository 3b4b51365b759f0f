"""Links that give rights without an account: a random token whose hash is stored, judged by the database's clock."""

import datetime as dt
from typing import Any, Final

from django.conf import settings
from django.db.models.functions import Now
from django.utils import timezone

from alliance.models import ActionLink
from alliance.vocabulary import ADDRESS, CONFIRM, DRAFT, STATUS
from cms.tokens import ExpiredLinkError, UnknownLinkError, hash_of, make_token

#: Below `/<language>/`: where each kind of link leads. The URL configuration is made of these.
PATHS: Final = {
    CONFIRM: "_application/confirm/",
    STATUS: "_application/status/",
    DRAFT: "_application/draft/",
    ADDRESS: "_application/address/",
}


def make_link(purpose: str, *, lasts: dt.timedelta | None = None, **leads_to: Any) -> str:
    """Make a link for an `application` or a `draft`; return its token, which is nowhere kept.

    `lasts` is how long it works by the database's clock; None: as long as what it leads to.
    """
    token = make_token()
    ActionLink.objects.create(
        purpose=purpose,
        token_hash=hash_of(token),
        expires_at=None if lasts is None else Now() + lasts,
        **leads_to,
    )
    return token


def find_link(token: str, purpose: str) -> ActionLink:
    """Return the link of a token and change nothing: link scanners may open it.

    A link that was used still tells what it led to. Raises `UnknownLinkError` or `ExpiredLinkError`.
    """
    found = (
        ActionLink.objects.select_related("application", "draft")
        .filter(purpose=purpose, token_hash=hash_of(token), revoked_at=None)
        .first()
    )
    if found is None:
        raise UnknownLinkError
    if found.used_at is None and not ActionLink.objects.working().filter(pk=found.pk).exists():
        raise ExpiredLinkError
    return found


def use(link: ActionLink) -> None:
    """Note that a link has done what it is for; again changes nothing."""
    ActionLink.objects.filter(pk=link.pk, used_at=None).update(used_at=timezone.now())


def revoke(application: Any, *purposes: str) -> int:
    """Let an application's links of some purposes work no more; return how many did."""
    links = ActionLink.objects.filter(application=application, purpose__in=purposes, revoked_at=None)
    return links.update(revoked_at=timezone.now())


def address_of(purpose: str, token: str, language: str) -> str:
    """Return the whole address of a link, as it stands in a mail."""
    return f"{settings.BASE_URL}/{language}/{PATHS[purpose]}{token}/"
