"""What the verbs refuse, in words for whoever asked."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


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
