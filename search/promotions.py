"""What staff recommend for a question: pages in the language of the question, links in all languages or in one."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page

from cms.models.pages import PublicPageQuerySet
from search.analysis import lexemes
from search.questions import Question
from search.vocabulary import small_forms


@dataclass(frozen=True)
class Promotion:
    """Something that is recommended."""

    title: str
    description: str
    url: str


def promoted(question: Question, language: str, roots: Iterable[str] = ()) -> list[Promotion]:
    """Return what is recommended for a question in a language, in the order staff gave it; five queries at most.

    A recommendation is for the same words, in whatever form and order they are typed. `roots` are paths of home pages
    (`url_path`): only pages below one of them. Pages that the public may not see now are left out.
    """
    if not question.wanted:
        return []
    chosen = _chosen(_lexemes((part.text for part in question.wanted), language), language)
    keys = {each.page_id for each in chosen if each.page_id}
    below = Q()
    for root in roots:
        below |= Q(url_path__startswith=root)
    pages = PublicPageQuerySet(Page).visible_to_public().filter(below).in_bulk(keys) if keys else {}
    found = {}
    for each in chosen:
        page = pages.get(each.page_id)
        if page:
            text = each.description or page.search_description
            found.setdefault(page.url, Promotion(page.title, text, page.url))
        elif each.external_link_url:
            url = each.external_link_url
            found.setdefault(url, Promotion(each.external_link_text or url, each.description, url))
    return list(found.values())


def _chosen(asked: set[tuple[str, str]], language: str) -> list[SearchPromotion]:
    """Return recommendations for the words of a question; small ones that stand everywhere are passed over."""
    words = [(each, _lexemes([each.query.query_string], language)) for each in _in_language(language)]
    if not words:
        return []
    forms = {form for lexemes in (asked, *(lexemes for each, lexemes in words)) for form, stem in lexemes}
    small = small_forms(forms, language)

    def telling(lexemes: set[tuple[str, str]]) -> set[tuple[str, str]]:
        return {pair for pair in lexemes if pair[0] not in small} or lexemes

    return [each for each, lexemes in words if is_for(telling(lexemes), telling(asked))]


def is_for(one: Iterable[tuple[str, str]], other: Iterable[tuple[str, str]]) -> bool:
    """Tell whether two lists of words are of the same words: each has its form or its stem in the other."""
    one, other = set(one), set(other)
    return bool(one) and _has_all(one, other) and _has_all(other, one)


def _has_all(words: set[tuple[str, str]], wanted: set[tuple[str, str]]) -> bool:
    forms, stems = {form for form, stem in words}, {stem for form, stem in words}
    return all(form in forms or stem in stems for form, stem in wanted)


def _lexemes(texts: Iterable[str], language: str) -> set[tuple[str, str]]:
    return {pair for text in texts for pair in lexemes(text, language)}


def _in_language(language: str) -> Iterable[SearchPromotion]:
    of_page = Q(page__locale__language_code=language)
    everywhere = Q(in_language=None) | Q(in_language__language=language)
    rows = SearchPromotion.objects.filter(of_page | Q(page=None) & everywhere)
    return rows.select_related("query").order_by("query__query_string", "sort_order", "pk")
