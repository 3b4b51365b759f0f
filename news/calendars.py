"""Calendars that other programs read: an event's file, all events, those of a topic or a group, deadlines of calls.

Nothing is kept: a calendar is asked of the database, entry by entry, and the tag of its state says whether it has
changed. While the content version stays the same, the clock only takes entries away, so their number tells.
"""

import datetime as dt
import importlib.metadata
import uuid
from collections.abc import Callable, Iterator
from itertools import islice
from types import SimpleNamespace
from typing import Any

from django.apps import apps
from django.core.exceptions import BadRequest
from django.db.models import Count, Max, Min, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import http_date

from cms.conditional import state_tag, unchanged
from cms.filters import Filters
from cms.furniture import request_furniture
from cms.models import PageTopic, Topic
from cms.sitestate import request_site, request_state
from news.calendars_entries import Around, deadline_entry, event_entry, labelled
from news.calendars_frame import END, Span, head
from news.calendars_lines import Line, write
from news.call_serving import calls
from news.event_serving import events

CONTENT_TYPE = "text/calendar; charset=utf-8"
#: How far back a calendar goes: what is over for longer is on the site.
PAST = dt.timedelta(days=365)
#: How many pages are held in memory at a time.
CHUNK = 500
#: What an entry needs of its page, beside the fields that its own kind has. Whole pages would take twice the time.
PAGE_FIELDS = (
    "pk", "title", "url_path", "translation_key", "summary", "first_published_at", "last_published_at",
)  # fmt: skip
EVENT_FIELDS = (
    "start_at", "end_at", "time_zone", "status", "status_reason", "change_note", "changed_at",
    "mode", "venue", "address", "country", "platform",
    "join_url", "join_access", "raw_agenda",
)  # fmt: skip
CALL_FIELDS = ("deadline_at", "deadline_precision", "time_zone")
#: Raised when entries are written otherwise, so that subscribers get all of them anew.
EDITION = 2
#: The rules of time zones change, too.
ZONES = importlib.metadata.version("tzdata")

#: One page as entries.
Entry = Callable[[Any, Around], list[Line]]


def event_file(event: Any, request: HttpRequest) -> HttpResponse:
    """Return one event as a file; `?slots=1` with the sessions of its agenda."""
    if event.start_at is None:
        raise Http404("The event has no date yet.")
    with_slots = _with_slots(request)
    span = Span(event.time_zone, event.start_at, event.end_at or event.start_at)
    return _file(request, event, span, lambda page, around: event_entry(page, around, with_slots=with_slots))


def deadline_file(call: Any, request: HttpRequest) -> HttpResponse:
    """Return the deadline of one call as a file."""
    if call.deadline_at is None:
        raise Http404("The call has no deadline yet.")
    return _file(request, call, Span(call.time_zone, call.deadline_at, call.deadline_at), deadline_entry)


def event_calendar(index: Any, request: HttpRequest) -> HttpResponse:
    """Return the calendar of all events of a language, or of those of `?topic=` or `?group=`; `?slots=1` as above."""
    with_slots = _with_slots(request)
    pages = events().filter(until__gte=timezone.now() - PAST)
    pages, names = _of_topic(request, pages)
    if group := _group(request):
        pages = pages.filter(working_group__translation_key=group.translation_key)
        names.append(group.title)
    return _calendar(
        request,
        index,
        pages.order_by("start_at", "pk").annotate(raw_agenda=Cast("agenda", TextField())),
        names,
        EVENT_FIELDS,
        ("start_at", "until"),
        lambda page, around: event_entry(page, around, with_slots=with_slots),
    )


def deadline_calendar(index: Any, request: HttpRequest) -> HttpResponse:
    """Return the calendar of the deadlines of all calls of a language, or of those of `?topic=`."""
    pages, names = _of_topic(request, calls().filter(deadline_at__gte=timezone.now() - PAST))
    ends = ("deadline_at", "deadline_at")
    return _calendar(
        request, index, pages.order_by("deadline_at", "pk"), names, CALL_FIELDS, ends, deadline_entry
    )


def _with_slots(request: HttpRequest) -> bool:
    return Filters(request, ("slots",)).one_of("slots", ["1"]) == "1"


