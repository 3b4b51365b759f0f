"""What it costs to bring a change into 24 languages: ours, and stock wagtail-localize in the same run.

    python -m pytest tests/benchmarks/bench_carry.py -s -p no:xdist

Prints queries, CPU and wall seconds; asserts nothing about time.
"""

import datetime as dt
import re
import time
from collections import Counter
from contextlib import contextmanager

import pytest
from django.db import connection
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource
from wagtail_localize.operations import translate_object

from cms.languages import LANGUAGES
from cms.translation.beginning import begin
from cms.translation.quiet import quietly
from cms.translation.releasing import release
from news.models import EventPage
from tests.factories import make_page, make_site

LAST: Counter = Counter()
SLOTS = 19  # with title and summary: 40 texts
CODES = [code for code, _name in LANGUAGES if code != "en"]


@contextmanager
def measured(name: str):
    queries = Counter()

    def note(execute, sql, params, many, context):
        queries[re.sub(r"\d+", "n", sql)[:150]] += 1
        return execute(sql, params, many, context)

    cpu, wall = time.process_time(), time.perf_counter()
    with connection.execute_wrapper(note):
        yield
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    LAST.clear()
    LAST.update(queries)
    print(f"{name:<58} {queries.total():>6} queries  {cpu:>7.2f} s CPU  {wall:>7.2f} s")


def make_event(number: int) -> EventPage:
    agenda = [
        {
            "type": "slot",
            "id": f"00000000-0000-4000-8000-{number:04d}{slot:08d}",
            "value": {
                "day": "2030-01-28",
                "start": f"{8 + slot // 4:02d}:{slot % 4 * 15:02d}",
                "end": f"{8 + (slot + 1) // 4:02d}:{(slot + 1) % 4 * 15:02d}",
                "kind": "session",
                "title": f"Session {number}.{slot}",
                "text": f"<p>What session {number}.{slot} is about, in a sentence.</p>",
            },
        }
        for slot in range(SLOTS)
    ]
    return make_page(
        EventPage,
        title=f"Conference {number}",
        summary="A day of work.",
        start_at=dt.datetime(2030, 1, 28, 6, tzinfo=dt.UTC),
        end_at=dt.datetime(2030, 1, 28, 12, tzinfo=dt.UTC),
        agenda=agenda,
    )


def translate_all(source: TranslationSource) -> None:
    segments = list(StringSegment.objects.filter(source=source).select_related("string", "context"))
    for locale in Locale.objects.exclude(language_code="en"):
        StringTranslation.objects.bulk_create(
            [
                StringTranslation(
                    translation_of=segment.string,
                    context=segment.context,
                    locale=locale,
                    data=f"{locale.language_code} {segment.string.data}",
                    translation_type="manual",
                )
                for segment in segments
                if segment.context.path != "slug"
            ],
            ignore_conflicts=True,
        )


@pytest.mark.django_db
def test_cost_of_one_change_in_24_languages(django_capture_on_commit_callbacks, settings):
    make_site("en", *CODES)
    locales = list(Locale.objects.exclude(language_code="en"))
    settings.WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
    ours, stock = make_event(1), make_event(2)
    print(f"\n{connection.vendor}, {2 + 2 * SLOTS} texts, {len(locales)} languages")
    for index in Page.objects.filter(pk=ours.get_parent().pk).specific():
        begin(index, locales)

    with measured("ours: begin 24 translations"):
        begun = begin(ours, locales)
    translate_all(begun[0].source)
    with measured("ours: release 24 translations"):
        for entry in begun:
            release(entry)
    ours = EventPage.objects.get(pk=ours.pk)
    ours.agenda[0].value["end"] = ours.agenda[0].value["end"].replace(minute=10)
    with measured("ours: publish a changed time, right in 24 languages after it"):
        ours.save_revision().publish()
    for sql, number in LAST.most_common(14):
        print("   ", number, sql)
    ours = EventPage.objects.get(pk=ours.pk)
    ours.agenda[0].value["title"] = "Another title"
    with measured("ours: publish a changed sentence, carried to 24 languages"):
        ours.save_revision().publish()
    for code in CODES:
        page = EventPage.objects.get(translation_key=ours.translation_key, locale__language_code=code)
        assert str(page.agenda[0].value["end"]) == "08:10:00"

    with quietly():  # nothing of ours listens
        _stock(stock, locales, django_capture_on_commit_callbacks)


def _stock(stock, locales, django_capture_on_commit_callbacks) -> None:
    with measured("stock: submit to 24 languages"), django_capture_on_commit_callbacks(execute=True):
        translate_object(stock, locales)
    source = TranslationSource.objects.get_for_instance(stock)
    translate_all(source)
    with measured("stock: publish 24 translations"), django_capture_on_commit_callbacks(execute=True):
        for entry in source.translations.all():
            entry.save_target(publish=True)
    stock = EventPage.objects.get(pk=stock.pk)
    stock.agenda[0].value["end"] = stock.agenda[0].value["end"].replace(minute=10)
    with measured("stock: publish a changed time "):
        stock.save_revision().publish()
    with measured("stock: sync and publish 24"), django_capture_on_commit_callbacks(execute=True):
        source.update_from_db()
        for entry in source.translations.all():
            entry.save_target(publish=True)
