"""What was found, as the components of the search page show it."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.documents import get_document_model
from wagtail.models import Page

from cms import findable
from cms.choices import country_name, language_name
from cms.collation import in_order
from cms.foreign import foreign
from cms.formats import format_date, format_number, format_size
from cms.models.records import Topic
from cms.preloading import shelf
from cms.serving import attach_locale
from cms.translation.language_marks import direction
from search import snippets
from search.asking import ALL, Asked, kinds
from search.finding import DATE, RELEVANCE, Results
from search.models import Entry

#: So many values of a facet are in view, and so many are offered at all.
_IN_VIEW: Final = 8
_MOST_OFFERED: Final = 30
_LABELS: Final = {
    "type": gettext_lazy("Kind"),
    "topic": gettext_lazy("Topic"),
    "year": gettext_lazy("Year"),
    "country": gettext_lazy("Country"),
}


def result_rows(results: Results, keys: Iterable[int], topics: dict[str, Any]) -> list[dict[str, Any]]:
    """Return entries as `components/list_item.html` shows them, in the order of `keys`; at most three queries."""
    found = Entry.objects.in_bulk(keys)
    entries = [found[key] for key in keys if key in found]
    pages = Page.objects.in_bulk({entry.page_id for entry in entries})
    files = [entry.key for entry in entries if entry.kind == "document"]
    documents = {}
    if files:
        documents = {str(each.pk): each for each in get_document_model().objects.filter(pk__in=files)}
    names = kinds()
    rows = []
    with shelf.open():
        for page in pages.values():
            attach_locale(page)
        for entry in entries:
            page, document = pages.get(entry.page_id), documents.get(entry.key)
            if page and (document or entry.kind != "document"):
                where = _of_document(document, page) if entry.kind == "document" else _of_page(entry, page)
                rows.append(_words_of(entry, results, names, topics) | where)
    return rows


def topic_names(slugs: Iterable[str]) -> dict[str, Any]:
    """Return topics by slug, named in the reader's language, else marked with the one they are named in; one query."""
    own, named = translation.get_language(), {}
    topics = Topic.objects.filter(slug__in=set(filter(None, slugs))).order_by("locale_id")
    for slug, name, language in topics.values_list("slug", "name", "locale__language_code"):
        if language == own:
            named[slug] = name
        else:
            named.setdefault(slug, format_html('<span lang="{}">{}</span>', language, name))
    return named


def facet_groups(asked: Asked, results: Results, topics: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what `components/facets.html` offers to narrow down by, with how many there would be."""
    names = {"type": kinds(), "topic": topics}
    groups = []
    for name, counts in results.facets.items():
        chosen = asked.chosen.get(name)
        named = names.get(name)
        known = {value: number for value, number in counts.items() if named is None or value in named}
        if chosen:
            known.setdefault(chosen, 0)
        if not chosen and not any(number < results.total for number in known.values()):
            continue  # nothing would be narrowed down
        options = [
            {
                "value": value,
                "label": named[value] if named else country_name(value) if name == "country" else value,
                "count": format_number(number),
                "url": asked.url(name, "" if value == chosen else value),
                "current": value == chosen,
            }
            for value, number in _most(known, chosen)
        ]
        first, rest = _in_order(name, options[:_IN_VIEW]), _in_order(name, options[_IN_VIEW:])
        groups.append({"name": name, "label": _LABELS[name], "options": first, "more": rest})
    return groups


def language_options(asked: Asked, counts: Counter[str]) -> list[dict[str, Any]]:
    """Return the languages that have something beside those that were searched, the own one and all of them."""
    found = [(code, format_number(counts[code])) for code in asked.others if counts[code]]
    if asked.language != asked.own and asked.own not in counts and asked.own in asked.languages:
        found.insert(0, (asked.own, None))
    options = [
        {"label": language_name(code), "url": asked.language_url(code), "count": number}
        for code, number in found
    ]
    if asked.language != ALL and sum(counts.values()):
        options.append({"label": _("All languages"), "url": asked.language_url(ALL), "count": None})
    return options


def sort_options(asked: Asked) -> list[dict[str, Any]]:
    """Return the orders in which results can be read."""
    return [
        {"label": label, "url": asked.url("sort", value), "current": asked.search.sort == sort}
        for sort, value, label in ((RELEVANCE, "", _("Relevance")), (DATE, DATE, _("Date")))
    ]


def _most(known: dict[str, int], chosen: str | None) -> list[tuple[str, int]]:
    """Return the values that are offered: the chosen one, then those that most have."""
    return sorted(known.items(), key=lambda pair: (pair[0] != chosen, -pair[1], pair[0]))[:_MOST_OFFERED]


def _in_order(name: str, options: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if name == "year":
        return sorted(options, key=lambda option: option["value"], reverse=True)
    return list(in_order(options, translation.get_language(), lambda option: str(option["label"])))


def _words_of(entry: Entry, results: Results, names: dict, topics: dict[str, Any]) -> dict[str, Any]:
    found = snippets.shown(entry, results.match)
    marks = [mark.partition(":") for mark in entry.marks.split()]
    lang = foreign(entry.language)
    day = entry.day if entry.kind != "document" else None  # that is its page's
    return {
        "title": found.title,
        "text": found.text,
        "kind": next(
            (names[value] for name, _colon, value in marks if name == "type" and value in names), ""
        ),
        "topics": [topics[value] for name, _colon, value in marks if name == "topic" and value in topics],
        "date": format_date(day) if day else "",
        "date_iso": day.isoformat() if day else "",
        "lang": lang,
        "dir": direction(lang) if lang else "",
        "lang_label": language_name(lang) if lang else "",
    }


def _of_page(entry: Entry, page: Page) -> dict[str, Any]:
    if entry.kind == "page":
        return {"url": page.url}
    offer = findable.offer(entry.kind)
    with translation.override(entry.language):
        return {"url": offer.url(page.url, entry.key) if offer else page.url}


def _of_document(document: Any, page: Page) -> dict[str, Any]:
    size = format_size(document.file_size) if document.file_size else ""
    return {
        "url": document.url,
        "file": ", ".join(part for part in (document.file_extension.upper(), size) if part),
        "on_page": {"url": page.url, "title": page.title, "lang": foreign(page.locale.language_code)},
    }
