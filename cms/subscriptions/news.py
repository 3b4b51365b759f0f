"""What is new, as mails say it: read once a run, whoever is told."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.utils import translation

from cms.feeds import feed_named
from cms.mail.wording import on_one_line, shortened
from cms.models.pages import PageTopic
from cms.subscriptions.models import Publication, Subscriber

#: What is older is not told any more, however long no mail was written.
OLDEST: Final = dt.timedelta(days=31)
#: How long a title may be in a mail.
MOST_TITLE: Final = 160


@dataclass(frozen=True)
class Item:
    """A page that is new: what a mail says of it, and whom it is for."""

    publication: Publication
    title: str
    words: tuple[str, ...]
    url: str
    topics: frozenset[str]


class News:
    """What was published up to a publication, for as long as one run takes."""

    def __init__(self, now: dt.datetime, newest: int) -> None:
        self.now, self.newest = now, newest
        self._from = newest
        self._items: list[Item] = []
        #: translation key → its publications in all languages
        self._versions: dict[UUID, list[Publication]] = defaultdict(list)

    def read_from(self, told_up_to: int) -> None:
        """Read what came after a publication, unless that was read already."""
        if told_up_to >= self._from:
            return
        rows = Publication.objects.filter(
            pk__gt=told_up_to, pk__lte=self._from, noticed_at__gt=self.now - OLDEST
        )
        found = [item for group in _grouped(rows) for item in self._read(*group)]
        self._items = sorted([*self._items, *found], key=lambda item: item.publication.pk)
        self._from = told_up_to
        keys = {item.publication.translation_key for item in found}
        for publication in Publication.objects.filter(translation_key__in=keys, pk__lte=self.newest):
            if publication not in self._versions[publication.translation_key]:
                self._versions[publication.translation_key].append(publication)

    def for_(self, subscriber: Subscriber) -> list[Item]:
        """Return what a subscriber is to be told, the oldest first; a page that is in several languages once."""
        chosen: dict[UUID, Item] = {}
        order = {code: place for place, code in enumerate(subscriber.languages)}
        for item in self._items:
            key = item.publication.translation_key
            if not self._is_for(subscriber, item, order):
                continue
            other = chosen.get(key)
            if other is None or order[item.publication.language] < order[other.publication.language]:
                chosen[key] = item
        return sorted(chosen.values(), key=lambda item: item.publication.pk)

    def _is_for(self, subscriber: Subscriber, item: Item, order: dict[str, int]) -> bool:
        publication = item.publication
        return (
            publication.pk > subscriber.told_up_to
            and publication.published_at >= subscriber.confirmed_at
            and publication.feed in subscriber.kinds
            and publication.language in order
            and (not subscriber.topics or not item.topics.isdisjoint(subscriber.topics))
            and not any(
                self._was_told(subscriber, each) for each in self._versions[publication.translation_key]
            )
        )

    def _was_told(self, subscriber: Subscriber, publication: Publication) -> bool:
        return (
            publication.pk <= subscriber.told_up_to
            and publication.published_at >= subscriber.confirmed_at
            and publication.language in subscriber.languages
        )

    def _read(self, feed_name: str, language: str, rows: list[Publication]) -> list[Item]:
        """Return what is still there of publications of one feed in one language: live, public, not past."""
        feed = feed_named(feed_name)
        if feed is None:
            return []
        by_page = {row.page_id: row for row in rows}
        found = []
        with translation.override(language):
            pages = list(feed.queryset().filter(pk__in=by_page))
            topics = _topics(pages)
            for page in pages:
                words = feed.words(page, self.now)
                if words is not None:
                    title = shortened(on_one_line(page.title), MOST_TITLE)
                    url = _address(page)
                    item = Item(by_page[page.pk], title, tuple(filter(None, words)), url, topics[page.pk])
                    found.append(item)
        return found


def _grouped(rows: Any) -> list[tuple[str, str, list[Publication]]]:
    groups: dict[tuple[str, str], list[Publication]] = defaultdict(list)
    for row in rows:
        groups[row.feed, row.language].append(row)
    return [(feed, language, found) for (feed, language), found in groups.items()]


def _topics(pages: list[Any]) -> dict[int, frozenset[str]]:
    links = PageTopic.objects.filter(page__in=pages).values_list("page", "topic__translation_key")
    found: dict[int, set[str]] = defaultdict(set)
    for page, key in links:
        found[page].add(str(key))
    return {page.pk: frozenset(found[page.pk]) for page in pages}


def _address(page: Any) -> str:
    url = page.get_url() or ""
    return settings.BASE_URL + url if url.startswith("/") else url
