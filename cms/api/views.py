"""Wagtail's API, version 2, narrowed to what is public and bounded in what can be asked.

What it leaves out of Wagtail's: search (the site's own knows languages), random order and the lookup by address
(neither can be kept), the rights of whoever is logged in (all get the same), rich text as it is stored.
"""

from typing import Any

from django.core.exceptions import FieldError, ValidationError
from django.db import DataError
from django.db.models import Field, QuerySet, TextField
from django.urls import path
from django.utils import translation
from django.utils.functional import classproperty
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from wagtail.api.v2 import filters
from wagtail.api.v2.pagination import WagtailPagination
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import BaseAPIViewSet, PagesAPIViewSet
from wagtail.models import Page, get_page_models

from cms.api.fields import is_listed
from cms.api.public import public_documents, public_images, public_pages
from cms.api.serializers import DocumentSerializer, PageSerializer, PictureSerializer
from cms.models import BasePage, CustomDocument, CustomImage
from cms.preloading import shelf
from cms.sitestate import request_site, request_state

#: Further on in a list nobody reads page by page; every place costs the database a row.
MOST_OFFSET = 100_000
_KEPT_PARAMETERS = ("limit", "offset", "fields", "order")


class Pagination(WagtailPagination):
    """Wagtail's, with an end: a list is asked for in parts of at most WAGTAILAPI_LIMIT_MAX."""

    def paginate_queryset(self, queryset: QuerySet, request: Any, view: Any = None) -> QuerySet:
        offset = request.GET.get("offset", "0")
        if offset.isdecimal() and int(offset) > MOST_OFFSET:
            raise BadRequestError(f"offset cannot be higher than {MOST_OFFSET}")
        if request.GET.get("limit") == "0":
            raise BadRequestError("limit must be a positive integer")
        return super().paginate_queryset(queryset, request, view)


class Ordering(filters.OrderingFilter):
    """Wagtail's without chance: an answer in random order cannot be kept."""

    def filter_queryset(self, request: Any, queryset: QuerySet, view: Any) -> QuerySet:
        if "random" in request.GET.get("order", ""):
            raise BadRequestError("cannot order by 'random' (unknown field)")
        return super().filter_queryset(request, queryset, view)


class AlwaysJson(BaseContentNegotiation):
    """Answers in JSON whatever a reader says it likes; `format` is no parameter."""

    def select_parser(self, request: Any, parsers: Any) -> Any:
        return parsers[0]

    def select_renderer(self, request: Any, renderers: Any, format_suffix: Any = None) -> Any:
        return renderers[0], renderers[0].media_type


