"""What the pages of events show, and the lists they offer to others."""

import calendar
import datetime as dt
import zoneinfo

from django.core.exceptions import BadRequest
from django.db.models import Case, Q, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms import formats
from cms.cards import page_props
from cms.filters import Filters
from cms.listings import Listing, register
from cms.paging import address, paginate
from cms.preloading import attach_images

#: How a status is coloured; the words always stand beside.
TONES = {
    "planned": "neutral",
    "confirmed": "success",
    "postponed": "warning",
    "rescheduled": "warning",
    "cancelled": "danger",
}


def events():
    """Return the public events of the active language; only a draft has no start."""
    from news.models import EventPage

    pages = EventPage.objects.visible_to_public().in_language().filter(start_at__isnull=False)
    return pages.annotate(until=Coalesce("end_at", "start_at"))


def upcoming_events(now: dt.datetime | None = None):
    """Return events that are not over, the next one first."""
    return events().filter(until__gte=now or timezone.now()).order_by("start_at", "pk")


def past_events(now: dt.datetime | None = None):
    """Return events that are over, the latest first."""
    return events().filter(until__lt=now or timezone.now()).order_by("-start_at", "-pk")


def all_events(now: dt.datetime | None = None):
    """Return all events: those to come, the next one first, then those that are over, the latest first."""
    is_over = Case(When(until__lt=now or timezone.now(), then=1), default=0)
    next_first = Case(When(is_over=0, then="start_at"))
    return events().annotate(is_over=is_over).order_by("is_over", next_first, "-start_at", "-pk")


def is_over(event, now: dt.datetime) -> bool:
    """Tell whether an event is over; a draft without dates is not."""
    until = event.end_at or event.start_at
    return until is not None and until < now


def date_props(event) -> dict | None:
    """Return the props of an event's date block, in its own zone; None for a draft without a start."""
    if event.start_at is None:
        return None
    zone = zoneinfo.ZoneInfo(event.time_zone)
    start = event.start_at.astimezone(zone)
    end = (event.end_at or event.start_at).astimezone(zone)
    parts = formats.day_parts(start.date())
    several = end.date() != start.date()
    return {
        "iso": start.isoformat(timespec="seconds"),
        "day": parts["day"],
        "month": parts["month"],
        "year": parts["year"],
        "until_day": formats.day_parts(end.date())["day"] if several else "",
        "label": formats.format_days(start.date(), end.date()),
    }


def time_label(event) -> str:
    """Return “13:00–14:30”, in the event's own zone; empty for a draft without a start."""
    if event.start_at is None:
        return ""
    zone = zoneinfo.ZoneInfo(event.time_zone)
    start = formats.format_time(event.start_at.astimezone(zone))
    if event.end_at is None or event.end_at.astimezone(zone).date() != event.start_at.astimezone(zone).date():
        return start
    return f"{start}–{formats.format_time(event.end_at.astimezone(zone))}"


def status_tag(event) -> dict | None:
    """Return the badge of a status that a visitor must see; none for one that is simply confirmed."""
    if event.status == "confirmed":
        return None
    return {"label": event.get_status_display(), "tone": TONES[event.status]}


def event_props(page) -> dict:
    """Return the props of an event's card."""
    return page_props(page) | {
        "date": date_props(page),
        "time_label": time_label(page),
        "place": page.venue or page.platform or page.get_mode_display(),
        "is_online": page.mode == "online",
        "status": status_tag(page),
        "is_past": is_over(page, timezone.now()),
    }


