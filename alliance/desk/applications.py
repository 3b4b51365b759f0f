"""The list of applications, a ModelAdmin of wagtail-modeladmin.

It says what is listed, searched, shown and exported, who may see it and where it is. The list itself is drawn by
Wagtail's own view: the templates of wagtail-modeladmin (2.5) are those of Wagtail 4, with other headers and filters
than every other list has.
"""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.views import generic
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.helpers.search import BaseSearchHandler
from wagtail_modeladmin.options import ModelAdmin

from alliance.desk.columns import ColumnsForm, chosen_by, columns_of
from alliance.desk.exports import HEADINGS, row_of
from alliance.desk.filters import ApplicationFilters, call_titles
from alliance.membership import record_export
from alliance.membership.journal import DECIDE, EXPORT, VIEW
from alliance.models import Application
from cms.exporting import SafeExport
from cms.topics import topics_by_key

#: What no list shows, and no list need read.
_LONG = ("earlier_partners", "text", "decision_text", "content_hash")


class Rights(PermissionHelper):
    """Who may see applications may open them; nobody writes, changes or deletes one in a form."""

    def user_can_list(self, user: Any) -> bool:
        return user.has_perm(VIEW)

    def user_can_edit_obj(self, user: Any, obj: Application) -> bool:
        return user.has_perm(VIEW)

    def user_can_create(self, user: Any) -> bool:
        return False

    def user_can_delete_obj(self, user: Any, obj: Application) -> bool:
        return False


class SearchByWords(BaseSearchHandler):
    """Searches as `Application.objects.found_by` does, in names, addresses and references."""

    def search_queryset(self, queryset: QuerySet, search_term: str, **kwargs: Any) -> QuerySet:
        return queryset.found_by(search_term)


class Index(SafeExport, generic.IndexView):
    """The list: filters, search, order, pages, columns of one's own, export, and boxes to tick."""

    model = Application
    model_admin: "ApplicationAdmin" = None
    template_name = "alliance/admin/applications.html"
    any_permission_required = None  # the ModelAdmin says who may
    filterset_class = ApplicationFilters
    is_searchable = True
    default_ordering = "-confirmed_at"
    export_filename = "applications"
    export_headings = HEADINGS

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.model_admin.permission_helper.user_can_list(request.user):
            raise PermissionDenied
        if self.is_export and not request.user.has_perm(EXPORT):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def list_export(self) -> Sequence[str]:
        return self.model_admin.get_list_export(self.request)

    @cached_property
    def show_export_buttons(self) -> bool:
        return self.request.user.has_perm(EXPORT)

    @cached_property
    def chosen(self) -> list[str]:
        return chosen_by(self.request.user)

    @cached_property
    def columns(self) -> list[BaseColumn]:
        may_decide = self.request.user.has_perm(DECIDE)
        return columns_of(self.chosen, self.get_edit_url, may_decide=may_decide)

    def get_valid_orderings(self) -> list[str]:
        return [*super().get_valid_orderings(), "confirmed_at", "-confirmed_at"]

    def get_base_queryset(self) -> QuerySet:
        return self.model_admin.get_queryset(self.request)

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        return queryset.order_by(self.ordering, "-pk")

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        if not self.is_searching:
            return queryset
        handler = self.model_admin.get_search_handler(self.request)
        return handler.search_queryset(queryset, self.search_query)

    def get_edit_url(self, instance: Application) -> str:
        return self.model_admin.url_helper.get_action_url("edit", instance.pk)

    def get_list_more_buttons(self, instance: Application) -> list:
        return []

    def get_paginate_by(self, queryset: QuerySet) -> int | None:
        return None if self.is_export else self.model_admin.list_per_page

    def get_index_url(self) -> str:
        return self.model_admin.url_helper.index_url

    def get_index_results_url(self) -> str:
        return reverse("applications_modeladmin_results")

    def get_table(self, object_list: Any) -> Any:
        """Name the topics and the call of each row: one query for the rows of a page, whatever their number."""
        if not self.is_export:
            object_list = list(object_list)
            self._name_topics(object_list)
            self._name_calls(object_list)
        return super().get_table(object_list)

    def _name_topics(self, rows: list[Application]) -> None:
        known = topics_by_key()
        for row in rows:
            keys = dict.fromkeys(each.topic for each in row.topics.all()) if "topics" in self.chosen else ()
            row.topic_names = ", ".join(known[key].name for key in keys if key in known)

    def _name_calls(self, rows: list[Application]) -> None:
        titles = call_titles() if "call" in self.chosen else {}
        for row in rows:
            row.call_title = titles.get(row.call_key, "")

    def get_queryset(self) -> QuerySet:
        rows = super().get_queryset()
        if self.is_export:
            return rows.prefetch_related("topics").select_related("assignee", "consent")
        rows = rows.defer(*_LONG).select_related("assignee")
        return rows.prefetch_related("topics") if "topics" in self.chosen else rows

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(*args, **kwargs),
            "columns_form": ColumnsForm(initial={"columns": self.chosen}),
            "columns_url": reverse("applications_modeladmin_columns"),
            "next_url": self.request.get_full_path(),
            "may_decide": self.request.user.has_perm(DECIDE),
        }

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> HttpResponse:
        """Hand out what the filter shows; each application notes who took it along."""
        rows = list(queryset)
        record_export(rows, self.request.user)
        self.call_titles, self.topics = call_titles(), topics_by_key()
        return super().as_spreadsheet(rows, spreadsheet_format)

    def to_row_dict(self, item: Application) -> dict[str, Any]:
        return row_of(item, self.topics, self.call_titles)


class ApplicationAdmin(ModelAdmin):
    """Applications in the admin: what staff see, once the address is proved."""

    model = Application
    base_url_path = "applications"
    menu_label = _("Applications")
    menu_icon = "form"
    add_to_admin_menu = False  # it stands in the menu of joining (alliance.wagtail_hooks)
    list_per_page = 50
    list_display = ("organisation_name",)  # the rest is each user's choice
    list_export = tuple(HEADINGS)
    index_view_class = Index
    permission_helper_class = Rights
    search_handler_class = SearchByWords

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return Application.objects.for_staff()

    def results_view(self, request: HttpRequest) -> HttpResponse:
        """The list alone, as it is put into the page while somebody types or filters."""
        return self.index_view_class.as_view(model_admin=self, results_only=True)(request)

    def get_admin_urls_for_registration(self) -> tuple:
        """Return the addresses of what can be done: those for writing, changing and deleting are left out."""
        from alliance.desk.addresses import application_urls

        name = self.url_helper.get_action_url_name
        return (
            path("applications/", self.index_view, name=name("index")),
            path("applications/results/", self.results_view, name=name("results")),
            *application_urls(name),
        )

    def get_permissions_for_registration(self) -> QuerySet:
        """Return the rights that a group can be given: the others open no screen."""
        names = ("view", "decide", "export")
        codenames = [f"{name}_application" for name in names] + ["erase_person"]
        return Permission.objects.filter(content_type__app_label="alliance", codename__in=codenames)

    def register_indexing(self) -> None:
        """Keep applications out of the index of what refers to what: it would be written with each step."""
