"""Numbers of applications over time and by kind, as charts that are tables, too."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any, Final

from babel import dates
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from alliance import statistics
from alliance.choices import CATEGORIES, MEMBER_STATES, STATES
from alliance.desk.filters import call_titles
from alliance.membership.journal import VIEW
from alliance.vocabulary import NEED, OFFER, SIZE_BANDS
from cms.choices import ORGANISATION_TYPES, country_name, current_locale, language_name
from cms.defences import turned_away
from cms.defences.vocabulary import DEFENCES
from cms.formats import format_date, format_month, format_number
from cms.topics import names_of
from cms.translation.guards.checks import require

MONTHS: Final = 12
#: How many rows a table has before the rest is added up.
MOST_ROWS: Final = 10
#: The size of the chart, in its own units.
_WIDTH, _HEIGHT = 720, 160


class Numbers(WagtailAdminTemplateMixin, TemplateView):
    """What came in and what became of it."""

    template_name = "alliance/admin/numbers.html"
    header_icon = "table"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(request.user.has_perm(VIEW))
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("Numbers")

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        index = {"url": reverse("applications_modeladmin_index"), "label": _("Applications")}
        return [*super().get_breadcrumbs_items(), index, {"url": "", "label": _("Numbers")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        months = statistics.numbers_by_month(MONTHS, timezone.localdate())
        waited = statistics.time_to_decide()
        return {
            **super().get_context_data(**kwargs),
            "months": [{"name": format_month(each.month), "numbers": each} for each in months],
            "chart": chart_of(months),
            "waited": _days(waited) if waited is not None else None,
            "tables": [table for table in _tables() if table["rows"]],
        }


def chart_of(months: list[statistics.MonthNumbers]) -> dict[str, Any]:
    """Return two columns a month, received and decided, with what an SVG needs to draw them."""
    decided = [each.approved + each.declined for each in months]
    most = max([1, *(each.received for each in months), *decided])
    step = _WIDTH / len(months)
    columns = []
    for place, (each, count) in enumerate(zip(months, decided, strict=True)):
        for offset, kind, number in ((0.15, "received", each.received), (0.5, "decided", count)):
            height = round(number / most * _HEIGHT, 1)
            columns.append(
                {
                    "x": f"{step * (place + offset):.1f}",
                    "y": f"{_HEIGHT - height:.1f}",
                    "width": f"{step * 0.32:.1f}",
                    "height": f"{height:.1f}",
                    "kind": kind,
                    "title": f"{format_month(each.month)}: {number}",
                }
            )
    labels = [
        {
            "x": f"{step * (place + 0.49):.1f}",
            "text": dates.format_date(each.month, "LLL", locale=current_locale()),
        }
        for place, each in enumerate(months)
    ]
    return {"columns": columns, "labels": labels, "width": _WIDTH, "height": _HEIGHT}


def _days(waited: dt.timedelta) -> str:
    return format_number(round(waited.total_seconds() / 86_400))


def _tables() -> Iterable[dict[str, Any]]:
    yield _table(_("By state"), statistics.numbers_by("state"), dict(STATES).get)
    yield _table(_("By country"), statistics.numbers_by("country"), country_name)
    yield _table(_("By type"), statistics.numbers_by("type"), dict(ORGANISATION_TYPES).get)
    yield _table(_("By category"), statistics.numbers_by("category"), dict(CATEGORIES).get)
    yield _table(_("By language"), statistics.numbers_by("language"), language_name)
    yield _table(_("By size"), statistics.numbers_by_size(), _size, keeps_order=True)
    calls = call_titles()
    yield _table(_("By call"), statistics.numbers_by("call"), lambda key: calls.get(key, _("Asks to join")))
    yield _table(_("Topics offered"), statistics.numbers_by_topic(OFFER), _topic)
    yield _table(_("Topics needed"), statistics.numbers_by_topic(NEED), _topic)
    yield _table(_("Members"), statistics.number_of_members(), dict(MEMBER_STATES).get)
    days = {"days": turned_away.DAYS}
    yield _table(
        _("Turned away from the form in %(days)s days") % days,
        turned_away.numbers_by_defence(),
        dict(DEFENCES).get,
    )
    yield _table(_("Turned away by day"), turned_away.numbers_by_day(), format_date, keeps_order=True)


def _table(
    heading: str, numbers: dict[Any, int], name: Callable[[Any], Any], *, keeps_order: bool = False
) -> dict[str, Any]:
    """Return the rows of a table with a bar each; what follows the greatest ones is added up."""
    pairs = [
        (str((name(key) if key != "" else None) or _("none")), count)
        for key, count in numbers.items()
        if count
    ]
    shown = pairs if keeps_order else pairs[:MOST_ROWS]
    if rest := sum(count for _name, count in pairs[len(shown) :]):
        shown = [*shown, (pgettext("in a table", "Others"), rest)]
    most = max((count for _name, count in shown), default=1)
    rows = [
        {"name": text, "count": format_number(count), "share": f"{count / most * 100:.1f}"}
        for text, count in shown
    ]
    return {"heading": heading, "rows": rows}


def _topic(key: Any) -> str:
    return next(iter(names_of([key])), "")


def _size(low: int | None) -> str:
    if low is None:
        return _("not told")
    high = next((each for each in SIZE_BANDS if each > low), None)
    if high is None:
        return _("%(number)s and more") % {"number": format_number(low)}
    return f"{format_number(low)} – {format_number(high - 1)}"
