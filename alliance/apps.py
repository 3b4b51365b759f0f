from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AllianceConfig(AppConfig):
    name = "alliance"
    verbose_name = _("Alliance")

    def ready(self) -> None:
        from alliance import signals
        from alliance.applying.showing import application_on
        from alliance.member_search import offer
        from cms import findable, shown_forms

        signals.connect()
        findable.register(offer())
        shown_forms.offer("application", application_on)
