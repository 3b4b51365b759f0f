"""Where the search plugs into Wagtail's admin."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from search.document_report import UnreadDocuments, may_change_documents


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
