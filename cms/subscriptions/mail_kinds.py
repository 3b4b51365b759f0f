"""The mails to subscribers; none of their keys comes again. What they say: `mail_texts`."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from cms.mail.kinds import Kind, Placeholder, register
from cms.subscriptions import mail_texts

_SITE = Placeholder(_("name of the site"), "Tiltas")
_LIST = Placeholder(
    _("what is new, with links"),
    "- Towns meet in Korosten: https://www.example.org/en/news/towns-meet/",
)
_LINKS: Final = frozenset({"manage", "end"})


def _link(example: str) -> Placeholder:
    return Placeholder(_("The link"), f"https://www.example.org/en/_subscription/{example}/…/")


_TO_SUBSCRIBERS = {
    "site": _SITE,
    "list": _LIST,
    "manage": Placeholder(
        _("link to change the subscription"), "https://www.example.org/en/_subscription/manage/…/"
    ),
    "end": Placeholder(_("link to unsubscribe"), "https://www.example.org/en/_subscription/end/…/"),
}

CONFIRM: Final = register(
    Kind(
        "subscription.confirm",
        label=_("Confirm your subscription"),
        subject=mail_texts.CONFIRM_SUBJECT,
        body=mail_texts.CONFIRM_BODY,
        placeholders={
            "site": _SITE,
            "link": _link("confirm"),
            "hours": Placeholder(_("How many hours the link works"), "48"),
        },
        required=frozenset({"link"}),
        is_secret=True,
        keeps_keys=False,
        is_asked_for=True,
    )
)
ALREADY: Final = register(
    Kind(
        "subscription.already",
        label=_("You have subscribed already"),
        subject=mail_texts.ALREADY_SUBJECT,
        body=mail_texts.ALREADY_BODY,
        placeholders={"site": _SITE, "link": _link("manage")},
        required=frozenset({"link"}),
        is_secret=True,
        keeps_keys=False,
        is_asked_for=True,
    )
)
NEW: Final = register(
    Kind(
        "subscription.new",
        label=_("New on the site, at once"),
        subject=mail_texts.NEW_SUBJECT,
        body=mail_texts.NEW_BODY,
        placeholders={
            **_TO_SUBSCRIBERS,
            "what": Placeholder(_("title of what is new, or how much it is"), "Towns meet in Korosten"),
        },
        required=_LINKS | {"list"},
        is_secret=True,
        keeps_keys=False,
    )
)
DIGEST: Final = register(
    Kind(
        "subscription.digest",
        label=_("New on the site, once a week"),
        subject=mail_texts.DIGEST_SUBJECT,
        body=mail_texts.DIGEST_BODY,
        placeholders=_TO_SUBSCRIBERS,
        required=_LINKS | {"list"},
        is_secret=True,
        keeps_keys=False,
    )
)
