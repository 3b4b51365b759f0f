"""Where the words are looked for: in the site's own database, or on a server for searching (`SEARCH_URL`)."""

from typing import Any, Final

from django.core.exceptions import ImproperlyConfigured
from environs import Env

#: What may run there, with Wagtail's backend for it and the client library (pyproject.toml).
ENGINES: Final = {
    "opensearch": ("wagtail.search.backends.opensearch3", "opensearchpy"),
    "elasticsearch8": ("wagtail.search.backends.elasticsearch8", "elasticsearch"),
    "elasticsearch9": ("wagtail.search.backends.elasticsearch9", "elasticsearch"),
}
#: What the server is called among Wagtail's backends.
SERVER: Final = "server"
#: How long the server is waited for (seconds).
_TIMEOUT: Final = 5


def search_settings(env: Env) -> dict[str, Any]:
    """Return the settings of the search; raise ImproperlyConfigured for an engine that is not known."""
    url, engine = env.str("SEARCH_URL", ""), env.str("SEARCH_ENGINE", "opensearch")
    if engine not in ENGINES:
        raise ImproperlyConfigured(f"SEARCH_ENGINE is “{engine}”. It must be one of {', '.join(ENGINES)}.")
    backends: dict[str, Any] = {"default": {"BACKEND": "wagtail.search.backends.database"}}
    if url:  # for visitors alone: staff find pages in the database, whether the server is there or not
        backends[SERVER] = {
            "BACKEND": ENGINES[engine][0],
            "URLS": [url],
            "INDEX_PREFIX": env.str("SEARCH_PREFIX", "tiltas_"),
            "TIMEOUT": _TIMEOUT,
            "OPTIONS": {"max_retries": 0},
            "AUTO_UPDATE": False,
        }
    return {"SEARCH_URL": url, "SEARCH_ENGINE": engine, "WAGTAILSEARCH_BACKENDS": backends}
