from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    """The room all features share: the base page, records, blocks, media and site settings."""

    name = "cms"
    verbose_name = _("Tiltas")

    def ready(self) -> None:
        from cms import checks, signals, upstream_words  # noqa: F401

        upstream_words.mend()
