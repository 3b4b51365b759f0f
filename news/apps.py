from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = _("News, events and calls")

    def ready(self) -> None:
        from news import feeds, signals  # noqa: F401 - registers the feeds

        signals.connect()
