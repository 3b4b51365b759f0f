"""How the API refuses what reaches none of its views: in JSON as well."""

from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import Resolver404, resolve

#: Where all addresses of the API are.
ROOT: Final = "/api/"
#: The name of what is nothing there.
NOT_THERE: Final = "api_not_there"


def is_of_api(request: HttpRequest) -> bool:
    """Tell whether a request asks for an address of the API, be there anything or not."""
    return request.path_info.startswith(ROOT)


def refuse(message: str, status: int) -> JsonResponse:
    """Return an answer that says what is wrong, as those of the views do."""
    return JsonResponse({"message": message}, status=status, headers={"Cache-Control": "no-cache"})


def not_there(request: HttpRequest, path: str) -> HttpResponse:
    """404 for an address that is none; who only left out the slash at its end is sent on."""
    if not path.endswith("/") and request.method in ("GET", "HEAD"):
        try:
            is_known = resolve(f"{request.path_info}/").url_name != NOT_THERE
        except Resolver404:
            is_known = False
        if is_known:
            return HttpResponseRedirect(request.get_full_path(force_append_slash=True))
    return refuse("There is no such address.", 404)
