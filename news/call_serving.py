"""What the pages of calls show, and the lists they offer to others. A call's state comes from the clock."""

import datetime as dt
import zoneinfo

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms import formats, shown_forms
from cms.calendar_links import calendar_links
from cms.cards import page_props
from cms.choices import country_name
from cms.filters import Filters
from cms.furniture import request_furniture
from cms.listings import Listing, register
from cms.paging import address, paginate, view_title
from cms.preloading import attach_images
from news.calendars_topics import topics_of

#: state → (words, colour)
STATES = {
    "undated": (gettext_lazy("No deadline yet"), "neutral"),
    "future": (gettext_lazy("Opens soon"), "neutral"),
    "open": (gettext_lazy("Open"), "success"),
    "closing": (gettext_lazy("Closing soon"), "warning"),
    "closed": (gettext_lazy("Closed"), "past"),
}


def calls():
    """Return the public calls of the active language; only a draft has no deadline."""
    from news.models import CallPage

    return CallPage.objects.visible_to_public().in_language().filter(deadline_at__isnull=False)


def open_calls(now: dt.datetime | None = None):
    """Return calls that can be answered now, the nearest deadline first."""
    now = now or timezone.now()
    return (
        calls()
        .filter(Q(opens_at__isnull=True) | Q(opens_at__lte=now), deadline_at__gt=now)
        .order_by("deadline_at", "pk")
    )


def future_calls(now: dt.datetime | None = None):
    """Return calls that are announced and not open yet."""
    return calls().filter(opens_at__gt=now or timezone.now()).order_by("opens_at", "pk")


def closed_calls(now: dt.datetime | None = None):
    """Return calls whose deadline is over, the latest first."""
    return calls().filter(deadline_at__lte=now or timezone.now()).order_by("-deadline_at", "-pk")


def call_state(call, closing_days: int = 14, now: dt.datetime | None = None) -> str:
    """Return `future`, `open`, `closing` or `closed`: what the clock makes of a call's dates.

    A draft whose deadline is not known yet is `undated`.
    """
    now = now or timezone.now()
    if call.deadline_at is None:
        return "undated"
    if call.deadline_at <= now:
        return "closed"
    if call.opens_at and call.opens_at > now:
        return "future"
    return "closing" if call.deadline_at - now <= dt.timedelta(days=closing_days) else "open"


def state_tag(state: str) -> dict[str, str]:
    """Return the badge of a state."""
    label, tone = STATES[state]
    return {"label": label, "tone": tone}


def deadline_label(call) -> str:
    """Return a call's deadline in words, as exactly as it is known; empty for a draft without one."""
    if call.deadline_at is None:
        return ""
    if call.deadline_precision == "day":
        return formats.format_date(_last_day(call))
    return formats.format_datetime(call.deadline_at, call.time_zone)


def deadline_iso(call) -> str:
    """Return a call's deadline for machines, as exactly as it is known."""
    if call.deadline_at is None:
        return ""
    if call.deadline_precision == "day":
        return _last_day(call).isoformat()
    return call.deadline_at.isoformat(timespec="seconds")


def _last_day(call) -> dt.date:
    return call.deadline_at.astimezone(zoneinfo.ZoneInfo(call.time_zone)).date()


def call_props(page, closing_days: int = 14) -> dict:
    """Return the props of a call's card."""
    state = call_state(page, closing_days)
    return page_props(page) | {
        "state": state_tag(state),
        "deadline_label": deadline_label(page),
        "deadline_iso": deadline_iso(page),
        "country": formats.format_list(country_name(code) for code in page.countries[:4]),
        "is_past": state == "closed",
    }


class CallListing:
    """The index of calls: open, closing soon, closed."""

    list_filters = ("state",)
    VIEWS = ("", "closing", "future", "closed")

    def serve(self, request: HttpRequest, *args, **kwargs):
        return Filters(request, self.list_filters).redirect() or super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        filters = Filters(request, self.list_filters)
        state = filters.one_of("state", self.VIEWS)
        days = request_furniture(request).settings.closing_soon_days
        now = timezone.now()
        querysets = {
            "": lambda: open_calls(now),
            "closing": lambda: open_calls(now).filter(deadline_at__lte=now + dt.timedelta(days=days)),
            "future": lambda: future_calls(now),
            "closed": lambda: closed_calls(now),
        }
        labels = {
            "": _("Open"),
            "closing": _("Closing soon"),
            "future": _("Opens soon"),
            "closed": _("Closed"),
        }
        paging = paginate(request, querysets[state](), keep=filters.values)
        items = list(paging["page_obj"])
        attach_images([(item, "image") for item in items])
        views = [
            {"label": labels[view], "url": address(request.path, {"state": view}), "current": view == state}
            for view in self.VIEWS
        ]
        return context | {
            "filter_groups": [{"label": _("Show"), "options": views}],
            "subscription": calendar_links(request, "calls", topics_of(request, calls())),
            "view_title": view_title([labels[state] if state else ""], paging),
            "state": state or "open",
            "paging": paging,
            "rows": [call_props(item, days) for item in items],
        }


class ServedCall:
    """The page of a call."""

    shows_organisations = True

    @property
    def takes_applications(self) -> bool:
        """Whether one can express an interest now."""
        return self.takes_interest and call_state(self) in ("open", "closing")

    def get_context(self, request: HttpRequest, *args, **kwargs):
        from news.call_props import call_context

        days = request_furniture(request).settings.closing_soon_days
        context = super().get_context(request, *args, **kwargs)
        form = shown_forms.form_of("application", self, request)
        return context | call_context(self, days, form) | {"application": form}


register(
    Listing(
        name="calls",
        label=gettext_lazy("Open calls"),
        queryset=open_calls,
        component="call_card",
        props=call_props,
        index_model="news.CallIndexPage",
        calendar="deadlines.ics",
    )
)
