"""The parts of a page that are the same on every page: name, menu, footer, notice, contacts."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone, translation
from wagtail.models import Page

from cms.foreign import foreign
from cms.languages import LANGUAGES
from cms.models.site import SiteSettings, SiteTexts
from cms.pagelinks import is_published, readable_page
from cms.pictures import picture
from cms.preloading import preload, shelf, wanted_by
from cms.props import rich
from cms.richlinks import linked_from
from cms.sitestate import request_site, request_state
from cms.translation.language_marks import attributes_of


@dataclass
class Furniture:
    """What surrounds the content, in one language."""

    texts: SiteTexts | None = None
    settings: SiteSettings | None = None
    menu: list[dict[str, Any]] = field(default_factory=list)
    footer: list[dict[str, Any]] = field(default_factory=list)
    legal_links: list[dict[str, str]] = field(default_factory=list)
    contacts: list[Any] = field(default_factory=list)
    notice: str = ""
    home_url: str = "/"
    search_url: str = ""
    site_map_url: str = ""
    share_picture: dict | None = None
    #: language code, name in itself, address of its home page
    languages: list[dict[str, str]] = field(default_factory=list)
    #: of the texts, where nobody has written them in the page's language
    texts_language: str = ""
    #: when the first page that it links to goes by itself
    until: dt.datetime | None = None


def request_furniture(request: HttpRequest) -> Furniture:
    """Return the furniture for the request's site and active language, kept until something changes."""
    site = request_site(request)
    if site is None:
        return Furniture()
    state = request_state(request)
    language = translation.get_language()
    key = ("furniture", site.pk, language)
    kept = state.kept.get(key)
    if kept is None or (kept.until and kept.until < timezone.now()):
        kept = state.kept[key] = _build(request, site, language)
    return kept


def site_settings(site) -> SiteSettings:
    """Return a site's settings, or the defaults where none were saved; one query."""
    return SiteSettings.objects.select_related("texts", "share_image", "privacy_page").filter(
        site=site
    ).first() or SiteSettings(site=site)


def menu_here(furniture: Furniture, path: str) -> list[dict[str, Any]]:
    """Return the menu with the entry of the page at `path` marked: `current` the page, `section` one above it."""

    def mark(entry):
        url = entry["url"]
        return entry | {
            "current": url == path,
            "section": url != path and url != furniture.home_url and path.startswith(url),
            "children": [mark(child) for child in entry.get("children", [])],
        }

    return [mark(entry) for entry in furniture.menu]


def versions_of_view(request: HttpRequest, name: str) -> list[dict[str, Any]]:
    """Return an address of the site that is no page, as the search, in every language of the site."""
    current, found = translation.get_language(), []
    for entry in request_furniture(request).languages:
        with translation.override(entry["code"]):
            found.append(entry | {"url": reverse(name), "current": entry["code"] == current})
    return found


def _build(request: HttpRequest, site, language: str) -> Furniture:
    settings = site_settings(site)
    texts = None
    if settings.texts_id:
        rows = {
            row.locale.language_code: row
            for row in SiteTexts.objects.filter(
                translation_key=settings.texts.translation_key
            ).select_related("locale")
        }
        texts = rows.get(language) or rows.get("en") or settings.texts
    furniture = Furniture(texts=texts, settings=settings, languages=_languages(request, site))
    furniture.home_url = reverse("wagtail_serve", args=[""])
    try:
        furniture.search_url = reverse("search")
    except NoReverseMatch:  # a site without the search app
        furniture.search_url = ""
    furniture.site_map_url = reverse("site_map")
    if settings.share_image_id:
        furniture.share_picture = picture(
            settings.share_image, settings.share_image.default_alt_text, preset="share"
        )
    if texts is None:
        return furniture
    own = furniture.texts_language = foreign(texts.locale.language_code)
    with shelf.open():
        wanted = wanted_by(texts)
        furniture.until = _put_pages(wanted.pop(Page, set()) | linked_from(texts)[Page], language)
        preload(wanted)
        furniture.menu = [entry for item in texts.menu if (entry := _menu_entry(item.value, own))]
        furniture.footer = [
            {"title": column.value["title"], "lang": own, "links": _links(column.value["links"], own)}
            for column in texts.footer
        ]
        furniture.legal_links = _links([item.value for item in texts.legal_links], own)
        furniture.contacts = [item.value for item in texts.contacts if item.value]
        furniture.notice = rich(texts.notice)
    return furniture


def _put_pages(keys: set[int], language: str) -> dt.datetime | None:
    """Load pages to link to; return when the first of them goes by itself."""
    links = Page.objects.filter(pk__in=keys).order_by().values("translation_key")
    pages = Page.objects.filter(pk__in=keys) | Page.objects.filter(
        translation_key__in=links, locale__language_code=language
    )
    found = list(pages.select_related("locale"))
    shelf.put_pages(found, language)
    return min((page.expire_at for page in found if page.expire_at and is_published(page)), default=None)


def _menu_entry(value, own: str) -> dict[str, Any] | None:
    page = readable_page(value["page"])
    if page is None:
        return None
    children = [entry for child in value.get("children", []) if (entry := _menu_entry(child, own))]
    title = value.get("title")
    entry = {"title": title or page.title, "url": page.url, "children": children}
    return entry | _language(page, own if title else None)


def _language(page: Page | None, own: str | None) -> dict[str, Any]:
    """Return what labels a link to a page that is not in the active language, and the language of its words.

    `own` is the foreign language of the link's own words, if that is one; None where they are the page's title.
    """
    code = foreign(page.locale.language_code) if page else ""
    lang = code if own is None else own
    if not code:
        return {"lang": lang} if lang else {}
    return {"lang": lang, "target": {"name": dict(LANGUAGES).get(code, code), **attributes_of(code)}}


def _links(values, own: str) -> list[dict[str, str]]:
    """Return the links that still lead somewhere; `own` is the foreign language of their own words, if that is one."""
    found = []
    for value in values:
        if value.href:
            page = readable_page(value.get("page"))
            title = value.get("text") or (page.title if page else value.title)
            entry = {"title": title, "url": value.href}
            found.append(entry | _language(page, own if value.get("text") else None))
    return found


def _languages(request: HttpRequest, site) -> list[dict[str, str]]:
    roots = request_state(request).roots.get(site.pk, {})
    homes = Page.objects.filter(url_path__in=roots.values()).select_related("locale")
    live = {home.locale.language_code for home in homes if is_published(home)}
    found = []
    for code, name in LANGUAGES:
        if code in roots and code in live:
            with translation.override(code):
                found.append({"code": code, "name": name, "url": reverse("wagtail_serve", args=[""])})
    return found
