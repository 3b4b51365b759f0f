"""How the API is asked and answered: what is kept, and which other sites' scripts may read it."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from cms.conditional import expired, state_tag, unchanged

#: Raised when answers are written otherwise.
EDITION = 1


def answered(view: Callable) -> Callable:
    """Return a view whose answers have a tag, may be kept, and may be read where API_ORIGINS says so."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method == "OPTIONS":
            return _allow(request, _preflight())
        request.file_language = ""  # the answer is in no visitor's language
        tag = state_tag(request, EDITION, expired())
        response = unchanged(request, tag) if request.method in ("GET", "HEAD") else None
        if response is None:
            response = view(request, *args, **kwargs)
            if response.status_code == 200:
                response.headers["ETag"] = tag
        response.headers["Cache-Control"] = "public, no-cache"
        return _allow(request, response)

    return wrapper


def _preflight() -> HttpResponse:
    headers = {
        "Access-Control-Allow-Methods": "GET, HEAD",
        "Access-Control-Allow-Headers": "If-None-Match",
        "Access-Control-Max-Age": "86400",
    }
    return HttpResponse(status=204, headers=headers)


def _allow(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let scripts of other sites read an answer, where the operator wants it; never with cookies."""
    origins = settings.API_ORIGINS
    origin = request.headers.get("Origin", "")
    if origins == ["*"]:
        response.headers["Access-Control-Allow-Origin"] = "*"
    elif origins:
        patch_vary_headers(response, ["Origin"])
        if origin in origins:
            response.headers["Access-Control-Allow-Origin"] = origin
    if "Access-Control-Allow-Origin" in response.headers:
        response.headers["Access-Control-Expose-Headers"] = "ETag"
    return response
