"""Where the whole list of something is: the index page of a type in the active language."""

from django.apps import apps
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page

from cms.pagelinks import is_published
from cms.sitestate import request_state


def index_address(request: HttpRequest, model: str) -> str:
    """Return the address of the first published page of `model` ("app.Model"); empty for none."""
    page = index_page(request, model)
    return page.get_url(request) or "" if page else ""


def index_page(request: HttpRequest, model: str) -> Page | None:
    """Return the first published page of `model` ("app.Model") in the active language, kept until something changes."""
    language = get_language()
    kept = request_state(request).kept
    if ("indexes", language) not in kept:
        kept["indexes", language] = {}
    known = kept["indexes", language]
    page = known.get(model)
    if model not in known or (page and not is_published(page)):
        pages = apps.get_model(model).objects.in_language(language).visible_to_public()
        page = known[model] = pages.order_by("path").first()
    return page
