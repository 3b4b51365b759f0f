from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UpkeepConfig(AppConfig):
    """Review dates, broken links, pictures without a description: what keeps pages from going stale."""

    name = "cms.upkeep"
    label = "cms_upkeep"
    verbose_name = _("Upkeep")

    def ready(self) -> None:
        from cms.upkeep import signals  # noqa: F401
