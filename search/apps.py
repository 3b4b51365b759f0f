from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """The search page and the index that knows the languages."""

    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from search import checks, document_signals, signals  # noqa: F401
