from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DefencesConfig(AppConfig):
    """What keeps programs out of forms that anybody may send, without shutting anybody out."""

    name = "cms.defences"
    label = "defences"
    verbose_name = _("Defences of forms")
