from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebSubConfig(AppConfig):
    """Tells the hub of WEBSUB_HUB which feeds have changed."""

    name = "cms.websub"
    label = "cms_websub"
    verbose_name = _("Feeds and their hub")

    def ready(self) -> None:
        from cms.websub.noting import connect

        connect()
