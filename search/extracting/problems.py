"""Why the words of a file could not be taken out, in words for staff."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from search.extracting import bounds

PROBLEMS: Final = [
    (bounds.ENCRYPTED, _("It is protected by a password.")),
    (bounds.BROKEN, _("It is damaged, or something else than its name says.")),
    (
        bounds.WORDLESS,
        _(
            "It holds no words that can be read, perhaps only pictures of them. Recognise its text (OCR) first."
        ),
    ),
    (bounds.LARGE, _("It is too large.")),
    (bounds.SWOLLEN, _("It grows too large when it is unpacked, or takes too long to read.")),
    (bounds.SLOW, _("Reading it has taken too long.")),
    (bounds.MISSING, _("Its file is not where it should be.")),
    (bounds.CRASHED, _("Reading it has failed.")),
]
