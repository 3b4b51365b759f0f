"""States and what each allows, and the words that only staff read; what applicants read is in `alliance.choices`."""

from typing import Final

from django.utils.translation import gettext_lazy as _

# --- Applications ---

UNCONFIRMED: Final = "unconfirmed"
RECEIVED: Final = "received"
SCREENING: Final = "screening"
INFORMATION: Final = "information"
APPROVED: Final = "approved"
DECLINED: Final = "declined"
WITHDRAWN: Final = "withdrawn"

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

MEMBER_MOVES: Final[dict[str, tuple[str, ...]]] = {
    "hold": (MEMBER,),
    "resume": (ON_HOLD,),
    "leave": (MEMBER, ON_HOLD),
}

#: What a rule may lead to besides a category.
REFUSED: Final = "refused"

OFFER: Final = "offer"
NEED: Final = "need"
ABOUT: Final = "about"

#: Inhabitants from; what is kept of a number once an application is anonymised.
SIZE_BANDS: Final = (0, 5_000, 20_000, 50_000, 100_000, 250_000, 500_000, 1_000_000)

MANDATES: Final = [
    ("off", _("Not asked for")),
    ("optional", _("Optional")),
    ("required", _("Required")),
]

CONSENT_PURPOSES: Final = [
    ("application", _("Handling what is sent")),
    ("publication", _("Being in the directory")),
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

#: What the history tells staff of, besides `alliance.choices.VISIBLE_EVENTS`.
STAFF_EVENTS: Final = [
    ("submit_again", _("Sent once more")),
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
