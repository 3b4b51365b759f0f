"""What an editor does with a set before it goes live: make it, fill it, plan it, call it off."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.releases.journal import locked_open, note
from cms.releases.models import ReleaseMember, ReleaseSet
from cms.releases.problems import gone
from cms.releases.vocabulary import BLOCK, CANCELLED, PLANNED
from cms.translation.rights import may_publish


@transaction.atomic
def create(
    user: Any, title: str, moment: dt.datetime | None = None, when_incomplete: str = BLOCK
) -> ReleaseSet:
    """Make an empty set; return it. Raises `ValidationError` for a moment that is over."""
    _refuse_past(moment)
    made = ReleaseSet.objects.create(
        title=title, moment=moment, when_incomplete=when_incomplete, created_by=user
    )
    note(made, "create", user)
    return made


@transaction.atomic
def change(
    release_set: ReleaseSet, user: Any, *, title: str, moment: dt.datetime | None, when_incomplete: str
) -> ReleaseSet:
    """Give a set another title, moment or rule. One that is planned stays planned, for the new moment."""
    found = locked_open(release_set)
    if moment != found.moment:
        _refuse_past(moment)
    found.title, found.moment, found.when_incomplete = title, moment, when_incomplete
    found.save(update_fields=["title", "moment", "when_incomplete"])
    note(found, "change", user, moment=_iso(moment), when_incomplete=when_incomplete)
    return found


@transaction.atomic
def add_pages(
    release_set: ReleaseSet, pages: Iterable[Page], user: Any, *, with_versions: bool = False
) -> list[Page]:
    """Put pages into a set, `with_versions` with all their languages; return those that were not in it.

    Raises PermissionDenied where the user may not publish one, `ValidationError` for an alias.
    """
    found = locked_open(release_set)
    wanted: dict[int, Page] = {}
    for page in pages:
        if page.alias_of_id:
            raise ValidationError(_("An alias goes live with the page it mirrors: choose that one."))
        versions = page.get_translations(inclusive=True).filter(alias_of=None) if with_versions else [page]
        wanted |= {version.pk: version for version in versions}
    _require_publishing(user, wanted.values())
    there = set(found.members.values_list("page_id", flat=True))
    new = [page for key, page in wanted.items() if key not in there]
    ReleaseMember.objects.bulk_create([ReleaseMember(release_set=found, page=page) for page in new])
    if new:
        note(found, "add", user, pages=[_named(page) for page in new])
    return new


@transaction.atomic
def remove_page(release_set: ReleaseSet, page: Page, user: Any) -> None:
    """Take a page out of a set."""
    found = locked_open(release_set)
    removed, _rows = found.members.filter(page=page).delete()
    if removed:
        note(found, "remove", user, pages=[_named(page)])


@transaction.atomic
def forget_gone(release_set: ReleaseSet, key: int, user: Any) -> None:
    """Take a page that was deleted off the list of a set; `key` is that of the member."""
    found = locked_open(release_set)
    for member in found.members.filter(pk=key, page=None):
        member.delete()
        note(found, "remove", user, pages=[{"title": member.title, "language": member.language}])


@transaction.atomic
def plan(release_set: ReleaseSet, user: Any) -> ReleaseSet:
    """Let a set go live at its moment, in the name of `user`; without a moment it waits for the button.

    Raises `ValidationError` where it has no page or its moment is over, PermissionDenied where the user may
    not publish every page of it.
    """
    found = locked_open(release_set)
    require_all_publishing(found, user)
    _refuse_past(found.moment)
    found.state, found.planned_by, found.problems = PLANNED, user, []
    found.save(update_fields=["state", "planned_by", "problems"])
    note(found, "plan", user, moment=_iso(found.moment))
    return found


@transaction.atomic
def cancel(release_set: ReleaseSet, user: Any) -> ReleaseSet:
    """Call a release off, for good: its pages stay as they are, its preview links stop working."""
    found = locked_open(release_set)
    found.state = CANCELLED
    found.save(update_fields=["state"])
    note(found, "cancel", user)
    return found


def pages_of(release_set: ReleaseSet) -> list[Page]:
    """Return the pages of a set."""
    return list(Page.objects.filter(pk__in=release_set.members.values("page")).select_related("locale"))


def gone_from(release_set: ReleaseSet) -> list[dict[str, Any]]:
    """Return the problems of those pages of a set that were deleted."""
    return [gone(member.title, member.language) for member in release_set.members.filter(page=None)]


def require_all_publishing(release_set: ReleaseSet, user: Any) -> None:
    """Raise PermissionDenied where a user may not publish every page of a set, `ValidationError` for an empty one."""
    pages = pages_of(release_set)
    if not pages:
        raise ValidationError(_("There is no page in this release yet."), code="empty")
    _require_publishing(user, pages)


def _require_publishing(user: Any, pages: Iterable[Page]) -> None:
    if not all(may_publish(user, page) for page in pages):
        raise PermissionDenied


def _refuse_past(moment: dt.datetime | None) -> None:
    if moment is not None and moment <= timezone.now():
        raise ValidationError(_("This moment is over: choose a later one, or release now."), code="past")


def _iso(moment: dt.datetime | None) -> str | None:
    return moment and moment.isoformat()


def _named(page: Page) -> dict[str, Any]:
    return {"page": page.pk, "title": page.draft_title, "language": page.locale.language_code}
