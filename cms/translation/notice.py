"""What a visitor is told of a translation that is not whole: how much there is, and where the whole text is."""

from collections.abc import Iterable
from typing import Any

from babel.numbers import format_percent
from django.http import HttpRequest
from wagtail.models import Page

from cms.choices import current_locale
from cms.languages import LANGUAGES
from cms.props import dated
from cms.translation.language_marks import attributes_of
from cms.translation.models import LanguageVersion

#: What a page's own query brings of its version; the rest is large, and only for the engine.
LEFT_OUT = [f"language_version__{name}" for name in ("released", "kept", "overrides", "hidden", "problem")]


def with_version(pages):
    """Return a queryset of pages that brings their language versions along, light enough for every request."""
    return pages.select_related("language_version").defer(*LEFT_OUT)


def is_known(page: Page) -> bool:
    """Tell whether a page was loaded with its language version, or with the knowledge that it has none."""
    return type(page).language_version.is_cached(page)


def known_version(page: Page) -> LanguageVersion | None:
    """Return the version a page was loaded with; no query."""
    return page._state.fields_cache.get("language_version")


def is_whole(version: LanguageVersion | None) -> bool:
    """Tell whether there is nothing to tell of a published version: all is translated, from the words of today."""
    return version is None or not (version.foreign or version.shown_outdated)


def notice(
    version: LanguageVersion | None,
    missing: int,
    versions: Iterable[Page],
    request: HttpRequest,
) -> dict[str, Any] | None:
    """Return the props of `translation_notice`; None where there is nothing to tell.

    `missing` is how many texts of the page are not translated, `versions` are its published languages.
    """
    if version is None or not (missing or version.shown_outdated):
        return None
    outdated = version.shown_outdated
    original = newer_version(version, list(versions))
    return {
        "kind": "both" if missing and outdated else "partial" if missing else "outdated",
        "percent": share(missing, version.shown_translated + len(version.foreign)),
        "outdated": outdated,
        "since": dated(version.outdated_since),
        "original": _link(original, request) if original else None,
    }


def share(missing: int, total: int) -> str:
    """Return how much is translated, as the language writes it: from 1 to 99 %, since some is and some is not."""
    percent = 100 * (total - missing) // total if total else 0
    return format_percent(min(max(percent, 1), 99) / 100, locale=current_locale())


def newer_version(version: LanguageVersion, pages: list[Page]) -> Page | None:
    """Return the page to read instead: the nearest one up the chain of translations that is whole itself.

    Where that chain is broken by a page that is not published, the first of all versions.
    """
    here = {page.locale_id: page for page in pages if page.locale_id != version.locale_id}
    found, wanted = None, version.source_locale_id
    while wanted in here:
        found = here.pop(wanted)
        above = known_version(found)
        wanted = None if is_whole(above) else above.source_locale_id
    return found or next((page for page in here.values() if known_version(page) is None), None)


def _link(page: Page, request: HttpRequest) -> dict[str, str]:
    code = page.locale.language_code
    return {
        "url": request.build_absolute_uri(page.get_url(request)),
        "name": dict(LANGUAGES).get(code, code),
        **attributes_of(code),
    }
