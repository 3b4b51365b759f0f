"""Addresses for people without an account: they see a set before it is public, and say what they think of it.

The address is the only authority. It names a link and its secret, signed with the site's key: neither a copy of
the database nor the key alone opens anything. It ends with its time, its revocation, or the set's cancellation.
"""

import datetime as dt
from typing import Any, Final

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.releases.comment_form import TOO_FAST, TOO_MANY
from cms.releases.journal import locked, locked_open, note
from cms.releases.models import ReleaseComment, ReleaseLink, ReleaseSet
from cms.releases.vocabulary import CANCELLED, OPEN

_signer: Final = signing.Signer(salt="cms.releases.link")
#: How many days a link works if nobody says otherwise.
DAYS: Final = 14
#: How many days a link may work at most.
MOST_DAYS: Final = 366
#: How many comments one link may leave, in all and in a minute.
MOST_COMMENTS: Final = 200
MOST_A_MINUTE: Final = 10
#: How exactly it is kept when a link was used last.
_MINUTE: Final = dt.timedelta(minutes=1)


class UnknownLinkError(Exception):
    """There is no such link."""


class DeadLinkError(Exception):
    """There was such a link; it works no more."""


class ClosedError(Exception):
    """The pages are public, so nothing is said of them here any more."""


def token_of(link: ReleaseLink) -> str:
    """Return what stands for a link in its address."""
    return _signer.sign_object([link.pk, link.secret])


def link_at(token: str) -> ReleaseLink:
    """Return the link of an address, with its set; note that it is used.

    Raises `UnknownLinkError` where the address was not given out, `DeadLinkError` where it works no more.
    """
    try:
        key, secret = _signer.unsign_object(token)
    except signing.BadSignature:
        raise UnknownLinkError from None
    link = ReleaseLink.objects.select_related("release_set").filter(pk=key).first()
    if link is None or not constant_time_compare(link.secret, secret):
        raise UnknownLinkError
    if not link.works or link.release_set.state == CANCELLED:
        raise DeadLinkError
    now = timezone.now()
    if link.last_used_at is None or now - link.last_used_at > _MINUTE:
        ReleaseLink.objects.filter(pk=link.pk).update(last_used_at=now)
    return link


@transaction.atomic
def make_link(release_set: ReleaseSet, user: Any, label: str, expires_at: dt.datetime) -> ReleaseLink:
    """Make an address for somebody, which works until a moment; at most a year."""
    found = locked_open(release_set)
    if expires_at <= timezone.now():
        raise ValidationError(_("This moment is over: choose a later one."), code="past")
    if expires_at > timezone.now() + dt.timedelta(days=MOST_DAYS):
        raise ValidationError(_("A link works for a year at most: choose an earlier moment."), code="far")
    link = ReleaseLink.objects.create(release_set=found, label=label, expires_at=expires_at)
    note(found, "link", user, label=label, expires_at=expires_at.isoformat())
    return link


@transaction.atomic
def revoke(link: ReleaseLink, user: Any) -> None:
    """Let an address work no more; again changes nothing."""
    release_set = locked(link.release_set)
    if ReleaseLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now()):
        note(release_set, "revoke", user, label=link.label)


@transaction.atomic
def add_comment(link: ReleaseLink, page: Page, name: str, text: str) -> ReleaseComment:
    """Keep what somebody with a link says of a page of its set.

    Raises `DeadLinkError` where the link was revoked meanwhile, `ClosedError` where the set was released,
    `ValidationError` where the link has left as many comments as it may, in all or in a minute.
    """
    release_set = locked(link.release_set)
    link = ReleaseLink.objects.get(pk=link.pk)
    if not link.works or release_set.state == CANCELLED:
        raise DeadLinkError
    if release_set.state not in OPEN:
        raise ClosedError
    if link.comments.count() >= MOST_COMMENTS:
        raise ValidationError(TOO_MANY, code="too_many")
    if link.comments.filter(created_at__gt=timezone.now() - _MINUTE).count() >= MOST_A_MINUTE:
        raise ValidationError(TOO_FAST, code="too_fast")
    comment = ReleaseComment.objects.create(link=link, page=page, name=name, text=text)
    note(release_set, "comment", None, label=link.label, name=name, page=page.pk, title=page.draft_title)
    return comment


@transaction.atomic
def resolve(comment: ReleaseComment, user: Any) -> None:
    """Mark a comment as done; again changes nothing."""
    release_set = locked(comment.link.release_set)
    done = {"resolved_at": timezone.now(), "resolved_by": user}
    if ReleaseComment.objects.filter(pk=comment.pk, resolved_at=None).update(**done):
        note(release_set, "resolve", user, name=comment.name)
