"""The report of documents whose words the search does not know, because they could not be read."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import policy_registry

from cms.exporting import SafeExport
from cms.models import CustomDocument
from cms.record_admin import WIDE_ONLY
from cms.translation.guards.checks import require
from search.models import DocumentText


def may_change_documents(user: Any) -> bool:
    """Tell whether a user changes documents of the library."""
    return policy_registry.get_by_type(CustomDocument).user_has_permission(user, "change")


class UnreadDocuments(SafeExport, ReportView):
    """Documents that are found by their titles alone, with the reason, for those who may change them."""

    page_title = _("Documents without words for the search")
    header_icon = "doc-full"
    index_url_name = "unread_documents"
    index_results_url_name = "unread_documents_results"
    is_searchable = True
    search_fields = ["document__title"]
    search_backend_name = None
    list_export = ["document.title", "get_problem_display", "document.created_at"]
    export_headings = {
        "document.title": _("Document"),
        "get_problem_display": _("What is wrong"),
        "document.created_at": _("Uploaded"),
    }
    export_filename = "unread-documents"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(may_change_documents(request.user))
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet:
        policy = policy_registry.get_by_type(CustomDocument)
        mine = policy.instances_user_has_permission_for(self.request.user, "change")
        failed = DocumentText.objects.filter(state="failed", document__in=mine.order_by().values("pk"))
        return failed.select_related("document").order_by("-document__created_at", "-document")

    def get_queryset(self) -> QuerySet:
        self.queryset = self.get_base_queryset()
        return super().get_queryset()

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn(
                "document",
                label=_("Document"),
                accessor="document.title",
                get_url=lambda row: reverse("wagtaildocs:edit", args=[row.document_id]),
            ),
            Column("problem", label=_("What is wrong"), accessor="get_problem_display"),
            DateColumn(
                "created_at", label=_("Uploaded"), accessor="document.created_at", classname=WIDE_ONLY
            ),
        ]
