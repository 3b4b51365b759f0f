"""What a page is shared with where it has no picture: its title on the ground of our brand, with name and mark."""

import io
from typing import Any

from PIL import Image, ImageDraw, features

from cms.brand import MARK, colours
from cms.lettering import fitted, font, runs

WIDTH, HEIGHT = 1200, 630
MARGIN = 80
#: Another number whenever it is drawn in another way.
DESIGN = 1

#: size (pixels) and how many lines of it there may be
TITLE_SIZES = [(84, 2), (72, 3), (60, 4), (50, 5), (42, 6)]
NAME_SIZES = [(36, 1), (30, 2), (26, 2)]
TITLE_WEIGHT, NAME_WEIGHT = 700, 600
MARK_SIZE = 96
#: Where the title may stand, and where the road of the bridge runs.
TITLE_TOP, TITLE_BOTTOM, ROAD = 190, 500, 532


def drawn(title: str, name: str, language: str) -> bytes:
    """Return a PNG of WIDTH by HEIGHT; title and name are such as `cms.lettering.can_set` agrees to."""
    colour = colours()
    image = Image.new("RGB", (WIDTH, HEIGHT), colour["deep"])
    image.paste(_bridge(), (0, ROAD))
    draw = ImageDraw.Draw(image)
    mark = Image.open(MARK).convert("RGB").resize((MARK_SIZE, MARK_SIZE), Image.Resampling.LANCZOS)
    image.paste(mark, (MARGIN, 56))
    if name:
        size, lines = fitted(name, WIDTH - 2 * MARGIN - MARK_SIZE - 24, NAME_SIZES, NAME_WEIGHT)
        middle = 56 + MARK_SIZE // 2
        _write(
            draw,
            lines,
            (MARGIN + MARK_SIZE + 24, middle),
            size,
            NAME_WEIGHT,
            colour["on-deep-muted"],
            language,
        )
    size, lines = fitted(title, WIDTH - 2 * MARGIN, TITLE_SIZES, TITLE_WEIGHT)
    middle = (TITLE_TOP + TITLE_BOTTOM) // 2
    _write(draw, lines, (MARGIN, middle), size, TITLE_WEIGHT, colour["on-deep"], language)
    file = io.BytesIO()
    image.quantize(128, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def _write(
    draw: Any,
    lines: list[str],
    place: tuple[int, int],
    size: int,
    weight: int,
    colour: str,
    language: str,
) -> None:
    """Write lines from the left, around the middle of their height."""
    shaping = {"language": language} if features.check("raqm") else {}
    left, middle = place
    leading = size * 1.16
    baseline = middle - leading * (len(lines) - 1) / 2 + size * 0.35
    for number, line in enumerate(lines):
        x = float(left)
        for face, run in runs(line):
            letters = font(face, size, weight)
            draw.text(
                (x, baseline + number * leading), run, fill=colour, font=letters, anchor="ls", **shaping
            )
            x += letters.getlength(run)


def _bridge() -> Image.Image:
    """Return the foot of the picture: a road on arches, drawn at twice its size for smooth edges."""
    colour = colours()
    width, height, arch, pier = WIDTH * 2, (HEIGHT - ROAD) * 2, 216, 24
    foot = Image.new("RGB", (width, height), colour["deep-raised"])
    draw = ImageDraw.Draw(foot)
    draw.rectangle((0, 0, width, 11), fill=colour["accent"])
    for left in range(-pier * 4, width, arch + pier):
        draw.ellipse((left, 52, left + arch, 52 + arch), fill=colour["deep"])
    return foot.resize((WIDTH, HEIGHT - ROAD), Image.Resampling.LANCZOS)
