"""The site map for people: the pages of a language as a tree, long lists cut to their newest."""

from typing import Any

from django.db.models import Count, F, OrderBy, Q, QuerySet, Value, Window
from django.db.models.functions import Length, RowNumber, Substr
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe
from wagtail.models import Page, get_page_models

from cms.furniture import versions_of_view
from cms.serving import attach_locale
from cms.sitemaps import public_pages

#: Of more children than these, the newest are named, and the page itself leads to the rest.
MOST_CHILDREN = 8
#: How deep the pages right below a home page are: all of them are named.
FIRST_DEPTH = 3
#: No site map is longer: the rest is found from the pages that it names.
MOST_PAGES = 400
#: What says how new a page is.
OWN_DAYS = ("published_on", "start_at", "deadline_at")


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show the public pages of the active language."""
    home = tree(shown_pages(public_pages(request, translation.get_language())))
    return render(request, "site_map.html", {"home": home, "versions": versions_of_view(request, "site_map")})


def shown_pages(pages: QuerySet[Page]) -> list[Page]:
    """Return pages from the top of the tree down, of many children the newest; one query.

    Each has `siblings`, how many the children of its parent are.
    """
    parent = Substr("path", 1, Length("path") - Value(Page.steplen))
    found = (
        pages.order_by()
        .annotate(
            siblings=Window(Count("pk"), partition_by=parent),
            rank=Window(RowNumber(), partition_by=parent, order_by=newest_first()),
        )
        .filter(Q(rank__lte=MOST_CHILDREN) | Q(depth__lte=FIRST_DEPTH))
        .order_by("depth", "path")[:MOST_PAGES]
    )
    return sorted(found, key=_place)


def _place(page: Page) -> tuple[int, int, str]:
    is_cut = page.depth > FIRST_DEPTH and page.siblings > MOST_CHILDREN
    return page.depth, page.rank if is_cut else 0, page.path


def newest_first() -> list[OrderBy]:
    """Return the order of pages by the day of their own type, without a query a type."""
    days = [
        F(f"{model._meta.model_name}__{field.name}").desc(nulls_last=True)
        for model in get_page_models()
        for field in model._meta.local_fields
        if field.name in OWN_DAYS
    ]
    return [*days, F("path").desc()]


def tree(pages: list[Page]) -> dict[str, Any] | None:
    """Return pages as a tree of entries {title, url, children, total (how many children there are)}; None for none.

    What is below a page that is not named is not named either.
    """
    entries: dict[str, dict[str, Any]] = {}
    for page in pages:
        attach_locale(page)
        entry = {"title": page.title, "url": page.url, "children": [], "total": 0}
        parent = entries.get(page.path[: -Page.steplen])
        if parent is not None:
            parent["children"].append(entry)
            parent["total"] = page.siblings
        if parent is not None or not entries:
            entries[page.path] = entry
    return next(iter(entries.values()), None)
