"""The reports of pictures without a description: on pages, and in the library."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import policy_registry

from cms.models import CustomImage
from cms.translation.guards.checks import require
from cms.upkeep.models import PicturePlace
from cms.upkeep.reporting import (
    PlaceFilters,
    UpkeepReport,
    editable_by,
    language_column,
    place_column,
    say_places,
    where_column,
)


def may_change_pictures(user: Any) -> bool:
    """Tell whether a user changes pictures of the library."""
    return policy_registry.get_by_type(CustomImage).user_has_permission(user, "change")


class PicturesOnPages(UpkeepReport):
    """Pictures on published pages that are neither described nor marked as decorative."""

    page_title = _("Pages: pictures without a description")
    header_icon = "image"
    index_url_name = "pictures_on_pages"
    index_results_url_name = "pictures_on_pages_results"
    filterset_class = PlaceFilters
    list_export = ["title", "language", "where", "image"]
    export_headings = {
        "title": _("Page"),
        "language": _("Language"),
        "where": _("Where"),
        "image": _("Picture"),
    }

    def get_base_queryset(self) -> QuerySet:
        rows = PicturePlace.objects.filter(page__in=editable_by(self.request.user).values("pk"))
        return rows.select_related("image", "page__locale", "page__content_type").order_by(
            "page__title", "pk"
        )

    def decorate_paginated_queryset(self, places: Any) -> list[PicturePlace]:
        return say_places(places)

    @cached_property
    def columns(self) -> list[Column]:
        return [
            place_column(),
            language_column(),
            where_column(),
            Column("image", label=_("Picture"), accessor=lambda place: place.image or "–"),
        ]


class PicturesInLibrary(ReportView):
    """Pictures of the library that nobody has described: whoever chooses one has to think of words each time."""

    page_title = _("Library: pictures without a description")
    header_icon = "image"
    index_url_name = "pictures_in_library"
    index_results_url_name = "pictures_in_library_results"
    is_searchable = True
    search_fields = ["title"]
    search_backend_name = None
    list_export = ["title", "created_at"]
    export_headings = {"title": _("Picture"), "created_at": _("Uploaded")}
    export_filename = "pictures-in-library"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(may_change_pictures(request.user))
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet:
        policy = policy_registry.get_by_type(CustomImage)
        mine = policy.instances_user_has_permission_for(self.request.user, "change")
        bare = CustomImage.objects.filter(description="", is_decorative=False)
        return bare.filter(pk__in=mine.order_by().values("pk")).order_by("-created_at", "-pk")

    def get_queryset(self) -> QuerySet:
        self.queryset = self.get_base_queryset()
        return super().get_queryset()

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn(
                "title",
                label=_("Picture"),
                get_url=lambda image: reverse("wagtailimages:edit", args=[image.pk]),
            ),
            DateColumn("created_at", label=_("Uploaded")),
        ]
