"""The report of what people look for: added up over a time, without what only one or two have asked."""

import datetime as dt
from typing import Any, Final

import django_filters
from django import forms
from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Locale

from cms.exporting import SafeExport
from cms.record_admin import WIDE_ONLY
from cms.translation.guards.checks import require
from cms.translation.languages_of import languages_of
from search.models import Asked

TITLE = _("What people look for")
#: What was asked less often is only summed up: rare words may be somebody's own.
FEWEST: Final = 3
_DAYS: Final = 30


class AskedFilters(WagtailFilterSet):
    """What one can look for: a time, a language, what was not found."""

    days = django_filters.ChoiceFilter(
        label=_("Time"),
        method="since",
        choices=[("90", _("The last 90 days")), ("365", _("The last 365 days"))],
        empty_label=_("The last 30 days"),
        widget=forms.RadioSelect,
    )
    language = django_filters.ChoiceFilter(
        label=_("Language"), empty_label=_("All"), widget=forms.RadioSelect
    )
    result = django_filters.ChoiceFilter(
        label=_("Found"),
        method="with_result",
        choices=[("nothing", _("Nothing"))],
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Asked
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.filters["language"].extra["choices"] = [
            (each.language_code, each.get_display_name()) for each in Locale.objects.all()
        ]

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Add up before anything is filtered that is known only then."""
        days = int(self.form.cleaned_data.get("days") or _DAYS)
        return super().filter_queryset(added_up(queryset, days))

    def since(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows  # before they are added up

    def with_result(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(found_last=0)


def added_up(rows: QuerySet, days: int = _DAYS) -> QuerySet:
    """Return words of the last days with how often they were asked, `asked`, and `found_last`, the last time."""
    rows = rows.filter(day__gt=timezone.localdate() - dt.timedelta(days=days))
    same = rows.filter(language=OuterRef("language"), words=OuterRef("words")).order_by("-day")
    added = rows.values("words", "language").annotate(
        asked=Sum("times"), found_last=Subquery(same.values("found")[:1])
    )
    return added.order_by("-asked", "words", "language")


class AskedReport(SafeExport, ReportView):
    """What was looked for, the most frequent first."""

    model = Asked
    page_title = TITLE
    header_icon = "search"
    index_url_name = "asked"
    index_results_url_name = "asked_results"
    results_template_name = "search/admin/asked_results.html"
    search_backend_name = None
    filterset_class = AskedFilters
    export_filename = "searches"
    list_export = ["words", "language", "asked", "found_last"]
    export_headings = {
        "words": _("Words"),
        "language": _("Language"),
        "asked": _("Times"),
        "found_last": _("Found the last time"),
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(bool(languages_of(request.user)))
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet:
        return Asked.objects.all()

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        return queryset  # by the filters, once they are added up

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        if "asked" in queryset.query.annotations:
            return queryset  # reports filter twice (wagtail/admin/views/reports/base.py)
        filtered = super().filter_queryset(queryset)
        is_valid = "asked" in filtered.query.annotations
        self.every = filtered if is_valid else added_up(queryset)
        return self.every.filter(asked__gte=FEWEST)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        if not self.is_export:
            rare = self.every.filter(asked__lt=FEWEST).order_by()
            context["rare"] = rare.aggregate(searches=Count("words"), times=Sum("asked"))
        return context

    def decorate_paginated_queryset(self, rows: Any) -> list[dict[str, Any]]:
        names = {each.language_code: each.get_display_name() for each in Locale.objects.all()}
        for row in rows:  # the same rows as the table's
            row["language"] = names.get(row["language"], row["language"])
        return rows

    @cached_property
    def columns(self) -> list[Column]:
        columns = [
            Column("words", label=_("Words")),
            Column("language", label=_("Language")),
            NumberColumn("asked", label=_("Times")),
            NumberColumn("found_last", label=_("Found the last time")),
        ]
        if may_promote(self.request.user):
            columns.append(
                PromoteColumn("promote", label=_("Promoted results"), accessor="words", classname=WIDE_ONLY)
            )
        return columns


class PromoteColumn(Column):
    """The way to recommend something for the words of a row."""

    cell_template_name = "search/admin/promote_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        words = urlencode({"words": instance["words"]})
        return context | {"url": f"{reverse('wagtailsearchpromotions:add')}?{words}"}


def may_promote(user: Any) -> bool:
    """Tell whether a user may recommend something."""
    return user.has_perm("wagtailsearchpromotions.add_searchpromotion")
