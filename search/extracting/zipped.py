"""The words of DOCX (ECMA-376, part 1, 17) and ODT (OASIS OpenDocument 1.3, part 3): XML in a ZIP file.

The XML is read in pieces by expat and nothing of it is kept but words, so that there is no tree to grow; a file that
declares a document type, which neither format has and entities need, is refused. Libraries for these formats build
the tree, and python-docx leaves out what stands in content controls and tracked insertions.
"""

import zipfile
from collections.abc import Iterator
from typing import IO, Any, Final
from xml.parsers import expat

from search.extracting import bounds
from search.extracting.bounds import UnreadableError
from search.extracting.markup import ODF, WORD, Form, Words

_PIECE: Final = 64 * 1024
#: An old Office file (MS-CFB, 2.2); an encrypted DOCX is one.
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: What the parts of a DOCX with words in them end with in its list of contents, in the order they are read.
_WORD_PARTS: Final = (".document.main+xml", ".footnotes+xml", ".endnotes+xml")


def lines_of_docx(path: str) -> Iterator[str]:
    """Yield the paragraphs of a DOCX, then its notes."""
    with open(path, "rb") as file:
        if file.read(len(_COMPOUND)) == _COMPOUND:
            raise UnreadableError(bounds.ENCRYPTED)
    with zipfile.ZipFile(path) as archive:
        parts = _Parts()
        for _nothing in _parsed(archive, "[Content_Types].xml", parts):
            pass
        names = [name for ending in _WORD_PARTS for name, kind in parts.found if kind.endswith(ending)]
        if not names:
            raise UnreadableError(bounds.BROKEN)
        for name in names:
            yield from _words(archive, name, WORD)


def lines_of_odt(path: str) -> Iterator[str]:
    """Yield the paragraphs of an ODT."""
    with zipfile.ZipFile(path) as archive:
        if "META-INF/manifest.xml" in archive.namelist():
            with archive.open("META-INF/manifest.xml") as manifest:
                if b"encryption-data" in manifest.read(1024 * 1024):
                    raise UnreadableError(bounds.ENCRYPTED)
        yield from _words(archive, "content.xml", ODF)


def _words(archive: zipfile.ZipFile, name: str, form: Form) -> Iterator[str]:
    words = Words(form)
    for _piece in _parsed(archive, name, words):
        yield from words.taken()


def _parsed(archive: zipfile.ZipFile, name: str, told: Any) -> Iterator[None]:
    """Read a part of a file piece by piece; `told` hears of it."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler, parser.EndElementHandler = told.start, told.end
    parser.CharacterDataHandler = told.data
    unpacked = 0
    with _part(archive, name) as part:
        while piece := part.read(_PIECE):
            unpacked += len(piece)
            if unpacked > bounds.MOST_UNPACKED:
                raise UnreadableError(bounds.SWOLLEN)
            parser.Parse(piece, False)
            yield
    parser.Parse(b"", True)
    yield


def _part(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    info = archive.getinfo(name.lstrip("/"))
    if info.flag_bits & 1:
        raise UnreadableError(bounds.ENCRYPTED)
    return archive.open(info)


def _refuse(*_about: Any) -> None:
    raise UnreadableError(bounds.SWOLLEN)


class _Parts:
    """The list of contents of a DOCX: names of parts with their media types."""

    def __init__(self):
        self.found: list[tuple[str, str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name.endswith(" Override"):
            self.found.append((attributes.get("PartName", ""), attributes.get("ContentType", "")))

    def end(self, name: str) -> None: ...

    def data(self, text: str) -> None: ...
