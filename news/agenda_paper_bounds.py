"""How long an agenda may be to be offered as a PDF: making one takes about 0.1 ms a letter."""

from typing import Any

from cms.paper import can_print

MOST_SLOTS = 120
#: What is longer is printed without descriptions and questions.
MOST_LETTERS = 20_000
LONGEST_TITLE = 300
MOST_SPEAKERS = 10


def has_paper(event: Any) -> bool:
    """Tell whether an event's agenda can be had as a PDF here."""
    return 0 < len(event.agenda) <= MOST_SLOTS and can_print()
