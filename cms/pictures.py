"""Pictures on pages: which sizes exist, when they are made, and what a template gets of them.

Sizes are made when a page is published or a picture saved, by staff. A visitor's request only looks them up:
a picture whose sizes are missing is left out and logged, never computed while she waits.
"""

import logging
from typing import Any, Final

from django.utils.translation import gettext as _
from wagtail.images.models import Filter

logger = logging.getLogger(__name__)

_WEBP = "format-webp|webpquality-78"

#: use → filters, small to large; the first is the fallback `src`
PRESETS: Final[dict[str, tuple[str, ...]]] = {
    "card": (f"fill-416x260|{_WEBP}", f"fill-832x520|{_WEBP}"),
    "lead": (f"width-480|{_WEBP}", f"width-960|{_WEBP}", f"width-1440|{_WEBP}"),
    "large": (f"max-960x960|{_WEBP}", f"max-1920x1440|{_WEBP}"),
    "poster": (f"fill-832x468|{_WEBP}",),
    "avatar": (f"fill-160x160|{_WEBP}", f"fill-320x320|{_WEBP}"),
    "logo": ("max-360x180|format-webp-lossless",),
    "share": ("fill-1200x630|format-jpeg|jpegquality-80",),
}

SIZES: Final[dict[str, str]] = {
    "card": "(min-width: 62rem) 24rem, (min-width: 40rem) 45vw, 92vw",
    "lead": "(min-width: 62rem) 56rem, 92vw",
    "large": "100vw",
    "poster": "100vw",
    "avatar": "10rem",
    "logo": "11rem",
    "share": "100vw",
}


def picture(image: Any, alt: str = "", preset: str = "lead") -> dict[str, Any] | None:
    """Return what `components/picture.html` shows of an image, None when no size of it exists.

    The answer has `src`, `srcset`, `sizes`, `width` and `height` (pixels of the largest size), `largest` (its
    address), `alt` and `credit`. Sizes that a small original does not fill come out alike and are named once.
    Uses prefetched renditions; asks the database only where there are none.
    """
    if image is None:
        return None
    found = {rendition.filter_spec: rendition for rendition in image.renditions.all()}
    by_width = {found[spec].width: found[spec] for spec in PRESETS[preset] if spec in found}
    sizes = list(by_width.values())
    if not sizes:
        logger.warning("Picture %s has no rendition for “%s”: publish its page again.", image.pk, preset)
        return None
    return {
        "src": sizes[0].url,
        "srcset": ", ".join(f"{rendition.url} {rendition.width}w" for rendition in sizes)
        if len(sizes) > 1
        else "",
        "sizes": SIZES[preset] if len(sizes) > 1 else "",
        "width": sizes[-1].width,
        "height": sizes[-1].height,
        "largest": sizes[-1].url,
        "alt": alt,
        "credit": credit_line(image),
    }


def ready(image: Any, *presets: str) -> str:
    """Return the first of the presets that an image has a size of, else the last: younger presets stand first."""
    specs = {rendition.filter_spec for rendition in image.renditions.all()} if image else set()
    return next((preset for preset in presets if specs & set(PRESETS[preset])), presets[-1])


def credit_line(image: Any) -> str:
    """Return who made a picture and under which licence, empty when neither is known."""
    licence = image.get_licence_display() if image.licence else ""
    return ", ".join(part for part in (image.credit and _("Picture: %s") % image.credit, licence) if part)


def make_renditions(image: Any, *presets: str) -> int:
    """Make the sizes of an image that do not exist yet; return how many were wanted."""
    filters = [Filter(spec=spec) for preset in presets for spec in PRESETS[preset]]
    image.get_renditions(*filters)
    return len(filters)
