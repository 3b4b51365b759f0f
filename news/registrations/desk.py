"""Registrations in the admin: the events that take them, and the guests of each."""

from collections.abc import Sequence
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext as theirs  # a word of Wagtail's catalogues, not of ours
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic

from cms.choices import language_name
from cms.exporting import SafeExport
from cms.formats import format_datetime
from cms.record_admin import WIDE_ONLY
from cms.zones import default_time_zone
from news.models import GuestList, Registration
from news.registrations.journal import record_access, record_export
from news.registrations.standing import Standing
from news.registrations.vocabulary import EXPORT, TONES, VIEW


class ForViewers:
    """A screen for those who may see registrations."""

    any_permission_required = None  # there is no right to a list of guests: those of registrations count

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(VIEW):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


def _start(guests: GuestList) -> str:
    return format_datetime(guests.starts_at, guests.time_zone) if guests.starts_at else _("no date yet")


def _window(guests: GuestList) -> str:
    standing = Standing(guests, timezone.now())
    return standing.window_words() if guests.takes_registrations else _("Registration is closed")


def _taken(guests: GuestList) -> str:
    return (
        f"{guests.registered} / {guests.capacity}" if guests.capacity is not None else str(guests.registered)
    )


class EventList(ForViewers, generic.IndexView):
    """The events that take registrations, the latest first, with how many guests each has."""

    model = GuestList
    page_title = gettext_lazy("Registrations")
    header_icon = "clipboard-list"
    index_url_name = "registrations:index"
    index_results_url_name = "registrations:index_results"
    search_fields = ["title"]
    search_backend_name = None
    is_searchable = True
    default_ordering = "-starts_at"
    paginate_by = 50
    columns = [
        TitleColumn(
            "title",
            label=gettext_lazy("Event"),
            get_url=lambda found: reverse("registrations:guests", args=[found.pk]),
            sort_key="title",
        ),
        Column("start", label=gettext_lazy("Start"), accessor=_start, sort_key="starts_at"),
        Column("taken", label=gettext_lazy("Places taken"), accessor=_taken),
        Column("waiting", label=gettext_lazy("Waiting"), accessor="waiting"),
        Column(
            "unconfirmed",
            label=pgettext_lazy("registration", "Not confirmed yet"),
            accessor="unconfirmed",
            classname=WIDE_ONLY,
        ),
        Column("window", label=gettext_lazy("Registration"), accessor=_window, classname=WIDE_ONLY),
    ]

    def get_base_queryset(self) -> QuerySet[GuestList]:
        return GuestList.objects.counted()

    def get_edit_url(self, instance: GuestList) -> None:
        return None


class StateColumn(Column):
    """A state as a badge in its tone."""

    cell_template_name = "releases/admin/state_cell.html"

    def get_cell_context_data(self, instance: Registration, parent_context: dict[str, Any]) -> dict[str, Any]:
        return super().get_cell_context_data(instance, parent_context) | {"tone": TONES[instance.state]}


class GuestFilters(WagtailFilterSet):
    """Guests in a state."""

    class Meta:
        model = Registration
        fields = ["state"]


#: The columns of an export by name, with their headings.
HEADINGS: Final[dict[str, Any]] = {
    "state": gettext_lazy("State"),
    "name": gettext_lazy("Name"),
    "organisation": gettext_lazy("Organisation"),
    "email": gettext_lazy("E-mail"),
    "language": gettext_lazy("Language"),
    "question": gettext_lazy("Question to the organisers"),
    "created_at": pgettext_lazy("registration", "Sent"),
    "confirmed_at": pgettext_lazy("registration", "Confirmed"),
    "cancelled_at": pgettext_lazy("registration", "Cancelled on"),
}


def _name(registration: Registration) -> str:
    return _("deleted") if registration.anonymised_at else registration.name


