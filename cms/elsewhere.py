"""Pages that are not where they are asked for, and are there in other languages: found, and told honestly.

Three addresses lead here: a page's path below another language than its own (`/lt/news/bridges/`), the path of a
version that is not published, and a path without any language (`/news/bridges/`), which stands for the page in
whatever language the visitor reads.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from cms.languages import LANGUAGES
from cms.models.site import SHOW_ORIGINAL
from cms.pagelinks import is_readable
from cms.sitestate import request_site, request_state
from cms.translation.language_marks import attributes_of
from cms.translation.notice import known_version, with_version

#: The longest Accept-Language header that is read.
LONGEST_HEADER = 500
#: A language as it stands in an address, alone or with a country.
_LANGUAGE_TAG = re.compile(r"(?P<language>[a-z]{2,3})([-_][a-z]{2})?", re.IGNORECASE)


@dataclass
class Family:
    """A page in all its published languages."""

    #: language code → page, in the order of the languages
    pages: dict[str, Page]

    @property
    def original(self) -> Page:
        """The version that is translated from no other; the first where that is not published."""
        return next((page for page in self.pages.values() if known_version(page) is None), self.default)

    @property
    def default(self) -> Page:
        """The version for those whose language is not known: English, else the first."""
        return self.pages.get("en") or next(iter(self.pages.values()))

    def links(self, request: HttpRequest) -> list[dict[str, str]]:
        """Return the versions for a list: address, title, and language named in itself."""
        names = dict(LANGUAGES)
        return [
            {
                "url": page.get_url(request),
                "title": page.title,
                "name": names.get(code, code),
                **attributes_of(code),
            }
            for code, page in self.pages.items()
        ]


def find_family(request: HttpRequest, path: str) -> Family | None:
    """Return the page whose path below the home page of any language this is; None for none. At most five queries."""
    site = request_site(request)
    roots = request_state(request).roots.get(site.pk, {}) if site else {}
    inner = path.strip("/")
    if not roots:
        return None
    if not inner:
        return family_of(site.root_page.translation_key)
    paths = {f"{root}{inner}/": code for code, root in roots.items()}
    found = Page.objects.filter(url_path__in=paths).values_list("url_path", "translation_key", "live")
    ranked = sorted(found, key=lambda row: (not row[2], *_rank(paths[row[0]])))
    for key in dict.fromkeys(row[1] for row in ranked) or _keys_by_other_ways(roots, inner):
        family = family_of(key)
        if family is not None:
            return family
    return None


def _keys_by_other_ways(roots: dict[str, str], inner: str) -> list[Any]:
    """Return translation keys for a path that mixes languages, or that another language was moved away from.

    `naujienos/help-desk` is the Lithuanian address of a section and the English one of a page in it. Two queries.
    """
    above, _slash, slug = inner.rpartition("/")
    if above:
        sections = Page.objects.filter(url_path__in=[f"{root}{above}/" for root in roots.values()])
        versions = Page.objects.filter(translation_key__in=sections.order_by().values("translation_key"))
        paths = [f"{path}{slug}/" for path in versions.values_list("url_path", flat=True)]
        found = Page.objects.filter(url_path__in=paths).values_list("translation_key", flat=True)
        if found:
            return list(dict.fromkeys(found))
    old = [Redirect.normalise_path(f"/{code}/{inner}/") for code in roots]
    return list(
        Redirect.objects.filter(old_path__in=old, redirect_page__isnull=False)
        .order_by()
        .values_list("redirect_page__translation_key", flat=True)[:1]
    )


def family_of(translation_key: Any) -> Family | None:
    """Return a page in the languages in which the public may read it; None for none. One query.

    An alias is no version: it repeats another language's words under an address of its own.
    """
    rows = with_version(Page.objects.filter(translation_key=translation_key, live=True, alias_of=None))
    pages = {page.locale.language_code: page for page in rows.select_related("locale") if is_readable(page)}
    return Family({code: pages[code] for code in sorted(pages, key=_rank)}) if pages else None


def _rank(code: str) -> tuple[bool, int]:
    order = [known for known, _name in LANGUAGES]
    return code != "en", order.index(code) if code in order else len(order)


def answer_elsewhere(request: HttpRequest, path: str) -> HttpResponse | Page | None:
    """Return what a visitor gets at an address where her language has no page; None where no language has one.

    The page in her language, where it stands at another address; else, as the site's settings say, a page that
    names the languages there are, or the original, which her view serves with a notice.
    """
    family = find_family(request, path)
    if family is None:
        return None
    own = family.pages.get(translation.get_language())
    if own is not None:
        return HttpResponseRedirect(_with_query(request, own.get_url(request)))
    if _settings(request).missing_pages == SHOW_ORIGINAL:
        return family.original
    return languages_there_are(request, family)


def languages_there_are(request: HttpRequest, family: Family) -> HttpResponse:
    """Return the page that says in which languages a page is there, as the 404 that it is."""
    links = family.links(request)
    versions = [{"code": link["lang"], "name": link["name"], "url": link["url"]} for link in links]
    context = {"links": links, "versions": versions}
    response = render(request, "missing_language.html", context, status=404)
    response.headers["Link"] = ", ".join(
        f'<{request.build_absolute_uri(link["url"])}>; rel="alternate"; hreflang="{link["lang"]}"'
        for link in links
    )
    return response


def without_language(request: HttpRequest, path: str) -> HttpResponse:
    """Send a visitor from an address without a language to the page in one that she reads.

    404 where the page is in none of them, so that a HEAD request with `Accept-Language` tells whether it is there
    in a language. Other addresses of the site are found below the language that suits her best.
    """
    from cms.routing import preferred_language  # which serves pages, and needs this module for it

    header = request.headers.get("Accept-Language", "")
    site = request_site(request)
    offered = set(request_state(request).roots.get(site.pk, {})) if site else set()
    meant = _written_otherwise(path, offered)
    if meant is not None:
        return HttpResponseRedirect(_with_query(request, meant))
    language = preferred_language(header, offered)
    with translation.override(language):
        family = find_family(request, path)
        if family is None:
            response = _elsewhere_on_the_site(request, language)
        else:
            code = acceptable(header, family)
            if code is None:
                response = languages_there_are(request, family)
            else:
                response = HttpResponseRedirect(_with_query(request, family.pages[code].get_url(request)))
                response.headers["Content-Language"] = code
    patch_vary_headers(response, ["Accept-Language"])
    return response


def _written_otherwise(path: str, offered: set[str]) -> str | None:
    """Return the address that `EN/news/` or `en-gb/news/` stands for; None where that names no language of the site."""
    first, _slash, rest = path.lstrip("/").partition("/")
    tag = _LANGUAGE_TAG.fullmatch(first)
    code = tag["language"].lower() if tag else ""
    return f"/{code}/{rest}" if code in offered and code != first else None


def acceptable(header: str, family: Family) -> str | None:
    """Return the best language of a page for an Accept-Language header; None where it accepts none of them."""
    asked = [code for code, quality in parse_accept_lang_header(header[:LONGEST_HEADER].lower()) if quality]
    for code in asked:
        for candidate in (code, code.split("-")[0]):
            if candidate in family.pages:
                return candidate
    return family.default.locale.language_code if not asked or "*" in asked else None


def _elsewhere_on_the_site(request: HttpRequest, language: str) -> HttpResponse:
    """Send on to an address of the site that is no page (the search), 404 for all else."""
    try:
        match = resolve(f"/{language}{request.path_info}")
    except Resolver404:
        match = None
    if match is not None and match.url_name != "wagtail_serve":
        return HttpResponseRedirect(_with_query(request, f"/{language}{request.path_info}"))
    return render(request, "404.html", status=404)


def _with_query(request: HttpRequest, url: str) -> str:
    query = request.META.get("QUERY_STRING", "")
    return f"{url}?{query}" if query else url


def _settings(request: HttpRequest) -> Any:
    from cms.furniture import request_furniture  # which builds menus, and needs the models for it

    return request_furniture(request).settings


def notice_of(page: Page) -> dict[str, str]:
    """Return what the band above an original says that is shown under another language's address."""
    code = page.locale.language_code
    return {"name": dict(LANGUAGES).get(code, code), **attributes_of(code)}
