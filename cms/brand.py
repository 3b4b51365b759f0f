"""The brand as the style sheets have it, for what is drawn on the server: colours, and font files by their letters."""

import hashlib
import importlib.metadata
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

#: The files that the site is made of.
STATIC = Path(__file__).resolve().parent.parent / "static"
#: The mark as a picture with its own ground.
MARK = STATIC / "img" / "apple-touch-icon.png"


@dataclass(frozen=True)
class Face:
    """A font file, and the letters it is used for."""

    file: Path
    letters: frozenset[int]


@lru_cache(maxsize=1)
def colours() -> dict[str, str]:
    """Return the colours of the brand in light mode, by their names in `tokens.css`."""
    css = (STATIC / "css" / "tokens.css").read_text()
    block = css[css.index(":root") : css.index("}")]
    return dict(re.findall(r"--color-([\w-]+):\s*(#[0-9a-fA-F]{3,6});", block))


@lru_cache(maxsize=1)
def faces() -> tuple[Face, ...]:
    """Return our font files and their letters, as `fonts.css` gives them to browsers (`unicode-range`)."""
    css = (STATIC / "css" / "fonts.css").read_text()
    found = re.findall(r'url\("\.\./fonts/([\w-]+\.woff2)"\).*?unicode-range:([^;]+);', css, re.DOTALL)
    return tuple(Face(STATIC / "fonts" / name, _letters(ranges)) for name, ranges in found)


@lru_cache(maxsize=1)
def brand_tag() -> str:
    """Return another word whenever colours, fonts, mark or what draws them are others."""
    told = hashlib.sha256(repr(sorted(colours().items())).encode())
    told.update(importlib.metadata.version("pillow").encode())
    for file in (MARK, STATIC / "css" / "fonts.css", *(face.file for face in faces())):
        told.update(file.read_bytes())
    return told.hexdigest()


def _letters(ranges: str) -> frozenset[int]:
    found: set[int] = set()
    for part in ranges.split(","):
        first, _dash, last = part.strip().removeprefix("U+").partition("-")
        found |= set(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(found)
