"""What a calendar of 5,000 events costs: queries, seconds, memory at its peak.

    python -m pytest tests/benchmarks/bench_calendar.py -s -p no:xdist

Prints the best of four turns; that memory stays flat is asserted, seconds are not.
"""

import datetime as dt
import time
import tracemalloc
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from cms.models import PageTopic
from cms.models.site import ContentVersion
from news.models import EventPage
from tests.factories import make_page, make_topic

pytestmark = pytest.mark.django_db

EVENTS = 5_000
ZONES = ("Europe/Vilnius", "Europe/Kyiv", "Europe/Riga", "America/New_York")
SLOT = {
    "start": "13:00:00", "end": "13:15:00", "kind": "session", "track": "", "title": "Žodis miestams: sveikinimai",
    "speakers": [{"type": "item", "value": {"person": None, "name": "Ona Tiltaitė", "role": ""}, "id": "1"}],
}  # fmt: skip


@pytest.fixture
def many_events():
    """Events of five years, each with a summary, a topic and an agenda of three sessions."""
    first = make_page(EventPage)
    index, topic, now = first.get_parent().specific, make_topic(), timezone.now()
    values = {field.attname: getattr(first, field.attname) for field in EventPage._meta.concrete_fields}
    del values["id"], values["page_ptr_id"]
    events = [EventPage(**values | _own(index, number, now)) for number in range(EVENTS - 1)]
    inherited = [field.attname for field in Page._meta.concrete_fields if field.attname != "id"]
    rows = Page.objects.bulk_create(
        Page(**{name: getattr(event, name) for name in inherited}) for event in events
    )
    for event, row in zip(events, rows, strict=True):
        event.page_ptr_id = event.id = row.pk
    for start in range(0, len(events), 500):  # `bulk_create` refuses models with a parent
        EventPage._base_manager._insert(
            events[start : start + 500], fields=EventPage._meta.local_concrete_fields, using=connection.alias
        )
    PageTopic.objects.bulk_create(
        PageTopic(page_id=row.pk, topic=topic, locale=first.locale) for row in [first, *rows]
    )
    ContentVersion.bump()
    return index


def _own(index, number, now):
    start = now + dt.timedelta(hours=8 * number - 2_000)
    value = SLOT | {"day": f"{start:%Y-%m-%d}"}
    return {
        "path": f"{index.path}{number + 100:04d}",
        "slug": f"event-{number}",
        "title": f"Miestų forumas Nr. {number}, ketvirtasis",
        "summary": "Kaip miestai ir regionai padeda vieni kitiems, ir ką dar gali padaryti kartu. " * 2,
        "url_path": f"{index.url_path}event-{number}/",
        "translation_key": uuid.uuid4(),
        "start_at": start,
        "end_at": start + dt.timedelta(hours=2),
        "time_zone": ZONES[number % len(ZONES)],
        "agenda": [{"type": "slot", "id": str(uuid.uuid4()), "value": value} for _slot in range(3)],
        "last_published_at": now,
    }


def test_calendar_of_many_events(client, many_events):
    url = f"{many_events.url}calendar.ics"
    seconds, size = [], 0
    for _turn in range(4):
        start, spent = time.perf_counter(), time.process_time()
        size = sum(len(piece) for piece in client.get(url).streaming_content)
        seconds.append((time.perf_counter() - start, time.process_time() - spent))
    with CaptureQueriesContext(connection) as queries:
        b"".join(client.get(url).streaming_content)
    wall, cpu = min(seconds)
    print(
        f"\n{EVENTS} events, {size / 1e6:.1f} MB: {wall:.2f} s ({cpu:.2f} s of work), {len(queries)} queries"
    )
    peaks = peaks_of(client.get(url))
    print(f"memory at its peak, piece by piece: {', '.join(f'{peak / 1e6:.1f}' for peak in peaks)} MB")
    half = len(peaks) // 2
    assert max(peaks[half:]) < 1.2 * max(peaks[:half]), "memory grows with the calendar"


def peaks_of(response) -> list[int]:
    """Return the bytes that Python held at most while each piece of a response was made."""
    peaks = []
    tracemalloc.start()
    for _piece in response.streaming_content:
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.reset_peak()
    tracemalloc.stop()
    return peaks
