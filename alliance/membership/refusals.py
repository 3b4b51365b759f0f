"""What the verbs refuse, in words for whoever asked."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from alliance.vocabulary import UNPROVED


class MembershipError(ValidationError):
    """Something that cannot be done; nothing was changed."""


class IllegalMoveError(MembershipError):
    """The state does not allow this: somebody was faster, or the page was left open too long."""

    def __init__(self, thing: Any):
        self.state = thing.state
        words = _("This cannot be done any more: the state is now “%(state)s”.")
        super().__init__(words % {"state": thing.get_state_display()}, code="illegal_move")


class NotEligibleError(MembershipError):
    """The rules let nobody like that join; `reason` says why, in the language of the application."""

    def __init__(self, reason: str):
        self.reason = reason
        super().__init__(reason, code="not_eligible")


class AddressTakenError(MembershipError):
    """There is another pending application with an address; only its owner is told."""

    def __init__(self) -> None:
        super().__init__(
            _("There is another application with this address. Each needs an address of its own."),
            code="address_taken",
        )


class TurnedAwayError(MembershipError):
    """A form that looks as if a program had sent it; `defence` is what it met. People are told how to go on."""

    def __init__(self, defence: str):
        self.defence = defence
        words = _("Nothing is lost: please press the button once more.")
        if defence == UNPROVED:
            words = _(
                "Too many forms have come in that were sent without script. Nothing is lost: press “%(button)s” below, "
                "open the link that we mail you, and send the application from there."
            ) % {"button": _("Mail me a link to go on later")}
        super().__init__(words, code=defence)
