"""The words for what turns programs away."""

from typing import Final

from django.utils.translation import gettext_lazy as _

TRAP: Final = "trap"
TOO_FAST: Final = "too_fast"
UNPROVED: Final = "unproved"
BAD_PROOF: Final = "bad_proof"
USED_PROOF: Final = "used_proof"
MAILS: Final = "mails"
DEFENCES: Final = [
    (TRAP, _("Filled in the field that people do not see")),
    (TOO_FAST, _("Sent at once, or without the form having been opened")),
    (UNPROVED, _("Without proof of work, and too many of that kind")),
    (BAD_PROOF, _("Proof of work wrong or too old")),
    (USED_PROOF, _("Proof of work used before")),
    (MAILS, _("Mail not sent: too many to one address, from one network or in all")),
]
