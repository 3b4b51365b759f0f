from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UsersConfig(AppConfig):
    """The user model and the roles, apart from the rest so that pictures and users can point at each other."""

    name = "cms.users"
    label = "users"
    verbose_name = _("Users and roles")
