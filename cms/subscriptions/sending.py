"""Mails to subscribers: written into the outbox by a job, in batches, each of them whole or not at all.

A batch is one transaction: its mails, and how far each subscriber is told. Killed at any moment, or run twice at
once, nobody gets the same twice (docs/adr/0021-subscriptions.md).
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import ngettext

from cms.feeds import feeds
from cms.mail.bulk import Letter, Writer
from cms.mail.readers import language_name, site_name
from cms.subscriptions.choices import AT_ONCE, RHYTHMS
from cms.subscriptions.links import end_link, manage_link
from cms.subscriptions.mail_kinds import DIGEST, NEW
from cms.subscriptions.models import Publication, Subscriber
from cms.subscriptions.news import Item, News
from cms.subscriptions.publications import notice_publications
from cms.subscriptions.subscribing import next_time

#: How many subscribers are written to in one transaction.
BATCH: Final = 200
#: How long the list in a mail may be, in characters; what does not fit is counted.
MOST_LIST: Final = 4500

#: (how many subscribers are done, of how many)
Report = Callable[[int, int], None]


def write_mails(report: Report = lambda _done, _all: None) -> int:
    """Notice what is new and write to each subscriber whose time has come; return how many mails there are new."""
    notice_publications()
    now = timezone.now()
    newest = Publication.objects.aggregate(newest=Max("pk"))["newest"] or 0
    run = Run(now, newest)
    _move_on(now, newest)
    everybody = Subscriber.objects.due(now, newest).count()
    done = last = 0
    while found := run.next_batch(last):
        done, last = done + len(found), found[-1]
        report(done, everybody)
    return run.written


class Run:
    """One run: what is new is read once, and the texts of mails."""

    def __init__(self, now: dt.datetime, newest: int) -> None:
        self.now, self.newest, self.written = now, newest, 0
        self.news = News(now, newest)
        self.writers = {AT_ONCE: Writer(NEW)}
        self.digests = Writer(DIGEST)
        self.site_name = lru_cache(site_name)

    @transaction.atomic
    def next_batch(self, last: int) -> list[int]:
        """Write to those who are due after a subscriber; return their keys, none at the end."""
        due = Subscriber.objects.due(self.now, self.newest).filter(pk__gt=last).order_by("pk")
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)  # another run has them
        batch = list(due[:BATCH])
        if not batch:
            return []
        self.news.read_from(min(subscriber.told_up_to for subscriber in batch))
        letters: dict[str, list[Letter]] = defaultdict(list)
        for subscriber in batch:
            if items := self.news.for_(subscriber):
                letters[subscriber.rhythm].append(self._letter(subscriber, items))
        for rhythm, found in letters.items():
            self.writers.get(rhythm, self.digests).write(found)
            self.written += len(found)
        _note_told([subscriber.pk for subscriber in batch], self.now, self.newest)
        return [subscriber.pk for subscriber in batch]

    def _letter(self, subscriber: Subscriber, items: list[Item]) -> Letter:
        is_at_once = subscriber.rhythm == AT_ONCE
        kind = NEW if is_at_once else DIGEST
        end = end_link(subscriber)
        with translation.override(subscriber.language):
            values = {
                "site": self.site_name(subscriber.language),
                "list": list_of(items, subscriber.language),
                "manage": manage_link(subscriber),
                "end": end,
            }
            if is_at_once:
                values["what"] = _summary(items)
        return Letter(
            to=subscriber.email,
            language=subscriber.language,
            key=f"{kind.name}:{subscriber.pk}:{subscriber.told_up_to}-{self.newest}",
            values=values,
            about=subscriber,
            unsubscribe_url=end,
        )


def list_of(items: Iterable[Item], language: str) -> str:
    """Return what is new, in the active language: a heading for each kind, a line for each page.

    What does not fit is counted at the end, with the address of the site.
    """
    by_feed: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        by_feed[item.publication.feed].append(item)
    parts, length, left = [], 0, 0
    for feed in feeds():
        lines = []
        for item in by_feed[feed.name]:
            line = _line(item, language)
            if length + len(line) > MOST_LIST:
                left += 1
            else:
                lines.append(line)
                length += len(line) + 1
        if lines:
            parts += [str(feed.label), "\n".join(lines)]
            length += 40
    if left:
        words = ngettext("%(count)s more on our site", "%(count)s more on our site", left) % {"count": left}
        parts.append(f"- {words}: {settings.BASE_URL}{reverse('wagtail_serve', args=[''])}")
    return "\n\n".join(parts)


def _line(item: Item, language: str) -> str:
    own = item.publication.language
    words = [*item.words, *([language_name(own)] if own != language else [])]
    label = " · ".join([item.title, *words])
    return f"- {label}: {item.url}"


def _summary(items: list[Item]) -> str:
    if len(items) == 1:
        return items[0].title
    return ngettext("%(count)s new entry", "%(count)s new entries", len(items)) % {"count": len(items)}


def _move_on(now: dt.datetime, newest: int) -> None:
    """Let those whose time has come, and who know all, wait for their next time."""
    waiting = Subscriber.objects.confirmed().filter(next_at__lte=now, told_up_to__gte=newest)
    for rhythm, _words in RHYTHMS:
        if rhythm != AT_ONCE:
            waiting.filter(rhythm=rhythm).update(next_at=next_time(rhythm, now))


def _note_told(keys: list[int], now: dt.datetime, newest: int) -> None:
    for rhythm, _words in RHYTHMS:
        rows = Subscriber.objects.filter(pk__in=keys, rhythm=rhythm)
        rows.update(told_up_to=newest, next_at=next_time(rhythm, now))
