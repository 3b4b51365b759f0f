"""What the pages of events show, and the lists they offer to others."""

import calendar
import datetime as dt
import zoneinfo

from django.core.exceptions import BadRequest
from django.db.models import Case, Max, Min, Q, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms import formats
from cms.calendar_links import calendar_links
from cms.cards import page_props
from cms.filters import Filters
from cms.listings import Listing, register
from cms.paging import address, paginate, view_title
from cms.preloading import attach_images
from news.calendars_topics import topics_of

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

    list_filters = ("when", "month")

    def serve(self, request: HttpRequest, *args, **kwargs):
        return Filters(request, self.list_filters).redirect() or super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        filters = Filters(request, self.list_filters)
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
            "subscription": calendar_links(request, "events", topics_of(request, events())),
        }
        if month:
            shown = month_props(request.path, month)
            return context | {
                "calendar": shown,
                "view_title": shown["label"],
                "is_noindex": not shown["in_span"],
            }
        paging = paginate(request, past_events() if when else upcoming_events(), keep=filters.values)
        items = list(paging["page_obj"])
        attach_images([(item, "image") for item in items])
        return context | {
            "paging": paging,
            "rows": [event_props(item) for item in items],
            "view_title": view_title([_("Past")] if when else [], paging),
        }

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
    """Return the props of a month's calendar: weeks from Monday, each day with its events; two queries.

    It leads to no month before the first event or after the last.
    """
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
            found.setdefault(day, []).append(day_props(event, day))
            day += dt.timedelta(days=1)
    today = timezone.localdate()
    names = [formats.weekday_names(index) for index in range(7)]
    before = (month - dt.timedelta(days=1)).replace(day=1)
    after = (month + dt.timedelta(days=31)).replace(day=1)
    span = event_months()
    leads_back, leads_on = bool(span) and before >= span[0], bool(span) and after <= span[1]
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
        "is_empty": not any(day.month == month.month for day in found),
        "in_span": bool(span) and span[0] <= month <= span[1],
        "prev_url": address(path, {"month": before.strftime("%Y-%m")}) if leads_back else "",
        "prev_label": formats.format_month(before),
        "next_url": address(path, {"month": after.strftime("%Y-%m")}) if leads_on else "",
        "next_label": formats.format_month(after),
    }


def event_months() -> tuple[dt.date, dt.date] | None:
    """Return the first days of the months of the first and the last event; None without events; one query."""
    ends = events().aggregate(first=Min("start_at"), last=Max("until"))
    if ends["first"] is None:
        return None
    first, last = (timezone.localdate(ends[end]) for end in ("first", "last"))
    return first.replace(day=1), last.replace(day=1)


def day_props(event, day: dt.date) -> dict:
    """Return an event as one day of the calendar shows it: its title, its times that day, its status in words."""
    zone = zoneinfo.ZoneInfo(event.time_zone)
    end = event.until.astimezone(zone)
    time = ""
    if day == event.start_at.astimezone(zone).date():
        time = time_label(event)
    elif day == end.date():
        # Translators: the hour at which an event of several days ends, on its last day.
        time = _("until %(time)s") % {"time": formats.format_time(end)}
    return {"url": event.url, "title": event.title, "time": time, "status": status_tag(event)}


class ServedEvent:
    """The page of an event."""

    page_links = ("working_group",)
    shows_organisations = True
    #: parameters that choose from the agenda; no `list_filters`: what they leave is a part of the page
    agenda_filters = ("track", "kind")

    def serve(self, request: HttpRequest, *args, **kwargs):
        filters = Filters(request, self.agenda_filters, anchor="agenda")
        return filters.redirect() or super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args, **kwargs):
        from news.event_props import event_context
        from news.registrations.standing import standing_of

        filters = Filters(request, self.agenda_filters, anchor="agenda")
        context = super().get_context(request, *args, **kwargs)
        return context | event_context(self, filters, standing_of(self, timezone.now()))


register(
    Listing(
        name="events",
        label=gettext_lazy("Next events"),
        queryset=upcoming_events,
        component="event_card",
        props=event_props,
        index_model="news.EventIndexPage",
        calendar="calendar.ics",
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
        calendar="calendar.ics",
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
        calendar="calendar.ics",
    )
)
