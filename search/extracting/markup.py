"""Which elements of an XML hold words, and the paragraphs made of them as they are met."""

from dataclasses import dataclass
from typing import Final

_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#: The same in the strict form of the standard (ISO/IEC 29500-1).
_STRICT: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_COMPATIBLE: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_TEXT: Final = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_OFFICE: Final = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_SVG: Final = "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"


def _named(space: str, *names: str) -> frozenset[str]:
    return frozenset(f"{space} {name}" for name in names)


@dataclass(frozen=True)
class Form:
    """Where a format keeps its words."""

    paragraphs: frozenset[str]
    #: Only what stands directly in these is a word; empty: whatever stands in a paragraph
    texts: frozenset[str]
    #: blanks, tabulators, ends of lines
    blanks: frozenset[str]
    #: a hyphen that is no end of a line
    hyphens: frozenset[str]
    #: nothing in these is said: deleted, said once more for old programs, a remark of somebody
    silent: frozenset[str]


WORD: Final = Form(
    paragraphs=_named(_WORD, "p") | _named(_STRICT, "p"),
    texts=_named(_WORD, "t") | _named(_STRICT, "t"),
    blanks=_named(_WORD, "tab", "br", "cr", "ptab") | _named(_STRICT, "tab", "br", "cr", "ptab"),
    hyphens=_named(_WORD, "noBreakHyphen") | _named(_STRICT, "noBreakHyphen"),
    silent=_named(_COMPATIBLE, "Fallback") | _named(_WORD, "moveFrom") | _named(_STRICT, "moveFrom"),
)
ODF: Final = Form(
    paragraphs=_named(_TEXT, "p", "h"),
    texts=frozenset(),
    blanks=_named(_TEXT, "s", "tab", "line-break"),
    hyphens=frozenset(),
    silent=_named(_TEXT, "tracked-changes", "note-citation", "ruby-text")
    | _named(_OFFICE, "annotation", "scripts", "forms")
    | _named(_SVG, "title", "desc"),
)


class Words:
    """Hears of elements as they are read; paragraphs within paragraphs (text boxes, notes) are lines of their own."""

    def __init__(self, form: Form):
        self.form = form
        self._open: list[list[str]] = []
        self._done: list[str] = []
        self._silence = self._texts = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in self.form.silent:
            self._silence += 1
        elif name in self.form.paragraphs:
            self._open.append([])
        elif name in self.form.texts:
            self._texts += 1
        elif name in self.form.blanks:
            self._say(" ")
        elif name in self.form.hyphens:
            self._say("-")

    def end(self, name: str) -> None:
        if name in self.form.silent:
            self._silence -= 1
        elif name in self.form.paragraphs:
            self._done.append("".join(self._open.pop()))
        elif name in self.form.texts:
            self._texts -= 1

    def data(self, text: str) -> None:
        if self._texts or not self.form.texts:
            self._say(text)

    def taken(self) -> list[str]:
        """Return the paragraphs that were met since this was asked."""
        done, self._done = self._done, []
        return done

    def _say(self, text: str) -> None:
        if self._open and not self._silence:
            self._open[-1].append(text)
