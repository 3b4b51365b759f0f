"""Facts of statements that are codes, and their names for readers."""

from django.utils.translation import gettext_lazy as _

CONFORMANCE = [
    ("full", _("Fully compliant")),
    ("partial", _("Partially compliant")),
    ("none", _("Not compliant")),
]

METHODS = [
    ("self", _("Self-assessment")),
    ("third_party", _("Assessment by a third party")),
]