class Guests(ForViewers, SafeExport, generic.IndexView):
    """Who registered for an event: filter, search, order, export. Each look is noted in the log."""

    model = Registration
    template_name = "news/registrations/admin/guests.html"
    header_icon = "clipboard-list"
    filterset_class = GuestFilters
    is_searchable = True
    default_ordering = "created_at"
    paginate_by = 100
    list_export = list(HEADINGS)
    export_headings = HEADINGS
    results_only = False
    columns = [
        TitleColumn(
            "name",
            label=gettext_lazy("Name"),
            accessor=_name,
            get_url=lambda found: reverse("registrations:guest", args=[found.guest_list_id, found.pk]),
            sort_key="name",
        ),
        StateColumn("state", label=gettext_lazy("State"), accessor="get_state_display", sort_key="state"),
        Column("organisation", label=gettext_lazy("Organisation"), sort_key="organisation"),
        Column("email", label=gettext_lazy("E-mail"), sort_key="email", classname=WIDE_ONLY),
        Column(
            "language",
            label=gettext_lazy("Language"),
            accessor=lambda found: language_name(found.language),
            sort_key="language",
            classname=WIDE_ONLY,
        ),
        Column(
            "created_at",
            label=pgettext_lazy("registration", "Sent"),
            accessor=lambda found: format_datetime(found.created_at, default_time_zone()),
            sort_key="created_at",
            classname=WIDE_ONLY,
        ),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.is_export and not request.user.has_perm(EXPORT):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        record_access(self.guests, request.user)
        return super().get(request, *args, **kwargs)

    @cached_property
    def guests(self) -> GuestList:
        return get_object_or_404(GuestList.objects.counted(), pk=self.kwargs["list_pk"])

    @cached_property
    def show_export_buttons(self) -> bool:
        return self.request.user.has_perm(EXPORT)

    def get_page_title(self) -> str:
        return self.guests.title

    def get_base_queryset(self) -> QuerySet[Registration]:
        return Registration.objects.filter(guest_list=self.guests)

    def search_queryset(self, queryset: QuerySet[Registration]) -> QuerySet[Registration]:
        return queryset.found_by(self.search_query) if self.is_searching else queryset

    def order_queryset(self, queryset: QuerySet[Registration]) -> QuerySet[Registration]:
        return queryset.order_by(self.ordering, "pk")

    def get_index_url(self) -> str:
        return reverse("registrations:guests", args=[self.guests.pk])

    def get_index_results_url(self) -> str:
        return reverse("registrations:guests_results", args=[self.guests.pk])

    def get_edit_url(self, instance: Registration) -> None:
        return None

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return breadcrumbs(self.guests)

    def get_filename(self) -> str:
        return "registrations"

    def get_paginate_by(self, queryset: QuerySet[Registration]) -> int | None:
        return None if self.is_export else self.paginate_by

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(*args, **kwargs), "facts": facts_of(self.guests)}

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> HttpResponse:
        rows: Sequence[Registration] = list(queryset)
        record_export(self.guests, self.request.user, len(rows))
        return super().as_spreadsheet(rows, spreadsheet_format)

    def to_row_dict(self, item: Registration) -> dict[str, Any]:
        plain = {name: getattr(item, name) for name in HEADINGS}
        words = {
            "state": item.get_state_display(),
            "name": _name(item),
            "language": language_name(item.language),
        }
        return {name: "" if value is None else value for name, value in (plain | words).items()}


def breadcrumbs(guests: GuestList) -> list[dict[str, str]]:
    """Return the way to a list of guests."""
    return [
        {"url": reverse("wagtailadmin_home"), "label": theirs("Home")},
        {"url": reverse("registrations:index"), "label": _("Registrations")},
        {"url": reverse("registrations:guests", args=[guests.pk]), "label": guests.title},
    ]


def facts_of(guests: GuestList) -> list[tuple[str, str]]:
    """Return what stands above a list of guests."""
    return [
        (_("Start"), _start(guests)),
        (_("Registration"), _window(guests)),
        (_("Places taken"), _taken(guests)),
        (_("Waiting"), str(guests.waiting)),
        (pgettext("registration", "Not confirmed yet"), str(guests.unconfirmed)),
        (pgettext("registration", "Cancelled"), str(guests.cancelled)),
    ]
