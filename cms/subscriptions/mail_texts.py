"""What the mails to subscribers say, each in their own language."""

from typing import Final

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

_UNASKED = _("You did not ask for this? Then you need do nothing: without you nothing happens.")
_CHANGE = format_lazy("{}:\n{{manage}}", _("Change what we write to you about"))
_END = format_lazy("{}:\n{{end}}", _("Unsubscribe"))

CONFIRM_SUBJECT: Final = _("Please confirm your subscription to {site}")
CONFIRM_BODY: Final = (
    _(
        "Somebody, perhaps you, wants to get mails of what is new on {site} at this address. One step is left: "
        "tell us that the address is yours."
    ),
    format_lazy("{}:\n{{link}}", _("Confirm the subscription")),
    _("Press the button on the page that opens. The link works for {hours} hours."),
    _UNASKED,
)
ALREADY_SUBJECT: Final = _("You have subscribed to {site} already")
ALREADY_BODY: Final = (
    _(
        "Somebody, perhaps you, has subscribed with this address once more. You get mails of what is new on {site} "
        "already, so nothing was changed. Here you see and change what we write to you about, how often, and in which "
        "languages:"
    ),
    "{link}",
    _UNASKED,
)
NEW_SUBJECT: Final = "{site}: {what}"
NEW_BODY: Final = (_("New on {site}:"), "{list}", _CHANGE, _END)
DIGEST_SUBJECT: Final = _("{site}: what is new this week")
DIGEST_BODY: Final = (_("This is new on {site} since our last mail:"), "{list}", _CHANGE, _END)
