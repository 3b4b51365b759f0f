"""The picture a page is shared with: its own, else one made of its title, else that of the site.

Pictures are made when they are asked for (`share.png` below the page's address) and kept as files. Their address ends
in what they were made of, so that networks fetch another when title, name or brand change.
"""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import quote_etag

from cms.below import url_of_file
from cms.brand import brand_tag
from cms.conditional import unchanged
from cms.kept_files import BusyError, KeptFiles
from cms.lettering import can_set, cleaned
from cms.pictures import picture
from cms.share_drawing import DESIGN, HEIGHT, WIDTH, drawn
from cms.sitestate import request_state

FILE = "share.png"
PICTURES = KeptFiles("share", ".png", most=2_000, patience=5)
#: How long others may keep a picture whose address says what it shows (seconds); it outlives its page by that.
KEPT_FOR = 24 * 60 * 60


@dataclass(frozen=True)
class Words:
    """What stands in a picture."""

    title: str
    name: str
    language: str

    @cached_property
    def tag(self) -> str:
        """What the picture is called: it is another when anything in it is."""
        parts = (self.title, self.name, self.language, str(DESIGN), brand_tag())
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]

    @property
    def alt(self) -> str:
        """The picture for who does not see it."""
        return " – ".join(part for part in (self.title, self.name) if part)


def words_of(page: Any, furniture: Any) -> Words | None:
    """Return what a page's picture says; None where our font cannot set it."""
    title, name = cleaned(page.title), cleaned(furniture.texts.brand_name if furniture.texts else "")
    return Words(title, name, page.locale.language_code) if title and can_set(title + name) else None


def own_share_picture(page: Any) -> dict[str, Any] | None:
    """Return the picture that a page was given for sharing, else its lead picture; None without any."""
    if page.share_image_id and page.share_image:
        return picture(page.share_image, page.share_image.default_alt_text, preset="share")
    return picture(page.image, page.image_alt, preset="share")


def shared_with(
    page: Any, request: HttpRequest, furniture: Any, own: dict[str, Any] | None
) -> dict[str, Any] | None:
    """Return `src`, `width`, `height` and `alt` of the picture that a page is shared with; None for none.

    The home page has the site's picture before one of its title, which says little. No query.
    """
    general = furniture.share_picture
    if own or not _has_made(page, request):
        return own or general
    address = page.get_url(request)
    words = None if general and address == furniture.home_url else words_of(page, furniture)
    if words is None or not address:
        return general
    src = f"{url_of_file(address, FILE)}?v={words.tag}"
    return {"src": src, "width": WIDTH, "height": HEIGHT, "alt": words.alt}


def _has_made(page: Any, request: HttpRequest) -> bool:
    """Tell whether a page is there for everybody: no preview, no private page."""
    if not page.pk or not page.live or getattr(request, "is_preview", False):
        return False
    return not (getattr(request, "embargo", None) or request_state(request).is_restricted(page.path))


def share_picture_file(page: Any, request: HttpRequest) -> HttpResponse:
    """Return the picture made of a page's title; 503 where too many are being made.

    Raises Http404 for a page that is not there for everybody, and where our font cannot set the title.
    """
    from cms.furniture import request_furniture  # which needs the models of pages

    words = words_of(page, request_furniture(request)) if _has_made(page, request) else None
    if words is None:
        raise Http404("There is no picture of this page's title.")
    etag = quote_etag(words.tag)
    response = unchanged(request, etag)
    if response is None:
        try:
            content = PICTURES.get(words.tag, lambda: drawn(words.title, words.name, words.language))
        except BusyError:
            return HttpResponse(status=503, headers={"Retry-After": "10"}, content_type="text/plain")
        response = HttpResponse(content, content_type="image/png", headers={"ETag": etag})
    if request.GET.get("v") == words.tag:
        response.headers["Cache-Control"] = f"public, max-age={KEPT_FOR}"
    return response
