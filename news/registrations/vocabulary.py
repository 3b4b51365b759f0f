"""The codes of registrations, and what they are called."""

from typing import Final

from django.utils.translation import pgettext_lazy

UNCONFIRMED: Final = "unconfirmed"
REGISTERED: Final = "registered"
WAITING: Final = "waiting"
CANCELLED: Final = "cancelled"

STATES: Final = [
    (UNCONFIRMED, pgettext_lazy("registration", "Not confirmed yet")),
    (REGISTERED, pgettext_lazy("registration", "Has a place")),
    (WAITING, pgettext_lazy("registration", "On the waiting list")),
    (CANCELLED, pgettext_lazy("registration", "Cancelled")),
]
#: An address has one registration of these for an event.
STANDING: Final = (UNCONFIRMED, REGISTERED, WAITING)
#: Those who have proved their address and mean to come.
EXPECTED: Final = (REGISTERED, WAITING)

#: The tone of a state's badge (static/css/admin-releases.css); the word in it says the same.
TONES: Final = {UNCONFIRMED: "over", REGISTERED: "done", WAITING: "active", CANCELLED: "over"}

# What the clock and the editors make of a registration.
NONE: Final = "none"
BEFORE: Final = "before"
OPEN: Final = "open"
CLOSED: Final = "closed"

#: Statuses of an event to which nobody registers.
CALLED_OFF: Final = ("cancelled", "postponed")

# Rights, as Django names them.
VIEW: Final = "news.view_registration"
CHANGE: Final = "news.change_registration"
EXPORT: Final = "news.export_registration"
