"""How often subscribers are written to, in words."""

from typing import Final

from django.utils.translation import gettext_lazy as _

WEEKLY: Final = "weekly"
AT_ONCE: Final = "at_once"
RHYTHMS: Final = [
    (WEEKLY, _("Once a week, all in one mail")),
    (AT_ONCE, _("At once, as soon as something is published")),
]
