"""Facts of working groups that are codes, and their names for readers."""

from django.utils.translation import gettext_lazy as _

#: What a page is, beside a result of the search and a related page (`cms.props.kind_name`).
WORKING_GROUP = _("working group")

ROLES = [
    ("chair", _("Chair")),
    ("vice_chair", _("Vice-chair")),
    ("rapporteur", _("Rapporteur")),
    ("member", _("Member")),
    ("alternate", _("Alternate")),
    ("observer", _("Observer")),
]
