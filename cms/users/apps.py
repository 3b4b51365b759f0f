from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UsersConfig(AppConfig):
    """The user model and the roles, apart from the rest so that pictures and users can point at each other."""

    name = "cms.users"
    label = "users"
    verbose_name = _("Users and roles")

    def ready(self) -> None:
        from wagtail.signals import copy_for_translation_done

        from cms.users.roles import home_has_new_language

        copy_for_translation_done.connect(home_has_new_language, dispatch_uid="cms.users.new_language")
