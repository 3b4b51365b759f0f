"""The words of a file, whatever is in it."""

import json
import tempfile
from dataclasses import dataclass
from typing import BinaryIO, Final

from cms.apart import run_apart
from search.extracting import bounds

READER: Final = "search.extracting.reading_apart"
#: Endings of the files that are read.
KINDS: Final = ("pdf", "docx", "odt")
_PIECE: Final = 1024 * 1024


@dataclass(frozen=True)
class Extracted:
    """The words of a file, or why there are none (`search.extracting.bounds`)."""

    text: str = ""
    problem: str = ""


def extract(file: BinaryIO, ending: str) -> Extracted:
    """Return the words of a file of one of the `KINDS`; raise `OSError` where it cannot be got."""
    with tempfile.NamedTemporaryFile(suffix=f".{ending}") as copy:
        copied = 0
        while piece := file.read(_PIECE):
            copied += len(piece)
            if copied > bounds.MOST_BYTES:
                return Extracted(problem=bounds.LARGE)
            copy.write(piece)
        copy.flush()
        limits = {"memory": bounds.MEMORY, "seconds": bounds.SECONDS, "patience": bounds.PATIENCE}
        ended = run_apart(READER, copy.name, ending, **limits)
    if ended.is_late:
        return Extracted(problem=bounds.SLOW)
    if ended.is_cut_off:
        return Extracted(problem=bounds.SWOLLEN)
    try:
        return Extracted(**json.loads(ended.output))
    except (TypeError, ValueError):
        return Extracted(problem=bounds.CRASHED)
