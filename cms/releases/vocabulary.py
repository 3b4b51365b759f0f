"""The words for what becomes of a release set and of its pages."""

from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

DRAFT: Final = "draft"
PLANNED: Final = "planned"
RELEASED: Final = "released"
BLOCKED: Final = "blocked"
CANCELLED: Final = "cancelled"

STATES: Final = [
    (DRAFT, _("In preparation")),
    (PLANNED, pgettext_lazy("release", "Planned")),
    (RELEASED, _("Released")),
    (BLOCKED, _("Held back")),
    (CANCELLED, pgettext_lazy("release", "Cancelled")),
]
#: What a state is shown as: the tone of its badge.
TONES: Final = {DRAFT: "quiet", PLANNED: "active", RELEASED: "done", BLOCKED: "alarm", CANCELLED: "over"}
#: The states in which a set can still change.
OPEN: Final = frozenset({DRAFT, PLANNED, BLOCKED})

BLOCK: Final = "block"
LEAVE_OUT: Final = "leave_out"

WHEN_INCOMPLETE: Final = [
    (BLOCK, _("Hold everything back")),
    (LEAVE_OUT, _("Leave it out and release the others")),
]

PUBLISHED: Final = "published"
UNCHANGED: Final = "unchanged"
LEFT_OUT: Final = "left_out"

OUTCOMES: Final = [
    (PUBLISHED, _("Published")),
    (UNCHANGED, _("Was published already, nothing new")),
    (LEFT_OUT, _("Left out")),
]

#: What the log of a set tells of.
ENTRIES: Final = [
    ("create", _("Made")),
    ("change", _("Changed")),
    ("add", _("Pages added")),
    ("remove", _("Page taken out")),
    ("gone", _("Page deleted")),
    ("plan", pgettext_lazy("release", "Planned")),
    ("cancel", pgettext_lazy("release", "Cancelled")),
    ("release", _("Released")),
    ("block", _("Held back")),
    ("link", _("Preview link made")),
    ("revoke", _("Preview link revoked")),
    ("comment", _("Comment received")),
    ("resolve", _("Comment done")),
]
