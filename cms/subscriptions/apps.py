from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubscriptionsConfig(AppConfig):
    """What is new on the site, by mail, to whoever has asked for it."""

    name = "cms.subscriptions"
    label = "subscriptions"
    verbose_name = _("Subscriptions by e-mail")
