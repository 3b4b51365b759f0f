"""What the reports of upkeep have in common: who sees them, filters by language, where something stands."""

import datetime as dt
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Locale, Page
from wagtail.permissions import page_permission_policy

from cms.exporting import SafeExport
from cms.formats import format_date
from cms.models import SiteTexts
from cms.record_admin import WIDE_ONLY
from cms.translation.guards.checks import require
from cms.translation.languages_of import languages_of
from cms.upkeep.found import TEXTS, words_of
from cms.upkeep.models import Place


def editable_by(user: Any) -> QuerySet[Page]:
    """Return the published pages a user may change, without order: for comparisons."""
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    return pages.filter(live=True).order_by()


def place_url(page_id: int, content_path: str) -> str:
    """Return where a block or field is edited: of a page, or of the texts of the site."""
    start, _dot, below = content_path.partition(".")
    if start == TEXTS:
        key, _dot, below = below.partition(".")
        return f"{reverse(SiteTexts.snippet_viewset.get_url_name('edit'), args=[key])}#content-path-{below}"
    return f"{reverse('wagtailadmin_pages:edit', args=[page_id])}#content-path-{content_path}"


def clipped(text: str, length: int = 120) -> str:
    """Return a text that fits into a table."""
    return Truncator(text).chars(length)


class LanguageFilters(WagtailFilterSet):
    """What one can look for: the languages one works in. `locale_path` says where a row has its own."""

    locale_path = "locale"

    locale = django_filters.ChoiceFilter(
        label=_("Language"), method="in_language", empty_label=_("All"), widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        mine = languages_of(self.request.user) if self.request else frozenset()
        self.filters["locale"].extra["choices"] = [
            (each.language_code, each.get_display_name()) for each in Locale.objects.all() if each.pk in mine
        ]

    class Meta:
        # asked for, and not looked at: a report brings its own rows
        model = Page
        fields: list[str] = []

    def in_language(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(**{f"{self.locale_path}__language_code": value})


class PlaceFilters(LanguageFilters):
    """What one can look for where rows are places in pages: the language of the page."""

    locale_path = "page__locale"


class UpkeepReport(SafeExport, ReportView):
    """A report for those who work on pages, of the pages they may change."""

    search_backend_name = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(bool(languages_of(request.user)))
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet:
        self.queryset = self.get_base_queryset()
        return super().get_queryset()

    def get_filename(self) -> str:
        return str(self.index_url_name).replace("_", "-")


def say_places(rows: Any) -> list[Place]:
    """Return the rows of a screen with the `title`, the `language` and the place (`where`) of each in words."""
    found = list(rows)
    for row in found:
        row.title = row.page.get_admin_display_title()
        row.language = row.page.locale.get_display_name()
        row.where = words_of(row.page.content_type.model_class(), row.model_path)
    return found


def place_column() -> Column:
    """Return the column that names the page and leads to the place in its editor."""
    return TitleColumn(
        "page",
        label=_("Page"),
        accessor="title",
        get_url=lambda row: place_url(row.page_id, row.content_path),
    )


def language_column() -> Column:
    """Return the column with the language of a page."""
    return Column("language", label=_("Language"), classname=WIDE_ONLY)


def where_column(classname: str = "") -> Column:
    """Return the column with a place in words."""
    return Column("where", label=_("Where"), classname=classname or None)


def since_column() -> Column:
    """Return the column that tells since when something is wrong."""
    return Column("since", label=_("Since"), accessor=lambda row: day_of(row.since), classname=WIDE_ONLY)


def day_of(moment: dt.datetime | None) -> str:
    """Return the day of a moment in words; a dash where there is none."""
    return format_date(timezone.localdate(moment)) if moment else "–"
