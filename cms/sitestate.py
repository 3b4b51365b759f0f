"""What every request needs to know of the site: hosts, roots, locales, restrictions and furniture.

It seldom changes and would cost five queries a request, so each worker keeps it and asks one question
instead: is the content version still the one it was read at? Any publication, move, deletion or change of a
setting raises the version (`cms.signals`), so the next request of every worker sees the change.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from django.db.models import F
from django.http import HttpRequest
from wagtail.models import Locale, Page, PageViewRestriction, Site

from cms.models.site import ContentVersion


@dataclass
class SiteState:
    """The site as one content version has it."""

    version: int
    sites: dict[str, Site | None] = field(default_factory=dict)
    #: site id → language code → path of the home page in that language
    roots: dict[int, dict[str, str]] = field(default_factory=dict)
    locales: list[Locale] = field(default_factory=list)
    #: tree paths of pages that not everybody may see
    restricted: list[str] = field(default_factory=list)
    #: whatever else is worth keeping as long as nothing changes
    kept: dict[Any, Any] = field(default_factory=dict)
    #: path of an address → key and content type of the published page there
    addresses: dict[str, tuple[int, int]] = field(default_factory=dict)

    def locale(self, language: str) -> Locale | None:
        """Return the locale of a language code, None where the site does not have it."""
        return next((locale for locale in self.locales if locale.language_code == language), None)

    def is_restricted(self, path: str, reader_at: str = "") -> bool:
        """Tell whether the page at this tree path, or one above it, is restricted.

        `reader_at` is the path of a page that the reader may read: what restricts that too does not count.
        """
        return any(
            path.startswith(restricted) and not reader_at.startswith(restricted)
            for restricted in self.restricted
        )


_lock = Lock()
_state: SiteState | None = None
_of_request: ContextVar[list[SiteState] | None] = ContextVar("state_of_request", default=None)


@contextmanager
def one_state() -> Iterator[None]:
    """Within it, the state is read once: a request sees one content version from beginning to end."""
    token = _of_request.set([])
    try:
        yield
    finally:
        _of_request.reset(token)


@contextmanager
def state_apart() -> Iterator[SiteState]:
    """Within it, what is read of the site is kept apart: for a transaction whose changes nobody else will see."""
    state = _read(ContentVersion.current())
    token = _of_request.set([state])
    try:
        yield state
    finally:
        _of_request.reset(token)


def forget() -> None:
    """Drop what this worker knows; the next request reads it anew."""
    global _state
    _state = None


def site_state() -> SiteState:
    """Return the state of the current content version: one query, or five when something has changed.

    Within a request (`one_state`) the first answer holds for all.
    """
    global _state
    held = _of_request.get()
    if held:
        return held[0]
    version = ContentVersion.current()
    state = _state
    if state is None or state.version != version:
        with _lock:
            state = _state
            if state is None or state.version != version:
                state = _state = _read(version)
    if held is not None:
        held.append(state)
    return state


def known_state() -> SiteState | None:
    """Return what this worker knows, however old: for what never changes, as the locale of a key."""
    return _state


def request_state(request: HttpRequest) -> SiteState:
    """Return the state this request works with: read once a request, with the middleware or without."""
    state = getattr(request, "site_state", None)
    if state is None:
        state = request.site_state = site_state()
    return state


def request_site(request: HttpRequest) -> Site | None:
    """Return the site a request is for, and leave it where Wagtail looks for it."""
    state = request_state(request)
    host = request.get_host()
    if host not in state.sites:
        state.sites[host] = Site.find_for_request(request)
        if len(state.sites) > 100:  # hosts come from outside: keep the memory bounded
            state.sites.clear()
    site = request._wagtail_site = state.sites.get(host) or Site.find_for_request(request)
    return site


def _read(version: int) -> SiteState:
    # Wagtail keeps the addresses of home pages in each worker's own cache, and clears only that of the one that changed
    # something (wagtail/models/sites.py, 8.0.1).
    Site.clear_site_root_paths_cache()
    locales = list(Locale.objects.all())
    roots: dict[int, dict[str, str]] = {}
    codes = {locale.pk: locale.language_code for locale in locales}
    keys = dict(Site.objects.values_list("root_page__translation_key", "pk"))
    homes = Page.objects.filter(translation_key__in=keys, alias_of=None)
    for key, locale_id, url_path in homes.values_list("translation_key", "locale_id", "url_path"):
        roots.setdefault(keys[key], {})[codes[locale_id]] = url_path
    restricted = list(
        PageViewRestriction.objects.annotate(path=F("page__path")).values_list("path", flat=True)
    )
    return SiteState(version=version, roots=roots, locales=locales, restricted=restricted)
