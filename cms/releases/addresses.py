"""Where the previews of a set are: one address for the whole set, one for each page in its language."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from cms.releases.links import token_of
from cms.releases.models import ReleaseLink


def set_address(link: ReleaseLink) -> str:
    """Return the path of a set's preview, in the active language."""
    return reverse("release_preview", args=[token_of(link)])


def page_address(link: ReleaseLink, page: Page) -> str:
    """Return the path of the preview of a page, in the page's own language."""
    with translation.override(page.locale.language_code):
        return reverse("release_preview_page", args=[token_of(link), page.pk])


def whole_address(request: HttpRequest, link: ReleaseLink) -> str:
    """Return what an editor sends to a reviewer."""
    return request.build_absolute_uri(set_address(link))
