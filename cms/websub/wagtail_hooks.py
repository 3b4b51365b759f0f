"""What the hub was told and what it answered: a report in the admin."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from cms.record_admin import WIDE_ONLY
from cms.translation.guards.checks import require
from cms.websub.models import HubNotice

TITLE = _("Feeds and their hub")


class HubReport(ReportView):
    """The feeds that have changed, the last change first, for who runs the site."""

    model = HubNotice
    page_title = TITLE
    header_icon = "link-external"
    index_url_name = "hub_report"
    index_results_url_name = "hub_report_results"
    search_backend_name = None
    default_ordering = "-changed_at"
    list_export = ["feed_url", "changed_at", "state", "attempts", "delivered_at", "status", "reason"]
    columns = [
        Column("feed_url", label=_("Address")),
        DateColumn("changed_at", label=_("Changed")),
        Column("get_state_display", label=_("State")),
        Column("status", label=_("Answer")),
        Column("attempts", label=_("Attempts"), classname=WIDE_ONLY),
        Column("reason", label=_("Reason"), classname=WIDE_ONLY),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(request.user.is_superuser)
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet:
        return HubNotice.objects.all()

    def get_filename(self) -> str:
        return "hub"


class HubMenuItem(MenuItem):
    """Stands in the menu where there is a hub."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(settings.WEBSUB_HUB) and request.user.is_superuser


@hooks.register("register_admin_urls")
def report_addresses() -> list:
    """Give the report its addresses."""
    return [
        path("reports/hub/", HubReport.as_view(), name="hub_report"),
        path("reports/hub/results/", HubReport.as_view(results_only=True), name="hub_report_results"),
    ]


@hooks.register("register_reports_menu_item")
def report_in_the_menu() -> MenuItem:
    """Put the report into the menu."""
    return HubMenuItem(TITLE, reverse("hub_report"), icon_name="link-external", order=1200)
