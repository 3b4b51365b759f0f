"""Where the outbox plugs into Wagtail's admin."""

from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from cms.mail import waiting  # noqa: F401 - registers what waits
from cms.mail.account_panel import DigestPanel
from cms.mail.viewset import MessageViewSet


@hooks.register("register_log_actions")
def actions_on_mails(actions: LogActionRegistry) -> None:
    actions.register_action("mail.message.send_again", _("Send again"), _("Sent again"))
    actions.register_action("mail.message.try_now", _("Try now"), _("Tried at once"))
    actions.register_action("mail.text.change", _("Change the text of a mail"), _("Text changed"))
    actions.register_action(
        "mail.text.restore", _("Go back to the shipped text"), _("Back to the shipped text")
    )


@hooks.register("register_admin_viewset")
def mails() -> MessageViewSet:
    return MessageViewSet()


class TextsMenuItem(MenuItem):
    """The texts of mails, for who may change them."""

    def is_shown(self, request) -> bool:
        return request.user.has_perm("mail.change_mailtext")


@hooks.register("register_settings_menu_item")
def mail_texts() -> MenuItem:
    return TextsMenuItem(
        _("Texts of mails"), reverse_lazy("mails:texts"), name="mail-texts", icon_name="mail", order=700
    )


@hooks.register("register_account_settings_panel")
def digest_panel(request, user, profile) -> DigestPanel:
    return DigestPanel(request, user, profile)


@hooks.register("insert_global_admin_css")
def mail_style() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin-mail.css"))
