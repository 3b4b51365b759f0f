"""Where the outbox plugs into Wagtail's admin."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry


@hooks.register("register_log_actions")
def actions_on_mails(actions: LogActionRegistry) -> None:
    actions.register_action("mail.message.send_again", _("Send again"), _("Sent again"))
    actions.register_action("mail.message.try_now", _("Try now"), _("Tried at once"))
