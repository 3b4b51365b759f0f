"""The search page: what a visitor asked for, in her language first; and what is offered while she types."""

from collections import Counter
from dataclasses import replace
from typing import Any

from django.core.paginator import Page as ListPage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from cms.foreign import in_language
from cms.formats import format_number
from cms.furniture import versions_of_view
from cms.paging import address, paginate, view_title
from search.asking import ALL, Asked, asked_for, check_topic, roots_of
from search.finding import DEEPEST, Results, elsewhere, find
from search.log import note
from search.promotions import Promotion, promoted
from search.showing import facet_groups, language_options, result_rows, sort_options, topic_names
from search.suggesting import Suggestions, suggest


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what was found for the question in `q`, narrowed down and ordered as the other parameters say."""
    asked = asked_for(request)
    results = find(asked.search) if asked.question.wanted and asked.search.languages else Results()
    topics = topic_names([*results.facets.get("topic", ()), asked.chosen.get("topic", "")])
    check_topic(asked, topics)
    paging = paginate(request, results.keys, keep=asked.filters.values)
    is_first = paging["page_obj"].number == 1
    if is_first and asked.is_plain:
        is_answered = not (results.instead or results.is_some)
        note(asked.question, asked.own, results.total if is_answered else 0)
    context = {
        "asked": asked,
        "query": asked.question.text,
        "results": results,
        "paging": paging,
        "rows": result_rows(results, paging["page_obj"].object_list, topics),
        "recommended": _recommended(asked, results) if is_first and asked.is_plain else [],
        "groups": facet_groups(asked, results, topics),
        "elsewhere": language_options(asked, _elsewhere(asked, results)),
        "sorts": sort_options(asked),
        "view_title": view_title([], paging),
        "hidden": [{"name": name, "value": asked.filters.get(name)} for name in ("language", "sort")],
        "versions": _versions(request, asked),
    }
    return render(request, "search/search.html", context | _said(asked, results, paging["page_obj"]))


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """Offer what the beginning of a question in `q` can become, as `static/js/suggest.js` shows it."""
    language = translation.get_language()
    root = roots_of(request).get(language)
    found = suggest(request.GET.get("q", ""), language, (root,)) if root else Suggestions()
    options = [{"text": text} for text in found.questions] + found.pages
    said = ngettext("%(number)s suggestion", "%(number)s suggestions", len(options))
    headers = {"Cache-Control": "private, max-age=30", "X-Robots-Tag": "noindex"}
    return JsonResponse({"said": said % {"number": len(options)}, "options": options}, headers=headers)


def _recommended(asked: Asked, results: Results) -> list[Promotion]:
    """Return what staff recommend for the question, else for what was answered instead."""
    found = promoted(asked.question, asked.own, asked.roots)
    return found or (promoted(results.instead, asked.own, asked.roots) if results.instead else [])


def _elsewhere(asked: Asked, results: Results) -> Counter[str]:
    """Return how much there is in other languages: of what was typed, else of what was answered instead."""
    found = elsewhere(asked.search, asked.others) if asked.question.wanted else Counter()
    if results.instead and not found:
        found = elsewhere(replace(asked.search, question=results.instead), asked.others)
    return found


def _said(asked: Asked, results: Results, page: ListPage) -> dict[str, Any]:
    """Return what is told of the answer as a whole."""
    found = {
        "shown_number": format_number(results.total),
        "deepest": format_number(DEEPEST),
        "is_deeper": results.total > len(results.keys) and not page.has_next(),
    }
    if asked.language != asked.own:
        found["searched"] = _("in all languages") if asked.language == ALL else in_language(asked.language)
    if results.closed or asked.is_closed:
        found["apart"] = {
            "label": _("Closed calls"),
            "count": format_number(results.closed),
            "url": asked.url("closed", "" if asked.is_closed else "1"),
            "current": asked.is_closed,
        }
    if asked.wide_url:
        found["wide"] = {"label": _("Clear all filters"), "url": asked.wide_url}
    if results.instead:
        text = results.instead.text
        found |= {"meant": text, "meant_url": asked.url("q", text)}
    return found


def _versions(request: HttpRequest, asked: Asked) -> list[dict[str, Any]]:
    """Return the search page in the other languages, with the same question."""
    return [
        version | {"url": address(version["url"], {"q": asked.question.text})}
        for version in versions_of_view(request, "search")
    ]
