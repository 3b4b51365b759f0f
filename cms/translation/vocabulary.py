"""The words for how far a text, or a language version, is."""

from typing import Final

from django.utils.translation import gettext_lazy as _

MISSING: Final = "missing"
IN_PROGRESS: Final = "in_progress"
MACHINE: Final = "machine"
OUTDATED: Final = "outdated"
COMPLETE: Final = "complete"
PUBLISHED: Final = "published"

STATES: Final = [
    (MISSING, _("Missing")),
    (IN_PROGRESS, _("In progress")),
    (MACHINE, _("Translated by machine")),
    (OUTDATED, _("Outdated")),
    (COMPLETE, _("Complete")),
    (PUBLISHED, _("Published")),
]

#: What wagtail-localize keeps as the tool that made a translation, where it was none of a translator's making.
CARRIED: Final = "Earlier translation"
MEMORY: Final = "Translation memory"
