import logging

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from cms.releases.secrecy import MaskPreviews


class ReleasesConfig(AppConfig):
    """Release sets: pages in any languages that go live at one moment, all or none."""

    name = "cms.releases"
    label = "cms_releases"
    verbose_name = _("Releases")

    def ready(self) -> None:
        from cms.releases.deleting import connect

        connect()
        logging.getLogger("django.request").addFilter(MaskPreviews())
