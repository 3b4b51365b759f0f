"""The words for what becomes of a mail, and the times of the outbox."""

from datetime import timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

QUEUED: Final = "queued"
SENDING: Final = "sending"
SENT: Final = "sent"
FAILED: Final = "failed"

STATES: Final = [
    (QUEUED, pgettext_lazy("mail", "Waiting")),
    (SENDING, pgettext_lazy("mail", "Being sent")),
    (SENT, pgettext_lazy("mail", "Sent")),
    (FAILED, pgettext_lazy("mail", "Failed")),
]
#: What a state is shown as: the tone of its badge.
TONES: Final = {QUEUED: "active", SENDING: "active", SENT: "done", FAILED: "alarm"}

LATER: Final = "later"
REFUSED: Final = "refused"
INTERRUPTED: Final = "interrupted"

OUTCOMES: Final = [
    (SENT, pgettext_lazy("mail", "Sent")),
    (LATER, _("Not taken now, to be tried again")),
    (REFUSED, _("Refused for good")),
    (INTERRUPTED, _("Interrupted")),
]

#: How long after each failed attempt the next one follows; after the last the mail has failed.
BACK_OFF: Final = [
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
    timedelta(hours=24),
]
#: For how long a mail is one worker's; longer than sending one may take (`cms.mail.sending.DEADLINE`).
CLAIM: Final = timedelta(minutes=10)
