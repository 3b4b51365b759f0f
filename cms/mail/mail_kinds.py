"""The kinds of mail that the system itself sends, to people on staff."""

from typing import Final

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cms.mail.kinds import Kind, Placeholder, register

#: What Wagtail and Django write: notifications of workflows.
SYSTEM: Final = register(Kind("system", _("Message of the system"), is_verbatim=True, keeps_keys=False))
#: The same with a link that gives rights.
SYSTEM_SECRET: Final = register(
    Kind(
        "system.secret", _("Secret message of the system"), is_verbatim=True, is_secret=True, keeps_keys=False
    )
)
PASSWORD: Final = register(
    Kind(
        "account.password",
        _("New password"),
        _("A new password for {site}"),
        (
            _("Somebody has asked for a new password for your account “{user}”."),
            format_lazy("{}:\n{{link}}", _("Choose a new password")),
            _("If it was not you, nothing needs to be done: your password stays as it is."),
        ),
        {
            "site": Placeholder(_("name of the site"), "Tiltas"),
            "user": Placeholder(_("user name"), "ona"),
            "link": Placeholder(
                _("link for choosing a password"), "https://www.example.org/admin/password_reset/"
            ),
        },
        required=frozenset({"link"}),
        is_secret=True,
        keeps_keys=False,
        is_for_staff=True,
        is_asked_for=True,
    )
)
DIGEST: Final = register(
    Kind(
        "staff.digest",
        _("Daily digest for staff"),
        _("{site}: what waits for you"),
        (
            _("Hello {name}, this waits for you:"),
            "{list}",
            format_lazy("{}:\n{{link}}", _("Open the admin")),
            _(
                "You get at most one such mail a day. You can switch it off in your account, below Notifications."
            ),
        ),
        {
            "site": Placeholder(_("name of the site"), "Tiltas"),
            "name": Placeholder(_("name of the reader"), "Ona"),
            "list": Placeholder(
                _("what waits, a line each"),
                format_lazy("- 2 {}: https://www.example.org/admin/", _("reports of barriers")),
            ),
            "link": Placeholder(_("link to the admin"), "https://www.example.org/admin/"),
        },
        required=frozenset({"list"}),
        keeps_keys=False,
        is_for_staff=True,
    )
)
