"""Lists of the pages of one type in the admin: title, language, state, the date that matters, last change."""

from collections.abc import Callable
from typing import Any

import django_filters
from django import forms
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, LocaleColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.admin.views.pages.listing import ExplorableIndexView, IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet
from wagtail.models import Locale, Page

from cms.models import Topic
from cms.record_admin import WIDE_ONLY
from cms.translation.guards.checks import require
from cms.translation.languages_of import languages_of

PUBLISHED, CHANGED, DRAFT = "published", "changed", "draft"
_STATES = {
    PUBLISHED: Q(live=True),
    CHANGED: Q(live=True, has_unpublished_changes=True),
    DRAFT: Q(live=False),
}


def date_columns(field: str, label: str, in_words: Callable[[Page], str]) -> list[Column]:
    """Return the columns that follow the title: state, the date that matters, last change."""
    return [
        PageStatusColumn("status", label=_("State"), sort_key="live", classname=WIDE_ONLY),
        Column(field, label=label, accessor=in_words, sort_key=field),
        DateColumn(
            "latest_revision_created_at",
            label=_("Updated"),
            sort_key="latest_revision_created_at",
            classname=WIDE_ONLY,
        ),
    ]


def _title() -> list[Column]:
    return [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
    ]


def _topics() -> list[tuple[str, str]]:
    """Return topics by slug, which is the same in every language, named in the reader's where there is one."""
    named: dict[str, str] = {}
    for slug, name, language in Topic.objects.values_list("slug", "name", "locale__language_code"):
        if slug not in named or language == get_language():
            named[slug] = name
    return sorted(named.items(), key=lambda pair: pair[1].casefold())


class PageFilters(WagtailFilterSet):
    """What one can look for: language, state, topic."""

    locale = django_filters.ChoiceFilter(
        label=_("Language"),
        field_name="locale__language_code",
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )
    state = django_filters.ChoiceFilter(
        label=_("State"),
        method="with_state",
        choices=[
            (PUBLISHED, _("Published")),
            (CHANGED, _("Published, with unpublished changes")),
            (DRAFT, _("Not published")),
        ],
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )
    topic = django_filters.MultipleChoiceFilter(
        label=_("Topic"), method="with_topics", choices=_topics, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Page
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        mine = languages_of(self.request.user) if self.request else frozenset()
        self.filters["locale"].extra["choices"] = [
            (each.language_code, each.get_display_name()) for each in Locale.objects.all() if each.pk in mine
        ]

    def with_state(self, pages: QuerySet, name: str, value: str) -> QuerySet:
        return pages.filter(_STATES[value])

    def with_topics(self, pages: QuerySet, name: str, value: list[str]) -> QuerySet:
        return pages.filter(topic_links__topic__slug__in=value).distinct() if value else pages


class _ByDate:
    """A list that begins with what is latest; drafts without a date stand on top."""

    base_filterset_class = PageFilters

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        ordering = self.ordering or ""
        name = ordering.removeprefix("-")
        if not any(column.name == name and column.sort_key for column in self.columns):
            return super().order_queryset(queryset)
        column = F(name)
        order = column.desc(nulls_first=True) if ordering.startswith("-") else column.asc(nulls_last=True)
        return queryset.order_by(order, "-pk")


class PageList(_ByDate, IndexView):
    """All pages of a type that the user works on, in every language of hers."""

    search_backend_name = None
    search_fields = ["title", "draft_title"]
    show_locale_labels = False  # the language has a column
    date_columns: list[Column] = []

    @cached_property
    def columns(self) -> list[Column]:
        language = LocaleColumn(label=_("Language"), classname="")
        return [*_title(), language, *self.date_columns]

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """Look in titles, as the lists of records do: the index does not know of filters by topic."""
        return generic.IndexView.search_queryset(self, queryset)


class PagesBelow(_ByDate, ExplorableIndexView):
    """The pages below an index, in the explorer: the date that matters stands there, too."""

    date_columns: list[Column] = []

    @cached_property
    def columns(self) -> list[Column]:
        return [*_title(), *self.date_columns]


class ChooseParent(ChooseParentView):
    """Where a new page of the type is to stand; for those who make pages."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(self.permission_policy.user_has_permission(request.user, "add"))
        return super().dispatch(request, *args, **kwargs)


class PagesMenuItem(MenuItem):
    """Lists of pages, for those who work on pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return user_has_any_page_permission(request.user)


class _WithDates:
    """A viewset that says which columns follow the title of a page."""

    date_columns: list[Column] = []

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_index_view_kwargs(date_columns=self.date_columns, **kwargs)


class PageListViewSet(_WithDates, PageListingViewSet):
    """The list of all pages of a type, in the menu."""

    add_to_admin_menu = True
    menu_item_class = PagesMenuItem
    choose_parent_view_class = ChooseParent
    index_view_class = PageList
    list_per_page = 50
    columns = filterset_class = PageListingViewSet.UNDEFINED  # the view knows them


class PagesBelowViewSet(_WithDates, PageViewSet):
    """The pages of a type in the explorer; all but the list is as it is for others."""

    index_view_class = PagesBelow
    columns = filterset_class = PageViewSet.UNDEFINED
