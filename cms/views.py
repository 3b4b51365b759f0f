"""Addresses that are no pages: error pages, renditions, documents, robots.txt."""

import mimetypes
import posixpath

from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.files.storage import storages
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.template import loader
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.http import http_date
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.documents.views.serve import serve
from wagtail.models import CollectionViewRestriction

from cms.api.refusing import is_of_api, refuse
from cms.file_checks import ending
from cms.file_kinds import RECORDING_TYPES
from cms.languages import LANGUAGES
from cms.models import CustomRendition
from cms.ranges import with_range
from cms.routing import preferred_language
from cms.sharing import LONGEST_TEXT, MastodonForm, is_own_address, mastodon_address

#: What a rendition can be; anything else in the folder is not handed out.
RENDITION_TYPES = {"image/avif", "image/gif", "image/jpeg", "image/png", "image/webp"}


@require_safe
@cache_control(public=True, max_age=31_536_000, immutable=True)
def rendition(request: HttpRequest, path: str) -> HttpResponse:
    """Hand out a picture in one of its sizes; 404 for all else and for pictures of private collections."""
    path = posixpath.normpath(path)
    kind, _encoding = mimetypes.guess_type(path)
    if kind not in RENDITION_TYPES or path.startswith((".", "/")):
        raise Http404
    found = (
        CustomRendition.objects.filter(file=path).values_list("image__collection__path", flat=True).first()
    )
    storage = storages["renditions"]
    if found is None or not storage.exists(path):
        raise Http404
    if _is_private(found):
        raise Http404
    response = FileResponse(storage.open(path), content_type=kind)
    response["Last-Modified"] = http_date(storage.get_modified_time(path).timestamp())
    response["Content-Security-Policy"] = "default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    request.file_language = ""
    return response


@require_safe
def document(request: HttpRequest, document_id: str, filename: str) -> HttpResponseBase:
    """Hand out a document or a recording with Wagtail's view, which checks permission, in parts where asked."""
    response = with_range(request, serve(request, int(document_id), filename))
    if ending(filename) in RECORDING_TYPES and response.has_header("Content-Security-Policy"):
        # Opened by itself, a browser puts it into a page of its own, to which this policy applies.
        response["Content-Security-Policy"] += "; media-src 'self'"
    return response


def _is_private(collection_path: str) -> bool:
    restricted = CollectionViewRestriction.objects.values_list("collection__path", flat=True)
    return any(collection_path.startswith(path) for path in restricted)


@require_safe
@cache_control(public=True, max_age=86_400)
def robots(request: HttpRequest) -> HttpResponse:
    """Tell crawlers what not to read, and where all pages are named."""
    sitemap = request.build_absolute_uri(reverse("sitemap_index"))
    return HttpResponse(
        f"User-agent: *\nDisallow: /admin/\nDisallow: /documents/\n\nSitemap: {sitemap}\n",
        content_type="text/plain",
    )


@require_safe
@cache_control(public=True, max_age=86_400)
def favicon(request: HttpRequest) -> HttpResponse:
    """Send browsers that ask for an icon without being told to the one there is."""
    return HttpResponseRedirect(static("img/favicon.ico"))


@require_safe
def share_on_mastodon(request: HttpRequest) -> HttpResponse:
    """Send a visitor to the Mastodon server she names, with a page of this site; ask again for what is no server.

    The policy of our pages lets no form lead to another host, not by a redirect either: the page that says where it
    goes sends her on. Raises BadRequest for the address of another site.
    """
    text = " ".join(request.GET.get("text", "").split())[:LONGEST_TEXT]
    url = request.GET.get("url", "")
    if not is_own_address(request, url):
        raise BadRequest("url is not of this site")
    form = MastodonForm(request.GET if "server" in request.GET else None)
    context = {"form": form, "text": text, "url": url}
    if form.is_valid():
        context["host"] = form.cleaned_data["server"]
        context["target"] = mastodon_address(context["host"], text, url)
    response = render(request, "share_on_mastodon.html", context)
    if form.is_valid():
        response.headers["Refresh"] = f"0; url={context['target']}"
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: what was asked makes no sense, or 413: it is too long to be read.

    Said in the language of the address, else in one the browser asks for; by the API, in JSON.
    """
    is_too_long = isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)
    if is_of_api(request):
        return refuse("The request makes no sense.", 413 if is_too_long else 400)
    language = translation.get_language_from_path(request.path_info)
    codes = {code for code, _name in LANGUAGES}
    if language not in codes:
        language = preferred_language(request.headers.get("Accept-Language", ""), codes)
    with translation.override(language):
        text = loader.render_to_string("400.html", {"is_too_long": is_too_long})
    return HttpResponse(text, status=413 if is_too_long else 400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form that did not come from a page of ours, or from one too old."""
    return render(request, "403_csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault. The page reads neither database nor cache: either may be what is broken."""
    if is_of_api(request):
        return refuse("Something went wrong on our side.", 500)
    return HttpResponse(loader.render_to_string("500.html"), status=500)
