"""The report of links within the site that lead nowhere."""

from typing import Any

from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.models import Page, ReferenceIndex

from cms.formats import format_date
from cms.record_admin import WIDE_ONLY
from cms.upkeep.found import words_of
from cms.upkeep.inside import broken_references, what_is_wrong
from cms.upkeep.reporting import LanguageFilters, UpkeepReport, editable_by, page_column, place_url
from cms.upkeep.vocabulary import TARGETS


class ReferenceFilters(LanguageFilters):
    """What one can look for: the language of the page with the link."""

    class Meta:
        model = ReferenceIndex
        fields: list[str] = []

    def in_language(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        pages = Page.objects.filter(locale__language_code=value).annotate(_key=Cast("pk", CharField()))
        return rows.filter(object_id__in=pages.values("_key"))


class InsideLinks(UpkeepReport):
    """Links to pages of this site that were deleted, are not published any more, or are private."""

    page_title = _("Broken links within the site")
    header_icon = "link"
    index_url_name = "inside_links"
    index_results_url_name = "inside_links_results"
    filterset_class = ReferenceFilters
    list_export = ["title", "language", "where", "target", "problem", "since"]
    export_headings = {
        "title": _("Page"),
        "language": _("Language"),
        "where": _("Where"),
        "target": _("Leads to"),
        "problem": _("What is wrong"),
        "since": _("Since"),
    }

    def get_base_queryset(self) -> QuerySet:
        return broken_references(editable_by(self.request.user)).select_related("content_type")

    def decorate_paginated_queryset(self, links: Any) -> list[ReferenceIndex]:
        found = list(links)
        wrong = what_is_wrong(found)
        pages = Page.objects.select_related("locale").in_bulk({int(link.object_id) for link in found})
        problems = dict(TARGETS)
        for link in found:
            page, broken = pages[int(link.object_id)], wrong[link.pk]
            link.title, link.language = page.get_admin_display_title(), page.locale.get_display_name()
            link.where = words_of(link.content_type.model_class(), link.model_path)
            link.target = broken.title or gettext("Page %(number)s") % {"number": link.to_object_id}
            link.problem, link.since = str(problems[broken.problem]), broken.since
        return found

    @cached_property
    def columns(self) -> list[Column]:
        return [
            page_column(
                accessor="title", get_url=lambda link: place_url(int(link.object_id), link.content_path)
            ),
            Column("language", label=_("Language"), classname=WIDE_ONLY),
            Column("where", label=_("Where")),
            Column("target", label=_("Leads to"), classname=WIDE_ONLY),
            Column("problem", label=_("What is wrong")),
            Column("since", label=_("Since"), accessor=_since, classname=WIDE_ONLY),
        ]


def _since(link: ReferenceIndex) -> str:
    return format_date(timezone.localdate(link.since)) if link.since else "–"
