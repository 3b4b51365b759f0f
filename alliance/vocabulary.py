"""The words of joining: states, categories, wishes, what happens to an application, and what each step allows."""

from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# --- Applications ---

UNCONFIRMED: Final = "unconfirmed"
RECEIVED: Final = "received"
SCREENING: Final = "screening"
INFORMATION: Final = "information"
APPROVED: Final = "approved"
DECLINED: Final = "declined"
WITHDRAWN: Final = "withdrawn"

STATES: Final = [
    (UNCONFIRMED, pgettext_lazy("application", "Unconfirmed")),
    (RECEIVED, pgettext_lazy("application", "Received")),
    (SCREENING, pgettext_lazy("application", "In review")),
    (INFORMATION, pgettext_lazy("application", "Question asked")),
    (APPROVED, pgettext_lazy("application", "Approved")),
    (DECLINED, pgettext_lazy("application", "Declined")),
    (WITHDRAWN, pgettext_lazy("application", "Withdrawn")),
]
#: Those of which an address has one at most.
PENDING: Final = (UNCONFIRMED, RECEIVED, SCREENING, INFORMATION)
#: Those that staff work on.
OPEN: Final = (RECEIVED, SCREENING, INFORMATION)
CLOSED: Final = (APPROVED, DECLINED, WITHDRAWN)

#: verb → the states it may be done in; what is not here may be done in none.
MOVES: Final[dict[str, tuple[str, ...]]] = {
    "confirm": (UNCONFIRMED,),
    "take_up": (RECEIVED,),
    "ask": (SCREENING, INFORMATION),
    "answer": (INFORMATION,),
    "attach": OPEN,
    "approve": (SCREENING, INFORMATION),
    "decline": (SCREENING, INFORMATION),
    "withdraw": OPEN,
    "change_contact": (*OPEN, APPROVED),
    "rotate_link": (*OPEN, *CLOSED),
    "assign": OPEN,
    "set_due": OPEN,
    "override_category": OPEN,
    "note": (*OPEN, *CLOSED),
}

# --- Members ---

MEMBER: Final = "member"
ON_HOLD: Final = "on_hold"
LEFT: Final = "left"

MEMBER_STATES: Final = [
    (MEMBER, pgettext_lazy("member", "Member")),
    (ON_HOLD, pgettext_lazy("member", "On hold")),
    (LEFT, pgettext_lazy("member", "Left")),
]
MEMBER_MOVES: Final[dict[str, tuple[str, ...]]] = {
    "hold": (MEMBER,),
    "resume": (ON_HOLD,),
    "leave": (MEMBER, ON_HOLD),
}

CATEGORIES: Final = [
    ("full", _("Full member")),
    ("associate", _("Associate member")),
    ("partner", pgettext_lazy("category of members", "Partner")),
]
#: What a rule may lead to besides a category.
REFUSED: Final = "refused"
OUTCOMES: Final = [*CATEGORIES, (REFUSED, _("Not eligible"))]

WISHES: Final = [
    ("partnership", _("A partnership")),
    ("expertise", _("Expertise")),
    ("technical", _("Technical help")),
    ("exchange", _("An exchange of people")),
    ("project", _("A joint project")),
    ("funding", _("Help with funding")),
    ("other", _("Something else")),
]

OFFER: Final = "offer"
NEED: Final = "need"
ABOUT: Final = "about"
TOPIC_ROLES: Final = [(OFFER, _("Offers")), (NEED, pgettext_lazy("topic", "Needs"))]
MEMBER_TOPIC_ROLES: Final = [*TOPIC_ROLES, (ABOUT, _("Works on"))]

#: Inhabitants from; what is kept of a number once an application is anonymised.
SIZE_BANDS: Final = (0, 5_000, 20_000, 50_000, 100_000, 250_000, 500_000, 1_000_000)

MANDATES: Final = [
    ("off", _("Not asked for")),
    ("optional", _("Optional")),
    ("required", _("Required")),
]

CONSENT_PURPOSES: Final = [
    ("application", _("Handling the application")),
    ("publication", _("Publishing the member in the directory")),
]

# --- Links and history ---

CONFIRM: Final = "confirm"
STATUS: Final = "status"
DRAFT: Final = "draft"
ADDRESS: Final = "address"
PURPOSES: Final = [
    (CONFIRM, _("Confirm the application")),
    (STATUS, _("See where the application stands")),
    (DRAFT, _("Go on with a draft")),
    (ADDRESS, _("Confirm a new address")),
]

#: What the history of an application or a member tells of.
EVENTS: Final = [
    ("submit", _("Sent")),
    ("submit_again", _("Sent once more")),
    ("confirm", _("Address confirmed")),
    ("take_up", _("Taken up")),
    ("ask", _("Question asked")),
    ("answer", _("Answered")),
    ("attach", _("File added")),
    ("approve", pgettext_lazy("application", "Approved")),
    ("decline", pgettext_lazy("application", "Declined")),
    ("withdraw", pgettext_lazy("application", "Withdrawn")),
    ("change_contact", _("Contact changed")),
    ("rotate_link", _("New link sent")),
    ("assign", _("Assigned")),
    ("set_due", _("Due date set")),
    ("override_category", _("Category changed")),
    ("note", _("Note")),
    ("hold", _("Put on hold")),
    ("resume", _("Resumed")),
    ("leave", _("Left the alliance")),
    ("publish", _("Shown in the directory")),
    ("unpublish", _("Taken out of the directory")),
    ("anonymise", _("Anonymised")),
    ("erase", _("Erased on request")),
    ("view", _("Looked at")),
    ("download", _("File downloaded")),
    ("export", _("Exported")),
]
#: Those that tell who looked at personal data.
ACCESS: Final = ("view", "download", "export")
