"""The pages of a set go live, in an order in which none needs one that comes later."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from cms.content.indexing import indexed_once
from cms.models import BasePage
from cms.releases import problems
from cms.releases.problems import HeldBackError
from cms.translation.lineage import Link, links_of
from cms.translation.models import LanguageVersion
from cms.translation.releasing import IncompleteError, has_news, release, why_not_published
from cms.translation.vocabulary import PUBLISHED


@dataclass
class Member:
    """A page of a set, and the pages of the set that must be public before it."""

    page: Page
    link: Link | None
    parent: int | None = None
    source: int | None = None


@dataclass
class Outcome:
    """What became of the pages, by key: published now, published before, or held back and why."""

    published: list[int] = field(default_factory=list)
    unchanged: list[int] = field(default_factory=list)
    held_back: dict[int, dict[str, Any]] = field(default_factory=dict)
    #: the problems of pages that were deleted
    gone: list[dict[str, Any]] = field(default_factory=list)

    def problems(self) -> list[dict[str, Any]]:
        """Return what holds pages back, each with its page."""
        return [*self.held_back.values(), *self.gone]

    def happens(self, *, leave_out: bool) -> bool:
        """Tell whether the release happens: what is held back must be allowed to stay out, and others go live."""
        if self.problems():
            return leave_out and bool(self.published)
        return bool(self.published or self.unchanged)


def in_order(pages: list[Page]) -> list[Member]:
    """Return the pages with what each needs: parents before children, sources before their translations."""
    links = {
        (key, link.target_locale_id): link
        for key in {page.translation_key for page in pages}
        for link in links_of(key)
    }
    at, of = (
        {page.path: page.pk for page in pages},
        {(page.translation_key, page.locale_id): page.pk for page in pages},
    )
    members = {}
    for page in sorted(pages, key=lambda page: page.path):
        link = None if page.alias_of_id else links.get((page.translation_key, page.locale_id))
        source = of.get((page.translation_key, link.source_locale_id)) if link else None
        members[page.pk] = Member(page, link, at.get(page.path[: -page.steplen]), source)
    ordered: dict[int, Member] = {}
    seen: set[int] = set()

    def place(key: int | None) -> None:
        if key is None or key in seen:  # what needs itself in a circle stands where it is met
            return
        seen.add(key)
        place(members[key].parent)
        place(members[key].source)
        ordered[key] = members[key]

    for key in members:
        place(key)
    return list(ordered.values())


def needed_in(pages: list[Page], locale_id: int) -> list[Page]:
    """Return the pages of a language with those of the set that must be public before them."""
    members = {member.page.pk: member for member in in_order(pages)}
    found: dict[int, Page] = {}
    wanted: list[int | None] = [page.pk for page in pages if page.locale_id == locale_id]
    while wanted:
        key = wanted.pop()
        if key is not None and key not in found:
            found[key] = members[key].page
            wanted += [members[key].parent, members[key].source]
    return list(found.values())


def go_live(pages: list[Page], user: Any, moment: dt.datetime, *, leave_out: bool) -> Outcome:
    """Publish the pages that may go live, all with `moment` as their time; return what became of each.

    Runs in the caller's transaction. With `leave_out`, what hangs on a page that is held back is held back as
    well; without, only what is wrong with each page itself is told, and the caller rolls everything back.
    """
    outcome = Outcome()
    first_time = []
    with indexed_once():  # each is saved several times, and saves those made from it
        for member in in_order(pages):
            try:
                if leave_out:
                    _refuse_dangling(member, outcome)
                with transaction.atomic():
                    # a source may have changed it meanwhile
                    page = Page.objects.get(pk=member.page.pk).specific
                    if _is_public(page, member):
                        outcome.unchanged.append(page.pk)
                        continue
                    if page.first_published_at is None:
                        first_time.append(page.pk)
                    _publish(page, member, user)
            except HeldBackError as error:
                outcome.held_back[member.page.pk] = problems.about(member.page, error.problem)
            else:
                outcome.published.append(member.page.pk)
    published = Page.objects.filter(pk__in=outcome.published)
    published.update(last_published_at=moment)
    published.filter(pk__in=first_time).update(first_published_at=moment)
    return outcome


def _refuse_dangling(member: Member, outcome: Outcome) -> None:
    """Hold back what stands below a page that is held back, or is translated from one."""
    if member.parent in outcome.held_back:
        raise HeldBackError(problems.PARENT_OUT)
    if member.source in outcome.held_back:
        raise HeldBackError(problems.SOURCE_OUT)


def _is_public(page: Page, member: Member) -> bool:
    """Tell whether visitors see the page as it is, so that there is nothing to publish.

    Raises `HeldBackError` for a translation that shows all of its translator's work, but may not stay so: its
    source says something new, and it must be whole.
    """
    if not page.live or page.has_unpublished_changes or page.expired:
        return False
    if member.link is None or LanguageVersion.objects.filter(page=page, state=PUBLISHED).exists():
        return True
    if error := why_not_published(page):
        raise problems.incomplete(error)
    return not has_news(member.link.translation)


def _publish(page: Page, member: Member, user: Any) -> None:
    """Publish one page; raise `HeldBackError` where it may not go live."""
    above = page.get_parent()
    if not above.live and member.parent is None:
        raise HeldBackError(problems.NO_PARENT, title_above=above.draft_title)
    latest = page.get_latest_revision_as_object()
    if latest.go_live_at and latest.go_live_at > timezone.now():
        raise HeldBackError(problems.SCHEDULED, at=latest.go_live_at.isoformat())
    if latest.expire_at and latest.expire_at < timezone.now():
        raise HeldBackError(problems.EXPIRED)
    try:
        if member.link is not None:
            release(member.link.translation, user)
        else:
            _publish_latest(page, latest, user)
    except IncompleteError as error:
        raise problems.incomplete(error) from error
    except ValidationError as error:
        raise HeldBackError(problems.INVALID, messages=error.messages) from error


def _publish_latest(page: Page, latest: Page, user: Any) -> None:
    """Publish the latest revision of a page that is no translation, if it is valid as a published one."""
    if isinstance(latest, BasePage) and (missing := latest.missing_to_publish()):
        raise problems.lacking(latest, missing)
    latest.live = True
    latest.full_clean()
    revision = page.get_latest_revision() or page.save_revision(user=user, log_action=False)
    revision.publish(user=user, skip_permission_checks=True)
