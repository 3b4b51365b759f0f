"""What happens to every request: malformed ones are refused, writes are atomic, answers carry safe headers."""

from urllib.parse import unquote_plus

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.middleware.locale import LocaleMiddleware
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from cms.sitestate import one_state

#: What is compressed besides text/*.
COMPRESSED_TYPES = {
    "application/json",
    "application/ld+json",
    "application/feed+json",
    "application/xml",
    "application/atom+xml",
    "application/rss+xml",
}
SAFE_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE"}


class RefuseMalformedMiddleware:
    """Answer 400 to what no honest client sends: a NUL byte in the address or the query.

    PostgreSQL cannot store one and would answer 500 somewhere deep.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        from cms.views import bad_request  # which needs the models: not there yet when middleware is imported

        raw = request.META.get("QUERY_STRING", "")
        if "\0" in request.path or "\0" in unquote_plus(raw):
            return bad_request(request, SuspiciousOperation("NUL byte"))
        return self.get_response(request)


class CompressTextMiddleware(GZipMiddleware):
    """Compress pages and other text, a quarter of the bytes; not pictures and recordings, nor parts of a file.

    Django's pads what it compresses, so that its length tells nothing of a secret in it (BREACH).
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        kind = response.get("Content-Type", "").partition(";")[0]
        if response.status_code == 206 or not (kind.startswith("text/") or kind in COMPRESSED_TYPES):
            return response
        return super().process_response(request, response)


class OneStateMiddleware:
    """Let a request see one state of the site, asked for once."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with one_state():
            return self.get_response(request)


class AtomicWritesMiddleware:
    """Run each request that may change something in one transaction.

    As Django's ATOMIC_REQUESTS, but reading takes no transaction: on SQLite one would lock out all others.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        if request.method in SAFE_METHODS or getattr(view, "_non_atomic_requests", None):
            return None
        with transaction.atomic():
            response = view(request, *args, **kwargs)
            if hasattr(response, "render") and callable(response.render) and not response.is_rendered:
                response.render()
        return response


class LanguageMiddleware(LocaleMiddleware):
    """Takes the language from the address, and leaves what is not found as it is.

    Django's own sends every such address on to one below a language, so that nobody learns that it is not there.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if not translation.get_language_from_path(request.path_info):
            patch_vary_headers(response, ("Accept-Language",))
        response.headers.setdefault("Content-Language", translation.get_language())
        return response


class SecurityHeadersMiddleware:
    """Give the admin the policy its screens need and everybody the headers Django does not set."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.headers.get("Content-Encoding") == "None":
            # wagtail/utils/sendfile.py (8.0.1) writes the word for a document that is not compressed; a browser
            # may take it for a compression it lacks. Delete when Wagtail leaves the header out.
            del response.headers["Content-Encoding"]
        if hasattr(request, "file_language") and (response.status_code < 300 or response.status_code == 304):
            _tell_file_language(response, request.file_language)
        response.headers.setdefault(
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
        )
        if request.path.startswith(self.admin):
            response._csp_replace = settings.ADMIN_CONTENT_SECURITY_POLICY
            response.headers.setdefault("Cache-Control", "private, no-store")
        elif request.COOKIES.get(settings.SESSION_COOKIE_NAME):
            response.headers.setdefault("Cache-Control", "private, no-cache")
        else:
            response.headers.setdefault("Cache-Control", "no-cache")
        return response


def _tell_file_language(response: HttpResponse, language: str) -> None:
    """Replace the visitor's language, which Django notes, by the file's own, and what it says of its choice."""
    varies = [name.strip() for name in response.headers.get("Vary", "").split(",")]
    kept = [name for name in varies if name and name.lower() != "accept-language"]
    for header, value in (("Content-Language", language), ("Vary", ", ".join(kept))):
        if value:
            response.headers[header] = value
        else:
            response.headers.pop(header, None)
