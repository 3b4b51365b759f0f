"""The report of links within the site that lead nowhere."""

from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from cms.record_admin import WIDE_ONLY
from cms.upkeep.inside import broken_links_in, what_is_wrong
from cms.upkeep.models import PageLink
from cms.upkeep.reporting import (
    PlaceFilters,
    UpkeepReport,
    editable_by,
    language_column,
    place_column,
    say_places,
    since_column,
    where_column,
)
from cms.upkeep.vocabulary import TARGETS


class InsideLinks(UpkeepReport):
    """Links to pages of this site that were deleted, are not published any more, or are private."""

    page_title = _("Broken links within the site")
    header_icon = "link"
    index_url_name = "inside_links"
    index_results_url_name = "inside_links_results"
    filterset_class = PlaceFilters
    list_export = ["title", "language", "where", "leads_to", "problem", "since"]
    export_headings = {
        "title": _("Page"),
        "language": _("Language"),
        "where": _("Where"),
        "leads_to": _("Leads to"),
        "problem": _("What is wrong"),
        "since": _("Since"),
    }

    def get_base_queryset(self) -> QuerySet:
        rows = broken_links_in(editable_by(self.request.user))
        return rows.select_related("page__locale", "page__content_type").order_by("page__title", "pk")

    def decorate_paginated_queryset(self, links: Any) -> list[PageLink]:
        found = say_places(links)
        wrong = what_is_wrong({link.target_id for link in found})
        problems = dict(TARGETS)
        for link in found:
            broken = wrong[link.target_id]
            link.leads_to = broken.title or gettext("Page %(number)s") % {"number": link.target_id}
            link.problem, link.since = str(problems[broken.problem]), broken.since
        return found

    @cached_property
    def columns(self) -> list[Column]:
        return [
            place_column(),
            language_column(),
            where_column(),
            Column("leads_to", label=_("Leads to"), classname=WIDE_ONLY),
            Column("problem", label=_("What is wrong")),
            since_column(),
        ]
