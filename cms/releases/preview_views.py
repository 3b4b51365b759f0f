"""The previews of a set, for whoever has their address: no account, no cookie, no session."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from cms.languages import LANGUAGES
from cms.releases.addresses import page_address, set_address
from cms.releases.comment_form import CommentForm
from cms.releases.forecast import forecast_of
from cms.releases.links import ClosedError, DeadLinkError, UnknownLinkError, add_comment, link_at
from cms.releases.models import ReleaseLink
from cms.releases.overview import entries_of
from cms.releases.previewing import moment_of, preview_page
from cms.releases.vocabulary import RELEASED
from cms.sitestate import request_site, request_state

#: What every answer says: it is for one reader, and leaves no trace elsewhere.
HEADERS = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
}


def for_the_address(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view of a preview: it gets the link of its address; one page answers where that does not work.

    The address is the only authority. No cookie and no session is read, so a forged form has nothing to misuse:
    that is why the views may do without the token against such forms, which would need a cookie.
    """

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        request.user = AnonymousUser()
        try:
            response = view(request, link_at(token), **kwargs)
        except UnknownLinkError:
            response = render(request, "releases/dead.html", status=404)
        except DeadLinkError:
            response = render(request, "releases/dead.html", status=410)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response

    return answer


@for_the_address
@require_http_methods(["GET", "HEAD"])
def preview_set(request: HttpRequest, link: ReleaseLink) -> HttpResponse:
    """List the pages of a set by language; after their release, with their public addresses."""
    return _list(request, link)


def _list(request: HttpRequest, link: ReleaseLink, refused: str = "", status: int = 200) -> HttpResponse:
    """Return the list; `refused` is the text of a comment that came too late."""
    release_set = link.release_set
    is_released = release_set.state == RELEASED
    by_language: dict[str, dict[str, Any]] = {}
    forecast = None if is_released else forecast_of(release_set)
    for entry in entries_of(release_set, forecast):
        if is_released and not entry.page.live:
            continue
        url = entry.page.get_url(request) if is_released else page_address(link, entry.page)
        shown = by_language.setdefault(entry.code, {"name": entry.language, "code": entry.code, "pages": []})
        shown["pages"].append({"entry": entry, "url": url})
    context = {
        **moment_of(release_set),
        "release_set": release_set,
        "by_language": list(by_language.values()),
        "is_released": is_released,
        "refused": refused,
        "versions": _same_in_other_languages(request, link),
    }
    return render(request, "releases/preview.html", context, status=status)


@for_the_address
@require_http_methods(["GET", "HEAD", "POST"])
def preview_page_of_set(request: HttpRequest, link: ReleaseLink, page_id: int) -> HttpResponse:
    """Show a page as it will go live, and keep what is said of it."""
    member = link.release_set.members.filter(page=page_id).select_related("page__locale").first()
    if member is None:
        raise UnknownLinkError
    page = member.page
    if link.release_set.state == RELEASED:
        if request.method == "POST":
            return _too_late(request, link)
        return HttpResponseRedirect(page.get_url(request) if page.live else set_address(link))
    if request.method != "POST":
        return preview_page(request, link, page)
    with translation.override(page.locale.language_code):
        return _keep_comment(request, link, page)


def _keep_comment(request: HttpRequest, link: ReleaseLink, page: Page) -> HttpResponse:
    form = CommentForm(request.POST)
    if form.is_valid():
        try:
            add_comment(link, page, form.cleaned_data["name"], form.cleaned_data["text"])
        except ValidationError as error:
            form.add_error(None, error)
        except ClosedError:
            link.release_set.refresh_from_db()
            return _too_late(request, link)
        else:
            return HttpResponseRedirect(f"{page_address(link, page)}?kept#comments")
    return preview_page(request, link, page, form)


def _too_late(request: HttpRequest, link: ReleaseLink) -> HttpResponse:
    """Say that comments are closed, and give back what was written."""
    return _list(request, link, refused=request.POST.get("text", "").strip() or "–", status=409)


def _same_in_other_languages(request: HttpRequest, link: ReleaseLink) -> list[dict[str, Any]]:
    """Return this list in each language of the site, for the switcher."""
    site = request_site(request)
    offered = request_state(request).roots.get(site.pk, {}) if site else {}
    found = []
    for code, name in LANGUAGES:
        if code in offered:
            with translation.override(code):
                url = set_address(link)
            current = code == translation.get_language()
            found.append({"code": code, "name": name, "url": url, "current": current})
    return found
