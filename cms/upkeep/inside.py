"""Links within the site that lead nowhere, at once: Wagtail's reference index says what links to what."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page, PageLogEntry, ReferenceIndex

from cms.models.pages import PublicPageQuerySet
from cms.pagelinks import is_published
from cms.sitestate import site_state
from cms.upkeep.vocabulary import DELETED, EXPIRED, RESTRICTED, UNPUBLISHED

#: More are not listed at a time.
MOST: Final = 5000


@dataclass(frozen=True)
class Broken:
    """What is wrong with the page a link leads to, and since when, where that is known."""

    problem: str
    title: str
    since: dt.datetime | None


def broken_references(sources: QuerySet[Page]) -> QuerySet[ReferenceIndex]:
    """Return the links in these pages to pages that their readers cannot open."""
    kind = ContentType.objects.get_for_model(Page)
    links = ReferenceIndex.objects.filter(base_content_type=kind, to_content_type=kind)
    visible = PublicPageQuerySet(Page).visible_to_public()
    suspects = (
        links.filter(object_id__in=_keys(sources))
        .exclude(to_object_id__in=_keys(visible))
        .order_by("pk")
        .values_list("pk", "object_id", "to_object_id")[:MOST]
    )
    found = [(key, int(source), int(target)) for key, source, target in suspects]
    return links.filter(pk__in=_without_readable(found)).order_by("object_id", "model_path", "pk")


def what_is_wrong(links: list[ReferenceIndex]) -> dict[int, Broken]:
    """Return what is wrong with the page each link leads to, by the link's key; two queries."""
    targets = Page.objects.in_bulk({int(link.to_object_id) for link in links})
    ends = {}
    entries = PageLogEntry.objects.filter(
        page_id__in={int(link.to_object_id) for link in links},
        action__in=("wagtail.unpublish", "wagtail.delete"),
    )
    for page, moment, label in entries.order_by("timestamp").values_list("page_id", "timestamp", "label"):
        ends[page] = moment, label
    return {link.pk: _broken(int(link.to_object_id), targets, ends) for link in links}


def _broken(key: int, targets: dict[int, Page], ends: dict[int, tuple[dt.datetime, str]]) -> Broken:
    target, (ended, label) = targets.get(key), ends.get(key, (None, ""))
    if target is None:
        return Broken(DELETED, label, ended)
    if not target.live and target.expired:
        return Broken(EXPIRED, target.title, target.expire_at or ended)
    if not target.live:
        return Broken(UNPUBLISHED, target.title, ended)
    if not is_published(target):
        return Broken(EXPIRED, target.title, target.expire_at)
    return Broken(RESTRICTED, target.title, None)


def _without_readable(found: list[tuple[int, int, int]]) -> list[int]:
    """Leave out links whose readers get the page in their own language, or may read what is private."""
    pages = {
        page.pk: page
        for page in Page.objects.filter(pk__in={key for _pk, *both in found for key in both}).only(
            "path", "locale_id", "translation_key", "live", "expire_at"
        )
    }
    keys = {pages[target].translation_key for _pk, _source, target in found if target in pages}
    versions: dict[Any, dict[int, Page]] = defaultdict(dict)
    for page in Page.objects.filter(translation_key__in=keys, live=True, alias_of=None).only(
        "path", "locale_id", "translation_key", "live", "expire_at"
    ):
        versions[page.translation_key][page.locale_id] = page
    state = site_state()

    def is_readable(source: Page, target: Page | None) -> bool:
        """Tell it as `cms.pagelinks` does for who reads the source."""
        if target is None:
            return False
        own = versions[target.translation_key].get(source.locale_id)
        shown = own if own is not None and is_published(own) else target
        return is_published(shown) and not state.is_restricted(shown.path, source.path)

    return [pk for pk, source, target in found if not is_readable(pages[source], pages.get(target))]


def _keys(pages: QuerySet[Page]) -> QuerySet:
    """Return the keys of pages as the index has them: as text."""
    return pages.order_by().annotate(_key=Cast("pk", CharField())).values("_key")
