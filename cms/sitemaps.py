"""Sitemaps: an index, and one for each language in pages of bounded size, with every version of each page."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.db.models import Max, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Page, get_page_models

from cms.below import url_below
from cms.languages import LANGUAGES
from cms.models.pages import PublicPageQuerySet
from cms.serving import attach_locale
from cms.sitestate import request_site, request_state

#: How many pages one sitemap names, each with all its versions; the protocol allows 50,000 addresses and 50 MB.
LIMIT = 1000
XML = "application/xml"


def public_pages(request: HttpRequest, language: str) -> QuerySet[Page]:
    """Return the pages of a language that search engines may know: real versions whose address is their own."""
    site = request_site(request)
    root = request_state(request).roots.get(site.pk, {}).get(language) if site else None
    if root is None:
        return Page.objects.none()
    pages = PublicPageQuerySet(Page).visible_to_public().filter(url_path__startswith=root, alias_of=None)
    for model in get_page_models():
        if hasattr(model, "original_url"):  # it says itself that it is somebody else's
            pages = pages.exclude(pk__in=model.objects.exclude(original_url="").values("pk"))
    return pages.order_by("path")


def languages_of_site(request: HttpRequest) -> list[str]:
    """Return the languages that the site has a home page in, in the order of the languages."""
    site = request_site(request)
    roots = request_state(request).roots.get(site.pk, {}) if site else {}
    return [code for code, _name in LANGUAGES if code in roots]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Name the sitemaps of all languages, and all pages of each."""
    entries = []
    for language in languages_of_site(request):
        pages = public_pages(request, language)
        last = pages.order_by().aggregate(last=Max("last_published_at"))["last"]
        url = request.build_absolute_uri(reverse("sitemap", args=[language]))
        for number in Paginator(pages, LIMIT).page_range:
            entries.append({"location": url if number == 1 else f"{url}?p={number}", "last_mod": last})
    return render(request, "sitemap_index.xml", {"sitemaps": entries}, content_type=XML)


@require_safe
def sitemap(request: HttpRequest, language: str) -> HttpResponse:
    """Name the pages of one language, each with its versions in all others; Http404 beyond the last page."""
    if language not in languages_of_site(request):
        raise Http404
    try:
        found = Paginator(public_pages(request, language), LIMIT).page(request.GET.get("p", 1))
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404 from error
    pages = list(found.object_list)
    versions = versions_of(request, pages)
    urls = []
    for page in pages:
        entry = {
            "location": _address(request, page),
            "lastmod": page.last_published_at,
            "alternates": versions[page.translation_key],
        }
        urls += [entry, *_entries_below(page, entry)]
    return render(request, "sitemap.xml", {"urlset": urls}, content_type=XML)


def _entries_below(page: Page, entry: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield what a page serves below its address, each with its versions (`cms.below`)."""
    model = page.cached_content_type.model_class()
    if not getattr(model, "below", None):
        return
    language = page.locale.language_code
    codes = [link["lang_code"] for link in entry["alternates"]]
    default = "en" if "en" in codes else next(iter(codes), language)
    for below in model.addresses_below():
        yield {
            "location": url_below(entry["location"], model, *below, language=language),
            "alternates": [
                link
                | {
                    "location": url_below(
                        link["location"],
                        model,
                        *below,
                        language=default if link["lang_code"] == "x-default" else link["lang_code"],
                    )
                }
                for link in entry["alternates"]
            ],
        }


def versions_of(request: HttpRequest, pages: list[Page]) -> dict[Any, list[dict[str, str]]]:
    """Return the public versions of pages by identity, as alternates; none for a page in one language. One query."""
    keys = {page.translation_key for page in pages}
    found: dict[Any, dict[str, str]] = defaultdict(dict)
    rows = PublicPageQuerySet(Page).visible_to_public().filter(translation_key__in=keys, alias_of=None)
    for page in rows:
        attach_locale(page)
        found[page.translation_key][page.locale.language_code] = _address(request, page)
    return defaultdict(
        list, {key: _alternates(addresses) for key, addresses in found.items() if len(addresses) > 1}
    )


def _alternates(addresses: dict[str, str]) -> list[dict[str, str]]:
    codes = [code for code, _name in LANGUAGES if code in addresses]
    default = "en" if "en" in addresses else codes[0]
    found = [{"lang_code": code, "location": addresses[code]} for code in codes]
    return [*found, {"lang_code": "x-default", "location": addresses[default]}]


def _address(request: HttpRequest, page: Page) -> str:
    attach_locale(page)
    return request.build_absolute_uri(page.get_url(request))
