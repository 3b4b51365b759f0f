"""The words of joining that applicants and visitors read: states, categories, wishes, steps."""

from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alliance.vocabulary import (
    ABOUT,
    APPROVED,
    DECLINED,
    INFORMATION,
    LEFT,
    MEMBER,
    NEED,
    OFFER,
    ON_HOLD,
    RECEIVED,
    SCREENING,
    UNCONFIRMED,
    WITHDRAWN,
)

STATES: Final = [
    (UNCONFIRMED, pgettext_lazy("application", "Unconfirmed")),
    (RECEIVED, pgettext_lazy("application", "Received")),
    (SCREENING, pgettext_lazy("application", "In review")),
    (INFORMATION, pgettext_lazy("application", "Question asked")),
    (APPROVED, pgettext_lazy("application", "Approved")),
    (DECLINED, pgettext_lazy("application", "Declined")),
    (WITHDRAWN, pgettext_lazy("application", "Withdrawn")),
]

MEMBER_STATES: Final = [
    (MEMBER, pgettext_lazy("member", "Member")),
    (ON_HOLD, pgettext_lazy("member", "On hold")),
    (LEFT, pgettext_lazy("member", "Left")),
]

CATEGORIES: Final = [
    ("full", _("Full member")),
    ("associate", _("Associate member")),
    ("partner", pgettext_lazy("category of members", "Partner")),
]

WISHES: Final = [
    ("partnership", _("A partnership")),
    ("expertise", _("Expertise")),
    ("technical", _("Technical help")),
    ("exchange", _("An exchange of people")),
    ("project", _("A joint project")),
    ("funding", _("Help with funding")),
    ("other", _("Something else")),
]

TOPIC_ROLES: Final = [(OFFER, _("Offers")), (NEED, pgettext_lazy("topic", "Needs"))]
MEMBER_TOPIC_ROLES: Final = [*TOPIC_ROLES, (ABOUT, _("Works on"))]

#: What the history tells applicants of.
VISIBLE_EVENTS: Final = [
    ("submit", pgettext_lazy("application", "Sent")),
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
]
