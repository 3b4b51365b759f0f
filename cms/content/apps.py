from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    """Content packages: a site as a folder of YAML files."""

    name = "cms.content"
    label = "cms_content"
    verbose_name = _("Content packages")
