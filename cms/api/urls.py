"""Addresses of the API."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import include, path, re_path
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms.api.answering import answered
from cms.api.openapi import description
from cms.api.refusing import NOT_THERE, not_there
from cms.api.views import DocumentsViewSet, PagesViewSet, PicturesViewSet

router = WagtailAPIRouter("api")
router.register_endpoint("pages", PagesViewSet)
router.register_endpoint("images", PicturesViewSet)
router.register_endpoint("documents", DocumentsViewSet)


@require_safe
def document(request: HttpRequest) -> JsonResponse:
    """Return the description of the API."""
    return JsonResponse(description(), json_dumps_params={"ensure_ascii": False})


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show the description to people; it is in English, as everything is that programs read."""
    with translation.override("en"):
        return render(request, "api.html", {"document": description()})


def for_all(view: Callable) -> Callable:
    """Return a view that anybody may ask, from anywhere."""
    return csrf_exempt(answered(view))


urlpatterns = [
    path("api/v2/", show, name="api_description"),
    path("api/v2/openapi.json", for_all(document), name="api_openapi"),
    path("api/v2/", include((decorate_urlpatterns(router.get_urlpatterns(), for_all), "api"))),
    re_path(r"^api/(.*)$", for_all(not_there), name=NOT_THERE),
]
