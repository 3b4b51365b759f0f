"""The columns of the list of applications, and which of them each user has chosen."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.ui.tables import BaseColumn, BulkActionsCheckboxColumn, Column, TitleColumn

from alliance.desk.wording import TONES, age_of, moment, name_of
from alliance.models import Application, ListColumns
from cms.choices import country_name, language_name
from cms.formats import format_date, format_number
from cms.record_admin import WIDE_ONLY


class StateColumn(Column):
    """A state as a badge in its tone."""

    cell_template_name = "releases/admin/state_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: dict[str, Any]) -> dict[str, Any]:
        tone = TONES[instance.state]
        return super().get_cell_context_data(instance, parent_context) | {"tone": tone}


class PlainColumn(Column):
    """A column of words. Fifty rows have hundreds of its cells, each of which would be a template of its own."""

    def render_cell_html(self, instance: Any, parent_context: dict[str, Any]) -> SafeString:
        value = self.get_value(instance)
        return format_html('<td class="{}">{}</td>', self.classname or "", "" if value is None else value)


def _due(application: Application) -> str | SafeString:
    if application.due_on is None:
        return ""
    day = format_date(application.due_on)
    is_late = application.is_open and application.due_on < timezone.localdate()
    return format_html("<strong>{}</strong><br>{}", day, _("overdue")) if is_late else day


def _size(application: Application) -> str:
    return "" if application.population is None else format_number(application.population)


def _column(name: str, label: Any, accessor: Any, sort_key: str | None = None) -> Column:
    return PlainColumn(name, label=label, accessor=accessor, sort_key=sort_key, classname=WIDE_ONLY)


#: Every column but the name of the organisation, which always stands first.
COLUMNS: Final[dict[str, Column]] = {
    column.name: column
    for column in (
        StateColumn("state", label=gettext_lazy("State"), accessor="get_state_display", sort_key="state"),
        _column("country", gettext_lazy("Country"), lambda row: country_name(row.country), "country"),
        _column("category", gettext_lazy("Category"), "get_category_display", "category"),
        _column("language", gettext_lazy("Language"), lambda row: language_name(row.language), "language"),
        _column("topics", gettext_lazy("Topics"), "topic_names"),
        _column("assignee", gettext_lazy("Assigned to"), lambda row: name_of(row.assignee), "assignee"),
        _column("due", gettext_lazy("Due"), _due, "due_on"),
        _column("age", pgettext_lazy("of an application", "Age"), age_of, "confirmed_at"),
        _column("reference", pgettext_lazy("application", "Reference"), "reference", "reference"),
        _column("type", gettext_lazy("Type"), "get_organisation_type_display", "organisation_type"),
        _column("region", gettext_lazy("Region"), "region", "region"),
        _column("population", gettext_lazy("Inhabitants"), _size, "population"),
        _column("contact", gettext_lazy("Contact person"), "contact_name", "contact_name"),
        _column("email", gettext_lazy("E-mail"), "email", "email"),
        _column("call", gettext_lazy("Call"), "call_title"),
        _column("received", gettext_lazy("Received"), lambda row: moment(row.confirmed_at), "confirmed_at"),
        _column("moved", gettext_lazy("Last step"), lambda row: moment(row.moved_at), "moved_at"),
    )
}
#: What somebody sees who has chosen nothing.
FIRST: Final = ("state", "country", "category", "language", "topics", "assignee", "due", "age")


def chosen_by(user: Any) -> list[str]:
    """Return the names of the columns a user sees, in the order of the list; one query."""
    kept = ListColumns.objects.filter(user=user).first()
    names = FIRST if kept is None else kept.names
    return [name for name in COLUMNS if name in names]


def choose(user: Any, names: Iterable[str]) -> None:
    """Keep which columns a user wants to see."""
    wanted = [name for name in COLUMNS if name in set(names)]
    ListColumns.objects.update_or_create(user=user, defaults={"names": wanted})


def columns_of(names: Iterable[str], get_url: Any, *, may_decide: bool) -> list[BaseColumn]:
    """Return the columns of a list: a box to tick for who may do something, the organisation, then the chosen."""
    title = TitleColumn(
        "organisation_name",
        label=gettext_lazy("Organisation"),
        accessor=str,
        sort_key="organisation_name",
        get_url=get_url,
        get_title_id=lambda row: f"application_{row.pk}_title",
        classname="title",
    )
    boxes = [BulkActionsCheckboxColumn("bulk_actions", obj_type="application")] if may_decide else []
    return [*boxes, title, *(COLUMNS[name] for name in names)]


class ColumnsForm(forms.Form):
    """Which columns to show."""

    columns = forms.MultipleChoiceField(
        label=gettext_lazy("Columns"),
        required=False,
        choices=[(name, column.label) for name, column in COLUMNS.items()],
        widget=forms.CheckboxSelectMultiple,
    )
