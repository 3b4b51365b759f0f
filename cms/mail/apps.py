from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class MailConfig(AppConfig):
    """The outbox: every mail is a row, written with what caused it and sent by a worker."""

    name = "cms.mail"
    label = "mail"
    verbose_name = _("Mails")

    def ready(self) -> None:
        autodiscover_modules("mail_kinds")
