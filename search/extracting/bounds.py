"""What is read of a file at most, and why one cannot be read. Nothing is imported, so that a reader starts at once."""

from typing import Final

#: Files that are larger are not read.
MOST_BYTES: Final = 25 * 1024 * 1024
MOST_PAGES: Final = 300
MOST_CHARACTERS: Final = 400_000
#: How many bytes the XML of a file may have when it is unpacked.
MOST_UNPACKED: Final = 100 * 1024 * 1024
#: What the process that reads may take; after `GENTLE_SECONDS` it hands over what there is.
MEMORY: Final = 600 * 1024 * 1024
GENTLE_SECONDS: Final = 90
SECONDS: Final = 120
#: How long one waits for it, however busy the machine is.
PATIENCE: Final = 300

ENCRYPTED: Final = "encrypted"
BROKEN: Final = "broken"
WORDLESS: Final = "wordless"
LARGE: Final = "large"
SWOLLEN: Final = "swollen"
SLOW: Final = "slow"
MISSING: Final = "missing"
CRASHED: Final = "crashed"


class UnreadableError(Exception):
    """Says why a file cannot be read, by one of the words above."""
