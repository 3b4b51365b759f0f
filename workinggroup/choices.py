"""Facts of working groups that are codes, and their names for readers."""

from django.utils.translation import gettext_lazy as _

ROLES = [
    ("chair", _("Chair")),
    ("vice_chair", _("Vice-chair")),
    ("rapporteur", _("Rapporteur")),
    ("member", _("Member")),
    ("alternate", _("Alternate")),
    ("observer", _("Observer")),
]
