"""The report of review dates: what is overdue first."""

import datetime as dt
from typing import Any

import django_filters
from django import forms
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.models import Page

from cms.formats import format_date
from cms.record_admin import WIDE_ONLY
from cms.upkeep.reporting import LanguageFilters, UpkeepReport, day_of, editable_by, language_column
from cms.upkeep.reviewing import for_user, reviewed_pages, users_named

SOON, ALL, NEVER = "soon", "all", "never"
MINE, NOBODY = "mine", "nobody"


class ReviewFilters(LanguageFilters):
    """What one can look for: overdue or not, whose, language."""

    when = django_filters.ChoiceFilter(
        label=_("Date"),
        method="at",
        choices=[(SOON, _("In the next 30 days")), (ALL, _("All with a date")), (NEVER, _("Without a date"))],
        empty_label=_("Overdue"),
        widget=forms.RadioSelect,
    )
    whose = django_filters.ChoiceFilter(
        label=_("Who looks"),
        method="of",
        choices=[(MINE, _("I do")), (NOBODY, _("Nobody is named"))],
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        queryset = super().filter_queryset(queryset)
        if not self.form.cleaned_data.get("when"):
            return queryset.filter(due_on__lte=timezone.localdate())
        return queryset

    def at(self, pages: QuerySet, name: str, value: str) -> QuerySet:
        today = timezone.localdate()
        if value == NEVER:
            return pages.filter(due_on=None)
        if value == SOON:
            return pages.filter(due_on__gt=today, due_on__lte=today + dt.timedelta(days=30))
        return pages.filter(due_on__isnull=False)

    def of(self, pages: QuerySet, name: str, value: str) -> QuerySet:
        return pages.filter(for_user(self.request.user) if value == MINE else Q(review_owner_id=None))


class ReviewDates(UpkeepReport):
    """Each page in the language it was written in, by the day on which it is to be looked at."""

    page_title = _("Review dates")
    header_icon = "calendar-check"
    index_url_name = "review_dates"
    index_results_url_name = "review_dates_results"
    filterset_class = ReviewFilters
    is_searchable = True
    search_fields = ["title", "draft_title"]
    list_export = ["title", "language", "type", "owner_name", "due_on", "looked_at"]
    export_headings = {
        "title": _("Page"),
        "language": _("Language"),
        "type": _("Type"),
        "owner_name": _("Who looks"),
        "due_on": _("Look at it on"),
        "looked_at": _("Looked at"),
    }

    def get_base_queryset(self) -> QuerySet:
        mine = editable_by(self.request.user).values("pk")
        pages = reviewed_pages().filter(pk__in=mine).select_related("locale", "content_type")
        return pages.order_by(F("due_on").asc(nulls_last=True), "title", "pk")

    def decorate_paginated_queryset(self, pages: Any) -> list[Page]:
        found = list(pages)
        names = users_named({page.review_owner_id for page in found if page.review_owner_id})
        for page in found:
            page.owner_name = names.get(page.review_owner_id, "–")
            page.language = page.locale.get_display_name()
            page.type = page.content_type.name
        return found

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn(
                "page",
                label=_("Page"),
                accessor=lambda page: page.get_admin_display_title(),
                get_url=lambda page: reverse("review_date", args=[page.pk]),
            ),
            language_column(),
            Column("type", label=_("Type"), classname=WIDE_ONLY),
            Column("owner_name", label=_("Who looks")),
            Column("due_on", label=_("Look at it on"), accessor=_due),
            Column(
                "looked_at",
                label=_("Looked at"),
                accessor=lambda page: day_of(page.looked_at),
                classname=WIDE_ONLY,
            ),
        ]


def _due(page: Page) -> str:
    return format_date(page.due_on) if page.due_on else "–"
