"""How much each defence of public forms turns away: numbers by day, of nobody."""

from datetime import date, timedelta
from typing import Any, Final

from django.db.models import F, QuerySet, Sum
from django.utils import timezone

from cms.defences.models import TurnedAway

#: How many days the numbers of staff look back.
DAYS: Final = 30


def count(defence: str) -> None:
    """Count what a defence has turned away just now."""
    row = {"day": timezone.localdate(), "defence": defence}
    if not _one_more(row):
        TurnedAway.objects.bulk_create([TurnedAway(**row)], ignore_conflicts=True)
        _one_more(row)


def numbers_by_defence() -> dict[str, int]:
    """Return how much each defence turned away of late; one query."""
    rows = _lately().values_list("defence").annotate(total=Sum("count"))
    return dict(rows.order_by("-total", "defence"))


def numbers_by_day() -> dict[date, int]:
    """Return how much was turned away on each day of late, the latest first; one query."""
    rows = _lately().values_list("day").annotate(total=Sum("count"))
    return dict(rows.order_by("-day"))


def _lately() -> QuerySet:
    since = timezone.localdate() - timedelta(days=DAYS)
    return TurnedAway.objects.filter(day__gt=since).order_by()


def _one_more(row: dict[str, Any]) -> int:
    return TurnedAway.objects.filter(**row).update(count=F("count") + 1)
