"""Where the search plugs into Wagtail's admin."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.views.generic import RedirectView
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.translation.languages_of import languages_of
from search import promotion_desk
from search.asked_report import TITLE, AskedReport
from search.document_report import UnreadDocuments, may_change_documents


@hooks.register("register_admin_urls", order=-1)
def own_addresses() -> list[URLPattern]:
    """Give the report its addresses, and put our screens of promoted results before Wagtail's, which name theirs."""
    to_report = RedirectView.as_view(pattern_name="asked")
    return [
        path("reports/searches/", AskedReport.as_view(), name="asked"),
        path("reports/searches/results/", AskedReport.as_view(results_only=True), name="asked_results"),
        path("searchpicks/", promotion_desk.Index.as_view()),
        path("searchpicks/results/", promotion_desk.Index.as_view(results_only=True)),
        path("searchpicks/add/", promotion_desk.Create.as_view()),
        path("searchpicks/<int:query_id>/", promotion_desk.Edit.as_view()),
        # What Wagtail counts itself is never written.
        *(
            path(f"searchpicks/{address}/", to_report)
            for address in (
                "queries/chooser",
                "queries/chooser/results",
                "reports/search-terms",
                "reports/search-terms/results",
            )
        ),
    ]


class WorkersMenuItem(MenuItem):
    """A report for those who work on pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(languages_of(request.user))


@hooks.register("register_reports_menu_item")
def report_in_the_menu() -> MenuItem:
    return WorkersMenuItem(TITLE, reverse_lazy("asked"), name="asked", icon_name="search", order=145)


@hooks.register("construct_reports_menu")
def without_a_report_of_nothing(request: HttpRequest, items: list[Any]) -> None:
    """Leave out Wagtail's own report of searches: it counts what our search page does not write."""
    items[:] = [item for item in items if item.name != "search-terms"]


@hooks.register("register_admin_urls")
def addresses_of_documents() -> Iterator[URLPattern]:
    name, results = UnreadDocuments.index_url_name, UnreadDocuments.index_results_url_name
    yield path("reports/unread-documents/", UnreadDocuments.as_view(), name=name)
    yield path("reports/unread-documents/results/", UnreadDocuments.as_view(results_only=True), name=results)


class DocumentsMenuItem(MenuItem):
    """A report for those who change documents."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_change_documents(request.user)


@hooks.register("register_reports_menu_item")
def report_of_documents() -> MenuItem:
    return DocumentsMenuItem(
        UnreadDocuments.page_title,
        reverse_lazy(UnreadDocuments.index_url_name),
        name=UnreadDocuments.index_url_name,
        icon_name=UnreadDocuments.header_icon,
        order=150,
    )
