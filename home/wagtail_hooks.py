"""Reports of barriers in the admin: to be read, answered and closed; nobody writes one there."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Max
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.models import register_snippet

from cms.persons import COPY, ERASE
from cms.record_admin import WIDE_ONLY, RecordViewSet, column
from cms.waiting import WAITING, Entry
from home.models import BarrierReport


class BarrierReportViewSet(RecordViewSet):
    model = BarrierReport
    icon = "warning"
    menu_label = _("Barrier reports")
    menu_order = 350
    add_to_admin_menu = True
    list_display = [
        "__str__",
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        column(BarrierReport, "language"),
        column(BarrierReport, "email"),
        DateColumn("received_at", label=_("Received"), sort_key="received_at", classname=WIDE_ONLY),
    ]
    list_filter = ["state", "language"]
    search_fields = ["message", "about", "email"]
    panels = [
        FieldPanel("received_at", read_only=True),
        FieldPanel("language", read_only=True),
        FieldPanel("about", read_only=True),
        FieldPanel("message", read_only=True),
        FieldPanel("email", read_only=True),
        FieldPanel("state"),
        FieldPanel("note"),
    ]

    def register_chooser_viewset(self) -> None:
        """Make no chooser: nothing points at a report, and its addresses would only tell of reports."""


register_snippet(BarrierReportViewSet)


@hooks.register(COPY)
def reports_of(email: str) -> tuple[str, list[dict[str, str]]]:
    """Return the reports somebody left an address with."""
    rows = BarrierReport.objects.filter(email__iexact=email.strip()).exclude(email="")
    return "barrier_reports", [
        {"email": row.email, "about": row.about, "message": row.message, "at": row.received_at.isoformat()}
        for row in rows
    ]


@hooks.register(ERASE)
def forget_reporter(email: str) -> tuple[str, int]:
    """Keep reports of barriers without the address of who sent them."""
    rows = BarrierReport.objects.filter(email__iexact=email.strip()).exclude(email="")
    return "barrier_reports", rows.update(email="")


@hooks.register(WAITING, order=15)
def barriers_to_answer(user: Any) -> Iterator[Entry]:
    """Tell of reports that nobody has looked at."""
    if not user.has_perm("home.view_barrierreport"):
        return
    found = BarrierReport.objects.filter(state="new").aggregate(count=Count("pk"), newest=Max("received_at"))
    count = found["count"]
    words = ngettext("new report of a barrier", "new reports of barriers", count)
    address = reverse(BarrierReport.snippet_viewset.get_url_name("list")) + "?state=new"
    yield Entry(count, words, address, "warning", is_urgent=True, newest=found["newest"])
