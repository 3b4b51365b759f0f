"""Whether the search can reach what its settings name."""

from importlib.util import find_spec
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, register

from search.environment import ENGINES


@register()
def address_is_whole(app_configs, **kwargs):
    """The address of a server for searching says how it is spoken to."""
    address = urlsplit(settings.SEARCH_URL)
    if not settings.SEARCH_URL or (address.scheme in ("http", "https") and address.hostname):
        return []
    return [Error("SEARCH_URL must begin with http:// or https:// and name a host.", id="search.E002")]


@register()
def client_is_installed(app_configs, **kwargs):
    """A server for searching is asked through its own library, which is not installed with the rest."""
    library = ENGINES[settings.SEARCH_ENGINE][1]
    if not settings.SEARCH_URL or find_spec(library):
        return []
    extra = settings.SEARCH_ENGINE
    hint = f"Install it: pip install '.[{extra}]'. Or leave SEARCH_URL empty: the database is searched then."
    return [Error(f"SEARCH_URL is set, but Python has no module “{library}”.", hint=hint, id="search.E001")]
