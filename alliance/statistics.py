"""Numbers of applications. They count only what anonymising leaves as it is, so they never change by it.

Only what was confirmed is counted: an address nobody has proved is no application.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Q
from django.db.models.functions import TruncMonth

from alliance.models import Application, ApplicationTopic, Member
from alliance.vocabulary import APPROVED, DECLINED, SIZE_BANDS, WITHDRAWN

#: What numbers can be told apart by: the name, and the field it is.
FIELDS: Final = {
    "state": "state",
    "country": "country",
    "type": "organisation_type",
    "language": "language",
    "category": "category",
    "call": "call_key",
}


@dataclass(frozen=True)
class MonthNumbers:
    """What a month brought."""

    month: dt.date
    received: int
    approved: int
    declined: int
    withdrawn: int


def numbers_by(what: str, applications: Any = None) -> dict[Any, int]:
    """Return how many applications there are of each state, country, type, language, category or call; one query."""
    name = FIELDS[what]
    rows = _counted(applications).order_by().values(name).annotate(count=Count("pk"))
    return {row[name]: row["count"] for row in rows.order_by("-count", name)}


def numbers_by_topic(role: str, applications: Any = None) -> dict[Any, int]:
    """Return how many applications offer or need each topic, by translation key; one query."""
    rows = ApplicationTopic.objects.filter(role=role, application__in=_counted(applications).order_by())
    counted = rows.order_by().values("topic").annotate(count=Count("pk")).order_by("-count", "topic")
    return {row["topic"]: row["count"] for row in counted}


def numbers_by_size(applications: Any = None) -> dict[int | None, int]:
    """Return how many applications there are of each size band, by its lower end; None: no number was told."""
    bands: dict[str, Any] = {"unknown": Count("pk", filter=Q(population=None))}
    for low, high in zip(SIZE_BANDS, (*SIZE_BANDS[1:], None), strict=True):
        within = Q(population__gte=low) & (Q(population__lt=high) if high else Q())
        bands[f"from_{low}"] = Count("pk", filter=within)
    found = _counted(applications).order_by().aggregate(**bands)
    return {None: found["unknown"]} | {low: found[f"from_{low}"] for low in SIZE_BANDS}


def numbers_by_month(months: int, today: dt.date, applications: Any = None) -> list[MonthNumbers]:
    """Return the numbers of the last months, the oldest first, those without any too; four queries."""
    wanted = [_month(today, back) for back in range(months - 1, -1, -1)]
    received = _by_month(applications, "confirmed_at")
    decided = {
        state: _by_month(applications, moment, state)
        for state, moment in ((APPROVED, "decided_at"), (DECLINED, "decided_at"), (WITHDRAWN, "withdrawn_at"))
    }
    return [
        MonthNumbers(
            month,
            received.get(month, 0),
            *(decided[state].get(month, 0) for state in (APPROVED, DECLINED, WITHDRAWN)),
        )
        for month in wanted
    ]


def time_to_decide(applications: Any = None) -> dt.timedelta | None:
    """Return how long decided applications waited on average; None where none is decided."""
    waited = ExpressionWrapper(F("decided_at") - F("confirmed_at"), output_field=DurationField())
    return _counted(applications).filter(decided_at__isnull=False).aggregate(mean=Avg(waited))["mean"]


def number_of_members() -> dict[str, int]:
    """Return how many members there are of each state; one query."""
    rows = Member.objects.order_by().values("state").annotate(count=Count("pk"))
    return {row["state"]: row["count"] for row in rows}


def _counted(applications: Any) -> Any:
    return (Application.objects.all() if applications is None else applications).for_staff()


def _by_month(applications: Any, moment: str, state: str = "") -> dict[dt.date, int]:
    rows = _counted(applications).filter(
        **{f"{moment}__isnull": False}, **({"state": state} if state else {})
    )
    months = rows.order_by().annotate(month=TruncMonth(moment)).values("month").annotate(count=Count("pk"))
    return {row["month"].date(): row["count"] for row in months}


def _month(today: dt.date, back: int) -> dt.date:
    count = today.year * 12 + today.month - 1 - back
    return dt.date(count // 12, count % 12 + 1, 1)
