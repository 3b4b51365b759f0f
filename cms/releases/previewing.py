"""A page of a set as visitors will get it, with a band above that says so and the comments below."""

import copy
import re
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from wagtail.models import Page

from cms.formats import format_datetime, zone_label
from cms.releases.addresses import page_address, set_address
from cms.releases.comment_form import CommentForm
from cms.releases.models import ReleaseLink, ReleaseSet
from cms.releases.moments import in_words
from cms.releases.planning import pages_of
from cms.releases.problems import UNREADY
from cms.releases.publishing import Outcome
from cms.releases.rehearsing import rehearse
from cms.releases.vocabulary import PLANNED
from cms.routing import load_page
from cms.sitestate import site_state
from cms.translation.carrying import draft_of
from cms.translation.lineage import link_into
from cms.zones import default_time_zone

_HREF = re.compile(r'(<a\b[^>]*?\shref=")([^"#?]+)')


def preview_page(
    request: HttpRequest, link: ReleaseLink, page: Page, form: CommentForm | None = None
) -> HttpResponse:
    """Return a page of a set as it will be, in its own language; `form` is a comment that was refused."""

    def show(outcome: Outcome) -> HttpResponse:
        is_held_back = page.pk in outcome.held_back
        shown = _draft(page) if is_held_back else load_page(page.specific_class, page.pk)
        asked = _as_visitor(request, shown)
        asked.embargo = {
            **moment_of(link.release_set),
            "title": link.release_set.title,
            "list_url": set_address(link),
            "is_held_back": is_held_back,
            "is_unready": is_held_back and outcome.held_back[page.pk]["kind"] in UNREADY,
            "form": form or CommentForm(),
            "comments": _comments(link, page),
            "is_kept": form is None and "kept" in request.GET,
        }
        response = shown.serve_preview(asked, "") if is_held_back else shown.serve(asked)
        if hasattr(response, "render"):
            response.render()
        _lead_to_previews(response, asked, link, outcome)
        return response

    with translation.override(page.locale.language_code):
        return rehearse(link.release_set, show, locale_id=page.locale_id)


def moment_of(release_set: ReleaseSet) -> dict[str, str]:
    """Return when a set goes live, and in which time zone that is told; nothing where that is not planned."""
    if release_set.moment is None or release_set.state != PLANNED:
        return {"moment": "", "zone": ""}
    zone = default_time_zone()
    return {
        "moment": format_datetime(release_set.moment, zone),
        "zone": zone_label(zone, release_set.moment),
    }


def _comments(link: ReleaseLink, page: Page) -> list[dict[str, Any]]:
    """Return what was said of a page with this link."""
    return [
        {
            "name": comment.name,
            "text": comment.text,
            "at": in_words(comment.created_at),
            "iso": comment.created_at.isoformat(timespec="minutes"),
        }
        for comment in link.comments.filter(page=page)
    ]


def _draft(page: Page) -> Page:
    """Return a page that may not go live yet as it is being prepared."""
    link = None if page.alias_of_id else link_into(page.translation_key, page.locale_id)
    return draft_of(link.translation) if link else page.get_latest_revision_as_object()


def _as_visitor(request: HttpRequest, page: Page) -> HttpRequest:
    """Return the request a visitor without an account will send for the page."""
    asked = copy.copy(request)
    asked.method = "GET"
    asked.user = AnonymousUser()
    asked.site_state = site_state()
    asked.path = asked.path_info = page.get_url(asked) or request.path
    return asked


def _lead_to_previews(
    response: HttpResponse, request: HttpRequest, link: ReleaseLink, outcome: Outcome
) -> None:
    """Let links between the pages of the set lead to their previews: their addresses are not public yet."""
    if response.streaming or "html" not in response.headers.get("Content-Type", ""):
        return
    pages = [page for page in pages_of(link.release_set) if page.pk not in outcome.held_back]
    previews: dict[Any, str] = {page.get_url(request): page_address(link, page) for page in pages}
    own_hosts = {"", request.get_host()}

    def lead(match: re.Match) -> str:
        address = urlsplit(match[2])
        return match[1] + (previews.get(address.path, match[2]) if address.netloc in own_hosts else match[2])

    html = response.content.decode(response.charset)
    response.content = _HREF.sub(lead, html).encode(response.charset)
