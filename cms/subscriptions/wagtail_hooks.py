"""Where subscriptions plug into Wagtail's admin, and into what is kept of people."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from cms.persons import COPY, ERASE
from cms.retention import RETENTION
from cms.subscriptions import forgetting
from cms.subscriptions.viewset import LOOKED, SubscriberViewSet


@hooks.register("register_admin_viewset")
def subscribers() -> SubscriberViewSet:
    return SubscriberViewSet()


@hooks.register("register_log_actions")
def actions_on_subscribers(actions: LogActionRegistry) -> None:
    actions.register_action(LOOKED, _("Look at subscribers"), _("Looked at the addresses of subscribers"))
    actions.register_action(
        "subscriptions.subscriber.delete", _("Delete a subscriber"), _("Subscriber deleted")
    )


@hooks.register(COPY)
def subscriptions_of(email: str) -> tuple[str, list[dict[str, Any]]]:
    """Return what somebody has subscribed to."""
    return "subscriptions", forgetting.copy_of(email)


@hooks.register(ERASE)
def forget_subscriber(email: str) -> tuple[str, int]:
    """Delete the subscription of an address."""
    return "subscriptions", forgetting.erase(email)


@hooks.register(RETENTION)
def forget_unconfirmed() -> tuple[str, int]:
    """Delete the addresses that nobody has confirmed."""
    return "subscribers not confirmed", forgetting.purge_unconfirmed()
