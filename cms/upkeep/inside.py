"""Links within the site that lead nowhere: asked of the pages they lead to, so right at every moment."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from cms.models.pages import PublicPageQuerySet
from cms.pagelinks import is_published
from cms.sitestate import site_state
from cms.upkeep.models import PageLink
from cms.upkeep.vocabulary import DELETED, EXPIRED, RESTRICTED, UNPUBLISHED

#: So many private areas are told apart; in more of them, each link to a private page is listed.
MOST_AREAS: Final = 50


@dataclass(frozen=True)
class Broken:
    """What is wrong with the page a link leads to, and since when, where that is known."""

    problem: str
    title: str
    since: dt.datetime | None


def broken_links_in(pages: QuerySet[Page]) -> QuerySet[PageLink]:
    """Return the links in these pages to pages that their readers cannot open (`cms.pagelinks`).

    A link is fine where the page it leads to is public, or its version in the reader's language is, or where both
    pages stand in the same private area.
    """
    visible = PublicPageQuerySet(Page).visible_to_public().order_by()
    links = PageLink.objects.filter(page__in=pages.values("pk")).annotate(
        target_key=F("target__translation_key"), source_locale=F("page__locale")
    )
    versions = visible.filter(
        alias_of=None, translation_key=OuterRef("target_key"), locale=OuterRef("source_locale")
    )
    links = links.filter(~Exists(visible.filter(pk=OuterRef("target_id"))), ~Exists(versions))
    published = Page.objects.filter(live=True, pk=OuterRef("target_id")).exclude(expire_at__lt=timezone.now())
    for area in site_state().restricted[:MOST_AREAS]:
        same = Exists(published.filter(path__startswith=area))
        links = links.exclude(Q(page__path__startswith=area) & same)
    return links


def what_is_wrong(targets: Collection[int]) -> dict[int, Broken]:
    """Return what is wrong with pages that cannot be opened, by key; two queries."""
    pages = Page.objects.in_bulk(targets)
    entries = PageLogEntry.objects.filter(
        page_id__in=targets, action__in=("wagtail.unpublish", "wagtail.delete")
    ).order_by("timestamp")
    ends = {
        page: (moment, label) for page, moment, label in entries.values_list("page_id", "timestamp", "label")
    }
    return {key: _broken(pages.get(key), *ends.get(key, (None, ""))) for key in targets}


def _broken(target: Page | None, ended: dt.datetime | None, label: str) -> Broken:
    if target is None:
        return Broken(DELETED, label, ended)
    if target.expired or (target.live and not is_published(target)):
        return Broken(EXPIRED, target.title, target.expire_at or ended)
    if not target.live:
        return Broken(UNPUBLISHED, target.title, ended)
    return Broken(RESTRICTED, target.title, None)
