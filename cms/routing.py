"""From an address to a page, and from no address to a language.

Wagtail walks the tree level by level, two queries each. Pages know their whole path, so two do for any depth.
"""

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_safe
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from cms.below import find_below, find_file, url_below
from cms.elsewhere import answer_elsewhere
from cms.pagelinks import is_published
from cms.share_pictures import FILE as SHARE_PICTURE
from cms.sitestate import request_site, request_state
from cms.translation.notice import with_version

SAFE_METHODS = ("GET", "HEAD")
#: How many addresses a worker remembers the page of.
MOST_ADDRESSES = 20_000


def serve(request: HttpRequest, path: str = "") -> HttpResponse:
    """Serve the page at `path` in the active language; Wagtail's own view does the serving.

    Where there is none, what the page is in other languages is said, or shown (`cms.elsewhere`). Wagtail would show
    the default language under the address of a language that the site does not have.
    """
    site = request_site(request)
    has_language = site is not None and translation.get_language() in request_state(request).roots.get(
        site.pk, {}
    )
    page = find_page(request, path) if has_language else None
    if page is None and has_language and (found := find_below(request, path)):
        return _serve_below(request, path, *found)
    if page is None and request.method in SAFE_METHODS:
        answer = None if has_redirect(request) else answer_elsewhere(request, path)
        if isinstance(answer, HttpResponse):
            return answer
        if answer is not None:
            page = answer.specific
            page.shown_instead = True
    if page is not None:
        request._wagtail_route_for_request = RouteResult(page)
    elif not has_language:
        raise Http404("The site does not have this language.")
    return wagtail_serve(request, path)


def _serve_below(request: HttpRequest, path: str, page: Page, below: list[str]) -> HttpResponse:
    """Let a page answer at an address below it; send there who asks with another language's word."""
    address = url_below(page.get_url(request), type(page), *below)
    if request.path != address:
        query = request.META.get("QUERY_STRING", "")
        return HttpResponseRedirect(f"{address}?{query}" if query else address)
    request._wagtail_route_for_request = RouteResult(page, kwargs={"below": below})
    return wagtail_serve(request, path)


def serve_file(request: HttpRequest, path: str) -> HttpResponse:
    """Serve a file below a page, to those who may read the page."""
    site = request_site(request)
    found = find_file(request, path) if site is not None else None
    if found is None:
        raise Http404("There is no such file.")
    page, name = found
    if name == SHARE_PICTURE and request_state(request).is_restricted(page.path):
        raise Http404("Networks, which ask for it, can give no password.")
    request._wagtail_route_for_request = RouteResult(page, kwargs={"file": name})
    return wagtail_serve(request, path)


def has_redirect(request: HttpRequest) -> bool:
    """Tell whether somebody has set another address for this one; the middleware follows it from a 404."""
    return get_redirect(request, Redirect.normalise_path(request.path, decode_unicode=False)) is not None


def find_page(request: HttpRequest, path: str) -> Page | None:
    """Return the published page at `path` below the active language's home, None when it is not that simple."""
    site = request_site(request)
    if site is None:
        return None
    root = request_state(request).roots.get(site.pk, {}).get(translation.get_language())
    if root is None:
        return None
    url_path = root + (path.strip("/") + "/" if path.strip("/") else "")
    known = request_state(request).addresses
    row = (
        known.get(url_path)
        or Page.objects.filter(url_path=url_path, live=True, alias_of=None)
        .values_list("pk", "content_type_id")
        .first()
    )
    if row is None:
        return None
    if len(known) < MOST_ADDRESSES:
        known[url_path] = row
    model = ContentType.objects.get_for_id(row[1]).model_class()
    if model is None:
        return None
    page = load_page(model, row[0])
    return page if page and is_published(page) else None


def load_page(model: type[Page], key: int) -> Page | None:
    """Return a live page with all that its own query brings along; None where it is not live."""
    queryset = with_version(model.objects.filter(pk=key, live=True))
    return queryset.select_related(*getattr(model, "served_with", ())).first()


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """Send a visitor from `/` to the site in the language her browser asks for; English where it asks for none.

    No cookie is set or read; `Vary` says what the answer depends on.
    """
    site = request_site(request)
    state = request_state(request)
    offered = set(state.roots.get(site.pk, {})) if site else set()
    language = preferred_language(request.headers.get("Accept-Language", ""), offered)
    with translation.override(language):
        response = HttpResponseRedirect(reverse("wagtail_serve", args=[""]))
    patch_vary_headers(response, ["Accept-Language"])
    return response


def preferred_language(header: str, offered: set[str]) -> str:
    """Return the best offered language for an Accept-Language header (RFC 9110 §12.5.4); “en” as a last resort."""
    for code, _quality in parse_accept_lang_header(header[:500].lower()):
        for candidate in (code, code.split("-")[0]):
            if candidate in offered:
                return candidate
    return "en" if "en" in offered or not offered else sorted(offered)[0]
