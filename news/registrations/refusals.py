"""Why a registration is not taken, in words for whoever asked."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class RegistrationError(ValidationError):
    """A registration that cannot be made or confirmed now."""


class ClosedError(RegistrationError):
    """Registration has not begun, or is over."""

    def __init__(self) -> None:
        super().__init__(_("Registration is closed. Nothing was sent."), code="closed")


class FullError(RegistrationError):
    """All places are taken and there is no waiting list."""

    def __init__(self) -> None:
        super().__init__(_("All places are taken. Try again later: somebody may cancel."), code="full")


class OverError(RegistrationError):
    """The event is over, or nobody goes there any more."""

    def __init__(self) -> None:
        super().__init__(_("The event is over or does not take place."), code="over")
