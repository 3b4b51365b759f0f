"""The search page: public pages in the visitor's language."""

import re
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe
from wagtail.models import Page, get_page_models

from cms import findable
from cms.formats import format_date
from cms.furniture import versions_of_view
from cms.models.pages import PublicPageQuerySet
from cms.paging import paginate
from cms.preloading import shelf
from cms.props import kind_name
from cms.serving import attach_locale
from cms.sitestate import request_site, request_state
from search.finding import Search, find
from search.models import Entry
from search.questions import ask

#: Nobody types more; a longer question would only cost.
LONGEST_QUERY = 200
#: Letters and digits of any script. SQLite's index takes a quotation mark for the start of a string.
WORD = re.compile(r"\w+")


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the pages that hold the words in `q`, the best match first."""
    query = " ".join(request.GET.get("q", "").split())[:LONGEST_QUERY].strip()
    paging = paginate(request, found_pages(request, query), keep={"q": query})
    with shelf.open():
        rows = result_rows(list(paging["page_obj"]))
    besides = offered_rows(request, query) if query else []
    context = {
        "query": query,
        "paging": paging,
        "rows": [*besides, *rows] if paging["page_obj"].number == 1 else rows,
        "number": paging["page_obj"].paginator.count + len(besides),
        "versions": versions_of_view(request, "search"),
    }
    return render(request, "search/search.html", context)


def found_pages(request: HttpRequest, query: str) -> Any:
    """Return the public pages of the site in the active language that hold all words of `query`."""
    site = request_site(request)
    root = request_state(request).roots.get(site.pk, {}).get(translation.get_language()) if site else None
    words = " ".join(WORD.findall(query))
    if not root or not words:
        return Page.objects.none()
    visible = PublicPageQuerySet(Page).visible_to_public().filter(url_path__startswith=root)
    # the index knows keys and nothing of expiry or restrictions
    return Page.objects.filter(pk__in=visible.values("pk")).search(words)


def offered_rows(request: HttpRequest, query: str) -> list[dict[str, Any]]:
    """Return what is found below pages that is no page, as members of the alliance."""
    keys = find(Search(ask(query), (translation.get_language(),))).keys
    entries = Entry.objects.filter(pk__in=keys, kind__in=findable.offer_labels()).select_related("page")[:5]
    return [
        {
            "url": offer.url(entry.page.get_url(request), entry.key),
            "title": entry.title,
            "text": entry.summary,
            "kind": offer.label,
        }
        for entry in entries
        if (offer := findable.offer(entry.kind))
    ]


def result_rows(pages: list[Page]) -> list[dict[str, Any]]:
    """Return results as `components/list_item.html` shows them, in their order; one query."""
    rows = with_summaries(Page.objects.all()).in_bulk([page.pk for page in pages])
    return [_row(rows[page.pk]) for page in pages if page.pk in rows]


def with_summaries(pages: QuerySet) -> QuerySet:
    """Return pages with the `shown_summary` and the day of their own type, without a query a type."""
    models = [model for model in get_page_models() if model is not Page]
    names = {field: [] for field in ("summary", "published_on", "start_at", "deadline_at")}
    for model in models:
        own = {field.name for field in model._meta.get_fields()}
        for field, paths in names.items():
            if field in own:
                paths.append(F(f"{model._meta.model_name}__{field}"))
    first = {
        f"shown_{field}": Coalesce(*paths) if len(paths) > 1 else paths[0]
        for field, paths in names.items()
        if paths
    }
    return pages.annotate(**first)


def _row(page: Page) -> dict[str, Any]:
    attach_locale(page)
    model = ContentType.objects.get_for_id(page.content_type_id).model_class()
    moment = page.shown_start_at or page.shown_deadline_at
    day = page.shown_published_on or (moment and moment.date())
    return {
        "url": page.url,
        "title": page.title,
        "text": page.shown_summary or page.search_description,
        "kind": kind_name(model),
        "date": format_date(day) if day else "",
        "date_iso": day.isoformat() if day else "",
    }
