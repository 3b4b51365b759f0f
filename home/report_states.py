"""How far staff are with a report of a barrier, and the names of it in the admin."""

from django.utils.translation import gettext_lazy as _

REPORT_STATES = [
    ("new", _("New")),
    ("open", _("In progress")),
    ("closed", _("Closed")),
]
