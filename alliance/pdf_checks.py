"""What a PDF from a stranger is held against before it is taken: size, first bytes, and what is inside."""

import tempfile
from typing import BinaryIO, Final

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from alliance.pdf_probe import MEMORY, SECONDS
from cms.apart import run_apart

MOST_BYTES: Final = 10 * 1024 * 1024
#: How long looking into one may take, in seconds; the process that looks has limits of its own.
PATIENCE: Final = 20

MESSAGES: Final = {
    "size": _("The file is larger than %(limit)s. Send a smaller one, or only the pages that matter."),
    "empty": _("The file is empty."),
    "kind": _("This is no PDF file, whatever its name says. Save or print the document as PDF."),
    "encrypted": _("The file is protected by a password. Send it without one."),
    "active": _(
        "The file has scripts or forms in it that do something when it is opened. Print it as PDF and send that."
    ),
    "embedded": _("The file has other files in it. Print it as PDF and send that."),
    "broken": _("The file is damaged and cannot be read. Save or print the document as PDF once more."),
    "bomb": _("The file is too large when it is unpacked. Print it as PDF and send that."),
}


def check_pdf(file: BinaryIO, size: int) -> None:
    """Raise `ValidationError` for what is no harmless PDF of at most 10 MB; the file is rewound.

    The code of the error is a key of `MESSAGES`.
    """
    if not size:
        raise _error("empty")
    if size > MOST_BYTES:
        raise _error("size")
    file.seek(0)
    content = file.read(MOST_BYTES + 1)
    file.seek(0)
    if len(content) > MOST_BYTES:
        raise _error("size")
    # Readers find the mark within the first 1,024 bytes; we take it at the beginning or after a byte order mark.
    if not content.removeprefix(b"\xef\xbb\xbf").startswith(b"%PDF-"):
        raise _error("kind")
    answer = look_into(content)
    if answer != "ok":
        raise _error(answer)


def look_into(content: bytes) -> str:
    """Return what is wrong with a PDF, by a process that may fail; “ok” where nothing is."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as copy:
        copy.write(content)
        copy.flush()
        ended = run_apart("alliance.pdf_probe", copy.name, memory=MEMORY, seconds=SECONDS, patience=PATIENCE)
    if ended.is_cut_off or ended.is_late:
        return "bomb"
    answer = ended.output.decode("ascii", "replace").strip()
    return answer if answer == "ok" or answer in MESSAGES else "broken"


def _error(code: str) -> ValidationError:
    return ValidationError(MESSAGES[code], code=code, params={"limit": filesizeformat(MOST_BYTES)})
