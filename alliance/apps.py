from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AllianceConfig(AppConfig):
    name = "alliance"
    verbose_name = _("Alliance")

    def ready(self) -> None:
        from alliance import signals
        from alliance.member_search import members_called
        from cms import also_found

        signals.connect()
        also_found.register(members_called)