class EventListing:
    """The index of events: upcoming, past, or one month."""

    def serve(self, request: HttpRequest, *args, **kwargs):
        return Filters(request, ["when", "month"]).redirect() or super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        filters = Filters(request, ["when", "month"])
        when = filters.one_of("when", ["past"])
        month = self._month(filters.get("month"))
        views = [
            {"label": _("Upcoming"), "url": request.path, "current": not when and not month},
            {"label": _("Past"), "url": address(request.path, {"when": "past"}), "current": when == "past"},
            {
                "label": _("Month"),
                "url": address(request.path, {"month": timezone.localdate().strftime("%Y-%m")}),
                "current": bool(month),
            },
        ]
        context |= {
            "filter_groups": [{"label": _("Show"), "options": views}],
            "when": "month" if month else when or "upcoming",
        }
        if month:
            return context | {"calendar": month_props(request.path, month)}
        paging = paginate(request, past_events() if when else upcoming_events(), keep=filters.values)
        items = list(paging["page_obj"])
        attach_images([(item, "image") for item in items])
        return context | {"paging": paging, "rows": [event_props(item) for item in items]}

    def _month(self, raw: str) -> dt.date | None:
        if not raw:
            return None
        try:
            year, month = raw.split("-")
            if not (len(year) == 4 and len(month) == 2 and 1900 <= int(year) <= 2200):
                raise ValueError(raw)
            return dt.date(int(year), int(month), 1)
        except ValueError as error:
            raise BadRequest("month is no month") from error


def month_props(path: str, month: dt.date) -> dict:
    """Return the props of a month's calendar: weeks from Monday, each day with its events; one query."""
    weeks = calendar.Calendar().monthdatescalendar(month.year, month.month)
    first, last = weeks[0][0], weeks[-1][-1]
    margin = dt.timedelta(days=1)  # zones: an event may be on another day than in UTC
    begin = dt.datetime.combine(first - margin, dt.time(), dt.UTC)
    finish = dt.datetime.combine(last + margin, dt.time.max, dt.UTC)
    found: dict[dt.date, list[dict]] = {}
    for event in events().filter(Q(start_at__lte=finish) & Q(until__gte=begin)).order_by("start_at")[:500]:
        zone = zoneinfo.ZoneInfo(event.time_zone)
        day, until = event.start_at.astimezone(zone).date(), event.until.astimezone(zone).date()
        while day <= min(until, last):
            found.setdefault(day, []).append({"url": event.url, "title": event.title})
            day += dt.timedelta(days=1)
    today = timezone.localdate()
    names = [formats.weekday_names(index) for index in range(7)]
    before = (month - dt.timedelta(days=1)).replace(day=1)
    after = (month + dt.timedelta(days=31)).replace(day=1)
    return {
        "label": formats.format_month(month),
        "weekday_names": names,
        "weeks": [
            [
                {
                    "day": day.day,
                    "iso": day.isoformat(),
                    "label": formats.format_date(day, weekday=True),
                    "in_month": day.month == month.month,
                    "today": day == today,
                    "events": found.get(day, []),
                }
                for day in week
            ]
            for week in weeks
        ],
        "prev_url": address(path, {"month": before.strftime("%Y-%m")}),
        "prev_label": formats.format_month(before),
        "next_url": address(path, {"month": after.strftime("%Y-%m")}),
        "next_label": formats.format_month(after),
    }


class ServedEvent:
    """The page of an event."""

    page_links = ("working_group",)
    shows_organisations = True

    def get_context(self, request: HttpRequest, *args, **kwargs):
        from news.event_props import event_context

        return super().get_context(request, *args, **kwargs) | event_context(self)


register(
    Listing(
        name="events",
        label=gettext_lazy("Next events"),
        queryset=upcoming_events,
        component="event_card",
        props=event_props,
        index_model="news.EventIndexPage",
    )
)
register(
    Listing(
        name="past_events",
        label=gettext_lazy("Past events"),
        queryset=past_events,
        component="event_card",
        props=event_props,
        index_model="news.EventIndexPage",
    )
)
register(
    Listing(
        name="all_events",
        label=gettext_lazy("Events"),
        queryset=all_events,
        component="event_card",
        props=event_props,
        index_model="news.EventIndexPage",
    )
)