def _of_topic(request: HttpRequest, pages: QuerySet) -> tuple[QuerySet, list[str]]:
    """Return the pages of the topic that is asked for, by its slug or its key, and its name.

    Raises BadRequest for one that no language has, as feeds and lists do.
    """
    value = Filters(request, ("topic",)).get("topic")
    if not value:
        return pages, []
    language = translation.get_language()
    found = list(Topic.objects.filter(_named(value)).select_related("locale"))
    if not found:
        raise BadRequest("topic is not known")
    topic = next((each for each in found if each.locale.language_code == language), found[0])
    links = PageTopic.objects.filter(topic__translation_key=topic.translation_key)
    return pages.filter(pk__in=links.values("page_id")), [topic.name]


def _group(request: HttpRequest) -> Any:
    """Return the working group that is asked for, by its slug in the language or its key. Raises Http404."""
    value = Filters(request, ("group",)).get("group")
    if not value:
        return None
    groups = apps.get_model("workinggroup.WorkingGroupPage").objects.visible_to_public()
    found = groups.filter(_named(value)).in_language().first()
    if found is None:
        raise Http404("There is no such working group.")
    return found


def _named(value: str) -> Q:
    try:
        return Q(translation_key=uuid.UUID(value))
    except ValueError:
        return Q(slug=value)


def _file(request: HttpRequest, page: Any, span: Span, entry: Entry) -> HttpResponse:
    tag = state_tag(request, EDITION, ZONES, page.pk)
    if known := unchanged(request, tag):
        return known
    around = _around(request).load([page])
    body = head(name=page.title, language=around.language, spans=[span]) + write(entry(page, around)) + END
    response = HttpResponse(body, content_type=CONTENT_TYPE)
    name = page.slug.encode("ascii", "ignore").decode() or "event"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return _with_state(response, tag, page.last_published_at)


def _calendar(
    request: HttpRequest,
    index: Any,
    pages: QuerySet,
    names: list[str],
    fields: tuple[str, ...],
    ends: tuple[str, str],
    entry: Entry,
) -> HttpResponse:
    """Return a calendar that one subscribes to; `ends` are the fields of the first and the last instant."""
    first, last = ends
    zones = list(
        pages.order_by()
        .values("time_zone")
        .annotate(number=Count("pk"), first=Min(first), last=Max(last), changed=Max("last_published_at"))
    )
    tag = state_tag(request, EDITION, ZONES, index.pk, sum(row["number"] for row in zones))
    if known := unchanged(request, tag):
        return known
    around = _around(request)
    texts = request_furniture(request).texts
    title = ", ".join([index.title, *names])
    start = head(
        name=labelled(texts.brand_name, title) if texts else title,
        language=around.language,
        spans=[Span(row["time_zone"], row["first"], row["last"]) for row in zones],
        source=request.build_absolute_uri(),
    )
    rows = pages.values(*PAGE_FIELDS, *fields)
    response = StreamingHttpResponse(_stream(start, rows, around, entry), content_type=CONTENT_TYPE)
    changes = [row["changed"] for row in zones if row["changed"]]
    return _with_state(response, tag, max(changes, default=None))


def _stream(start: bytes, rows: QuerySet, around: Around, entry: Entry) -> Iterator[bytes]:
    """Yield a calendar piece by piece. The language is that of each piece: between two, the server goes its ways."""
    yield start
    found = rows.iterator(chunk_size=CHUNK)
    while pages := [SimpleNamespace(**row) for row in islice(found, CHUNK)]:
        with translation.override(around.language):
            around.load(pages)
            piece = b"".join([write(entry(page, around)) for page in pages])
        yield piece
    yield END


def _around(request: HttpRequest) -> Around:
    """Return what entries say beyond their pages, nothing loaded yet."""
    language = translation.get_language()
    root = request_state(request).roots[request_site(request).pk][language]
    home = request.build_absolute_uri(reverse("wagtail_serve", args=[""]))
    contacts = request_furniture(request).contacts
    return Around(
        language=language,
        address=lambda page: home + page.url_path.removeprefix(root),
        mails={
            each.organisation.translation_key: each.email
            for each in contacts
            if each.organisation and each.email
        },
    )


def _with_state(response: HttpResponse, tag: str, changed: dt.datetime | None) -> HttpResponse:
    """Add what a program asks by next time."""
    response.headers["ETag"] = tag
    if changed:
        response.headers["Last-Modified"] = http_date(changed.timestamp())
    response.headers["Content-Language"] = translation.get_language()
    return response
