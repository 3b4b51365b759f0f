"""The report of links to other sites: those that are broken, and on demand all others."""

from typing import Any

import django_filters
from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin.ui.tables import Column

from cms.record_admin import WIDE_ONLY
from cms.translation.guards.checks import require
from cms.upkeep import linking
from cms.upkeep.models import LinkPlace, OutsideLink
from cms.upkeep.reporting import (
    PlaceFilters,
    UpkeepReport,
    clipped,
    editable_by,
    language_column,
    place_column,
    say_places,
    since_column,
    where_column,
)
from cms.upkeep.vocabulary import CLOSED

FAILING, UNSEEN, IGNORED, EVERY = "failing", "unseen", "ignored", "every"
#: Who may say what becomes of a link.
MAY_CHANGE = "cms_upkeep.change_outsidelink"


class LinkFilters(PlaceFilters):
    """What one can look for: how the links are, language of the page."""

    state = django_filters.ChoiceFilter(
        label=_("State"),
        method="with_state",
        choices=[
            (FAILING, _("Failed, not for long yet")),
            (UNSEEN, _("To be opened by hand")),
            (IGNORED, pgettext_lazy("links", "Ignored")),
            (EVERY, _("All")),
        ],
        empty_label=pgettext_lazy("links", "Broken"),
        widget=forms.RadioSelect,
    )

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        queryset = super().filter_queryset(queryset)
        if not self.form.cleaned_data.get("state"):
            return queryset.filter(link__in=OutsideLink.objects.broken())
        return queryset

    def with_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if value == FAILING:
            failing = OutsideLink.objects.filter(failures__gt=0, ignored_at=None)
            return rows.filter(link__in=failing).exclude(link__in=OutsideLink.objects.broken())
        if value == UNSEEN:
            return rows.filter(link__problem=CLOSED, link__ignored_at=None)
        return rows.filter(link__ignored_at__isnull=False) if value == IGNORED else rows


class WithButtons(Column):
    """What is wrong in words, and what can be done about it."""

    cell_template_name = "upkeep/admin/link_cell.html"

    def get_cell_context_data(self, instance: LinkPlace, parent_context: dict[str, Any]) -> dict[str, Any]:
        request = parent_context["request"]
        return super().get_cell_context_data(instance, parent_context) | {
            "link": instance.link,
            "may_change": request.user.has_perm(MAY_CHANGE),
            "back": request.get_full_path().replace("/results/", "/"),
        }


class OutsideLinks(UpkeepReport):
    """Links to other sites in the pages a user may change."""

    page_title = _("Broken links to other sites")
    header_icon = "link-external"
    index_url_name = "outside_links"
    index_results_url_name = "outside_links_results"
    filterset_class = LinkFilters
    is_searchable = True
    search_fields = ["link__url", "page__title"]
    list_export = ["title", "language", "where", "words", "link.url", "problem", "link.detail", "since"]
    export_headings = {
        "title": _("Page"),
        "language": _("Language"),
        "where": _("Where"),
        "words": pgettext_lazy("of a link", "Words"),
        "link.url": _("Address"),
        "problem": _("What is wrong"),
        "link.detail": _("Answer"),
        "since": _("Since"),
    }

    def get_base_queryset(self) -> QuerySet:
        mine = editable_by(self.request.user).values("pk")
        rows = LinkPlace.objects.filter(page__in=mine)
        return rows.select_related("link", "page__locale", "page__content_type").order_by(
            "link__failing_since", "link__url", "page__title", "pk"
        )

    def decorate_paginated_queryset(self, places: Any) -> list[LinkPlace]:
        found = say_places(places)
        for place in found:
            place.problem = place.link.get_problem_display()
            place.since = place.link.failing_since
        return found

    @cached_property
    def columns(self) -> list[Column]:
        return [
            place_column(),
            language_column(),
            where_column(WIDE_ONLY),
            Column(
                "address",
                label=_("Address"),
                accessor=_address,
                classname="upkeep-address",
            ),
            WithButtons("problem", label=_("What is wrong")),
            since_column(),
        ]


def _address(place: LinkPlace) -> SafeString:
    """Return the address as a link to it: only http and https are collected."""
    words = clipped(place.link.url)
    return format_html('<a href="{}" rel="noreferrer noopener">{}</a>', place.link.url, words)


@require_POST
def ignore_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Ignore a link, and go back to the list."""
    _require_link(request, pk)
    linking.ignore(pk, request.user)
    messages.success(request, gettext("The link is ignored from now on."))
    return _back(request)


@require_POST
def recheck_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a link looked at again, and go back to the list."""
    _require_link(request, pk)
    linking.recheck(pk, request.user)
    messages.success(request, gettext("The link is looked at when the check runs next."))
    return _back(request)


def _require_link(request: HttpRequest, pk: int) -> None:
    require(request.user.has_perm(MAY_CHANGE))
    get_object_or_404(OutsideLink, pk=pk)


def _back(request: HttpRequest) -> HttpResponse:
    back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    return redirect(back if is_ours else "outside_links")