class Bounded:
    """What holds for all lists: no account, JSON only, 400 for whatever cannot be asked."""

    authentication_classes = ()
    permission_classes = ()
    renderer_classes = (JSONRenderer,)
    content_negotiation_class = AlwaysJson
    pagination_class = Pagination
    known_query_parameters = frozenset(_KEPT_PARAMETERS)
    find_query_parameters = frozenset()

    @classmethod
    def get_urlpatterns(cls) -> list:
        return [
            path("", cls.as_view({"get": "listing_view"}), name="listing"),
            path("<int:pk>/", cls.as_view({"get": "detail_view"}), name="detail"),
        ]

    @classmethod
    def get_available_fields(cls, model: type, db_fields_only: bool = False) -> list[str]:
        """Return the fields; with `db_fields_only` those that one can filter and order by."""
        found = super().get_available_fields(model, db_fields_only)
        return [name for name in found if _is_plain(model, name)] if db_fields_only else found

    def handle_exception(self, exc: Exception) -> Response:
        """Say what is wrong under one name, also where the framework has another for it."""
        response = super().handle_exception(exc)
        if isinstance(response.data, dict) and "detail" in response.data:
            response.data = {"message": str(response.data["detail"])}
        return response

    def check_query_parameters(self, queryset: QuerySet) -> None:
        super().check_query_parameters(queryset)
        for name, values in self.request.GET.lists():
            if len(values) > 1:
                raise BadRequestError(f"query parameter stands twice: {name}")
            if len(values[0]) > 1000:
                raise BadRequestError(f"query parameter is too long: {name}")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Filter and order; 400 for a value that its field cannot have, as a date that is none."""
        try:
            return super().filter_queryset(queryset)
        except (ValidationError, ValueError, FieldError, OverflowError) as error:
            raise BadRequestError("a value is not valid for its field") from error

    def paginate_queryset(self, queryset: QuerySet) -> Any:
        """Ask the database; 400 for a value that is too large for it."""
        try:
            return list(super().paginate_queryset(queryset))
        except (DataError, OverflowError) as error:
            raise BadRequestError("a value is not valid for its field") from error


def _is_plain(model: type, name: str) -> bool:
    field = model._meta.get_field(name) if name != "pk" else None
    return (
        isinstance(field, Field)
        and not field.is_relation
        and (not isinstance(field, TextField) or field.name == "summary")
        and field.get_internal_type() != "JSONField"
    )


class PagesViewSet(Bounded, PagesAPIViewSet):
    """Published pages that everybody may read, in all languages."""

    base_serializer_class = PageSerializer
    filter_backends = [
        filters.FieldsFilter,
        filters.ChildOfFilter,
        filters.AncestorOfFilter,
        filters.DescendantOfFilter,
        Ordering,
        filters.TranslationOfFilter,
        filters.LocaleFilter,
    ]
    known_query_parameters = Bounded.known_query_parameters | {
        "type", "child_of", "ancestor_of", "descendant_of", "translation_of", "locale",
    }  # fmt: skip
    meta_fields = [
        "type", "detail_url", "html_url", "slug", "seo_title", "search_description", "first_published_at", "locale",
    ]  # fmt: skip

    @classproperty
    def detail_only_fields(cls) -> list[str]:  # noqa: N805 - a property of the class
        """Return the fields that lists do not have: whole texts, and what costs queries."""
        return sorted(
            {
                field.name
                for model in get_page_models()
                for field in cls._convert_api_fields(getattr(model, "api_fields", ()))
                if not is_listed(model, field)
            }
        )

    def get_base_queryset(self) -> QuerySet:
        return public_pages(self.request)

    def get_root_page(self) -> Page:
        return request_site(self.request).root_page

    def get_queryset(self) -> QuerySet:
        locale = self.request.GET.get("locale")
        if locale is not None and request_state(self.request).locale(locale) is None:
            raise BadRequestError("unsupported locale")
        pages = super().get_queryset().select_related("locale").order_by("path")
        if issubclass(pages.model, BasePage):
            return pages.select_related("locale", "image").prefetch_related("image__renditions")
        return pages

    def listing_view(self, request: Any) -> Response:
        with shelf.open(reader_at=""):
            return super().listing_view(request)

    def detail_view(self, request: Any, pk: int) -> Response:
        page = self.get_object()
        with shelf.open(reader_at=""), translation.override(page.locale.language_code):
            if isinstance(page, BasePage):
                page.api_surroundings = page.load_surroundings(request._request, [])
            request._request.file_language = page.locale.language_code
            return super().detail_view(request, pk)


class PicturesViewSet(Bounded, BaseAPIViewSet):
    """Pictures that public pages show, in the sizes they are shown in."""

    base_serializer_class = PictureSerializer
    filter_backends = [filters.FieldsFilter, Ordering]
    body_fields = [
        *BaseAPIViewSet.body_fields, "title", "description", "is_decorative", "width", "height", "credit", "licence",
        "language", "sizes",
    ]  # fmt: skip
    listing_default_fields = [*BaseAPIViewSet.listing_default_fields, "title", "description", "sizes"]
    nested_default_fields = listing_default_fields
    name = "images"
    model = CustomImage

    def get_queryset(self) -> QuerySet:
        return public_images(self.request).prefetch_related("renditions").order_by("pk")


class DocumentsViewSet(Bounded, BaseAPIViewSet):
    """Documents that public pages offer."""

    base_serializer_class = DocumentSerializer
    filter_backends = [filters.FieldsFilter, Ordering]
    body_fields = [*BaseAPIViewSet.body_fields, "title", "language", "credit", "licence", "file_size"]
    meta_fields = [*BaseAPIViewSet.meta_fields, "download_url"]
    listing_default_fields = [*BaseAPIViewSet.listing_default_fields, "title", "language", "download_url"]
    nested_default_fields = listing_default_fields
    name = "documents"
    model = CustomDocument

    def get_queryset(self) -> QuerySet:
        return public_documents(self.request).order_by("pk")
