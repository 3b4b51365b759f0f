"""Reads one file and writes its words, or why there are none, as JSON. Runs in a process of its own (`cms.apart`)."""

import json
import logging
import sys
from collections.abc import Iterator

from search.extracting.bounds import BROKEN, SWOLLEN, WORDLESS, UnreadableError
from search.extracting.lines import put_together


def read(path: str, ending: str) -> dict[str, str]:
    """Return the words of a file as `text`, or what is wrong with it as `problem`."""
    try:
        text = put_together(lines_of(path, ending))
    except UnreadableError as error:
        return {"problem": str(error)}
    except MemoryError:
        return {"problem": SWOLLEN}
    except Exception:  # noqa: BLE001 - files are broken in more ways than their readers have errors for
        return {"problem": BROKEN}
    return {"text": text} if any(sign.isalnum() for sign in text) else {"problem": WORDLESS}


def lines_of(path: str, ending: str) -> Iterator[str]:
    """Return the lines of a file; only what reads its kind is loaded."""
    if ending == "pdf":
        from search.extracting import pdf

        return pdf.lines_of(path)
    from search.extracting import zipped

    return zipped.lines_of_docx(path) if ending == "docx" else zipped.lines_of_odt(path)


if __name__ == "__main__":
    logging.disable()  # pypdf tells of each thing that is odd
    sys.stdout.write(json.dumps(read(*sys.argv[1:3])))
