"""Which pages were published for the first time: noticed by a job, so that publishing itself does nothing more."""

import datetime as dt
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone, translation
from wagtail.models import Locale

from cms.feeds import Feed, feeds
from cms.mail.limits import one_at_a_time
from cms.subscriptions.models import Publication

#: How many rows are written at once.
BATCH: Final = 500


def notice_publications() -> int:
    """Note every public page of the feeds that is there for the first time in its language; return how many.

    A page counts once for ever, however often it is changed, taken down and published anew. Where two run at once,
    one waits for the other: what is noted later has a higher number.
    """
    languages = Locale.objects.order_by("pk").values_list("language_code", flat=True)
    return sum(_notice(feed, language) for language in languages for feed in feeds())


def _notice(feed: Feed, language: str) -> int:
    known = Publication.objects.filter(translation_key=OuterRef("translation_key"), language=language)
    with translation.override(language):
        pages = feed.queryset().filter(~Exists(known), alias_of=None).order_by("first_published_at", "pk")
        rows = pages.values_list("pk", "translation_key", "first_published_at")
        if not rows.exists():
            return 0
        with transaction.atomic():
            one_at_a_time("publications")
            now = timezone.now()
            found = [_publication(feed, language, now, *row) for row in rows.all()]
            Publication.objects.bulk_create(found, BATCH, ignore_conflicts=True)
    return len(found)


def _publication(
    feed: Feed, language: str, now: dt.datetime, page_id: int, key: object, at: dt.datetime | None
) -> Publication:
    return Publication(
        feed=feed.name,
        language=language,
        translation_key=key,
        page_id=page_id,
        published_at=at or now,
        noticed_at=now,
    )
