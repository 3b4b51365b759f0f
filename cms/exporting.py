"""Lists as CSV and XLSX: what the filter shows, with nothing in a cell that a spreadsheet would run."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from wagtail.admin.views.mixins import SpreadsheetExportMixin

#: What begins a formula in one spreadsheet or another, also in the wide letters of East Asia.
_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")


def as_text(value: str) -> str:
    """Return a text as a CSV cell that is only text: an apostrophe before what would begin a formula."""
    return f"'{value}" if value.lstrip(" \u00a0").startswith(_STARTS) else value


def _readable(value: Any) -> Any:
    """Return a moment in the zone of whoever reads, to the second, and words for what is true or not."""
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).replace(microsecond=0, tzinfo=None)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return value


class SafeExport(SpreadsheetExportMixin):
    """Wagtail's own export, made safe: it marks formulas in XLSX as text, and in CSV lets them be."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        value = super().preprocess_field_value(field, _readable(value), export_format)
        if not isinstance(value, str):
            return value
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
        return as_text(value) if export_format == self.FORMAT_CSV else value

    def stream_csv(self, queryset: QuerySet) -> Iterator[bytes]:
        """Yield the lines, after the mark by which spreadsheets know UTF-8."""
        yield "\ufeff".encode()
        yield from super().stream_csv(queryset)

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> HttpResponseBase:
        response = super().as_spreadsheet(queryset, spreadsheet_format)
        response["X-Content-Type-Options"] = "nosniff"
        response["Cache-Control"] = "private, no-store"
        return response
