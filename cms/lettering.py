"""Lines of text in our own font, for pictures: which letters it has, and where lines break.

The font is five files, each for some letters; a text is set in runs of one file each, as browsers do it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import accumulate
from typing import Any

from cms.brand import Face, faces

#: More of a text is never set.
LONGEST = 300
ELLIPSIS = "…"
#: Hyphens and spaces that the font has under another number.
_SAME = {0x2010: "-", 0x2011: "-", 0x202F: "\u00a0"}
#: A word with its space, or a part of it that ends in a hyphen; spaces that keep together are letters.
_PIECE = re.compile(r"[^ ]+?(?:[-–—/](?=\w)| |$)")
#: Signs that are no letters, as emoji, and what nobody sees.
_LEFT_OUT = ("So", "Cc", "Cf", "Cn", "Co", "Cs")


def cleaned(text: str) -> str:
    """Return the letters of a text that are worth setting, on one line, at most LONGEST and an ellipsis."""
    text = unicodedata.normalize("NFC", " ".join(re.split(r"[ \t-\r\u2028\u2029]+", text[: LONGEST * 10])))
    letters = [
        letter
        for letter in text.translate(_SAME)
        if unicodedata.category(letter) not in _LEFT_OUT and letter != "\ufe0f"
    ]
    text = re.sub(" +", " ", "".join(letters)).strip()
    return text if len(text) <= LONGEST else text[:LONGEST].rstrip() + ELLIPSIS


def runs(text: str) -> list[tuple[Face, str]]:
    """Return a text in runs of one font file each. Raises ValueError where no file has a letter.

    So it does for what is written from right to left, for which Pillow needs libraries that not every machine has.
    """
    found: list[tuple[Face, str]] = []
    for letter in text:
        if unicodedata.bidirectional(letter) in ("R", "AL", "AN"):
            raise ValueError(letter)
        here = found[-1][0] if found else None
        if here is not None and ord(letter) in here.letters:
            found[-1] = (here, found[-1][1] + letter)
            continue
        face = next((face for face in faces() if ord(letter) in face.letters), None)
        if face is None or unicodedata.combining(letter):  # a mark is of the file of the letter below it
            raise ValueError(letter)
        found.append((face, letter))
    return found


def can_set(text: str) -> bool:
    """Tell whether our font has all letters of a text."""
    try:
        runs(text)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=80)
def font(face: Face, size: int, weight: int) -> Any:
    """Return a font file at a size (pixels) and weight."""
    from PIL import ImageFont

    found = ImageFont.truetype(face.file, size)
    found.set_variation_by_axes([weight])
    return found


def width(text: str, size: int, weight: int) -> float:
    """Return how wide a line is (pixels)."""
    return sum(font(face, size, weight).getlength(run) for face, run in runs(text))


def fitted(text: str, room: float, sizes: list[tuple[int, int]], weight: int) -> tuple[int, list[str]]:
    """Return a text at the largest of its sizes at which it fits, in lines of about one length.

    `sizes` are sizes, each with how many lines may stand; at the last one the text is cut.
    """
    pieces = _PIECE.findall(re.sub(" (?=[–—] )", "\u00a0", text))  # no line begins with a dash
    for size, most in sizes:
        wide = _wide(size, weight)
        if max(wide(piece) for piece in pieces) <= room and len(lines := _lines(pieces, room, wide)) <= most:
            return size, _balanced(pieces, room, wide, lines)
    size, most = sizes[-1]
    wide = _wide(size, weight)
    lines = _lines([part for piece in pieces for part in _chopped(piece, room, wide)], room, wide)
    return size, lines if len(lines) <= most else [*lines[: most - 1], _cut(lines[most - 1], room, wide)]


def _wide(size: int, weight: int) -> Callable[[str], float]:
    return lambda line: width(line.rstrip(" "), size, weight)


def _lines(pieces: list[str], room: float, wide: Callable[[str], float]) -> list[str]:
    lines = [""]
    for piece in pieces:
        if lines[-1] and wide(lines[-1] + piece) > room:
            lines.append(piece)
        else:
            lines[-1] += piece
    return [line.rstrip(" ") for line in lines]


def _balanced(pieces: list[str], room: float, wide: Callable[[str], float], lines: list[str]) -> list[str]:
    """Return as many lines, of about one length."""
    longest = max(wide(piece) for piece in pieces)
    for share in range(96, 48, -4):
        narrower = room * share / 100
        other = _lines(pieces, narrower, wide)
        if narrower < longest or len(other) > len(lines):
            break
        lines = other
    return lines


def _chopped(piece: str, room: float, wide: Callable[[str], float]) -> Iterator[str]:
    """Return a word in parts that fit."""
    while piece:
        count = next((count for count, part in enumerate(accumulate(piece)) if wide(part) > room), len(piece))
        yield piece[: max(count, 1)]
        piece = piece[max(count, 1) :]


def _cut(line: str, room: float, wide: Callable[[str], float]) -> str:
    while line and wide(line + ELLIPSIS) > room:
        line = line[:-1]
    return line.rstrip(" ,;:-–—/…") + ELLIPSIS
