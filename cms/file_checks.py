"""What a file is held against before it is taken: its size, its first bytes, its pixels before they are decoded."""

from io import BytesIO
from pathlib import PurePath
from typing import Any, BinaryIO, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from PIL import Image
from wagtail.images.fields import WagtailImageField

from cms.file_kinds import RECORDING_TYPES

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")

#: A frame of MPEG audio, layer III, whatever its version and bit rate (ISO/IEC 11172-3, 2.4.1.3).
_MP3_FRAMES: Final = (b"\xff\xfa", b"\xff\xfb", b"\xff\xf2", b"\xff\xf3", b"\xff\xe2", b"\xff\xe3")

#: What a file of a kind begins with; kinds that are plain text begin with anything.
SIGNATURES: Final[dict[str, tuple[bytes, ...]]] = {
    "mp3": (b"ID3", *_MP3_FRAMES),
    "ogg": (b"OggS",),
    "pdf": (b"%PDF-",),
    "rtf": (b"{\\rtf",),
    "vtt": (b"WEBVTT", b"\xef\xbb\xbfWEBVTT"),
    "webm": (b"\x1aE\xdf\xa3",),
    **dict.fromkeys(("m4a", "mp4"), (b"ftyp",)),
    **dict.fromkeys(("docx", "odp", "ods", "odt", "pptx", "xlsx", "zip"), _ZIP),
}
#: Where it stands, if not at the very beginning: MP4 first says how long its first box is (ISO/IEC 14496-12, 4.2).
_OFFSETS: Final = {"m4a": 4, "mp4": 4}


def ending(name: str) -> str:
    """Return the ending of a file's name, in small letters and without its dot."""
    return PurePath(name).suffix.lower().lstrip(".")


def size_limit(name: str) -> int:
    """Return how many bytes a document, or a recording, of this name may have."""
    return settings.RECORDING_MAX_BYTES if ending(name) in RECORDING_TYPES else settings.DOCUMENT_MAX_BYTES


def check_size(name: str, size: int) -> None:
    """Raise `ValidationError` for a file that is larger than its kind may be."""
    limit = size_limit(name)
    if size > limit:
        raise ValidationError(
            _("The file is larger than %(limit)s."),
            code="size",
            params={"limit": filesizeformat(limit)},
        )


def check_signature(name: str, file: BinaryIO) -> None:
    """Raise `ValidationError` for a file that does not begin as its extension says; the file is rewound."""
    kind = ending(name)
    file.seek(_OFFSETS.get(kind, 0))
    head = file.read(12)
    file.seek(0)
    if kind in SIGNATURES and not head.startswith(SIGNATURES[kind]):
        raise ValidationError(
            _("This is no %(kind)s file, whatever its name says."),
            code="signature",
            params={"kind": kind.upper()},
        )


class PictureField(WagtailImageField):
    """Wagtail's field, which decodes a picture to count its pixels; this one reads its header first."""

    def to_python(self, data: Any):
        if data not in self.empty_values and self.max_image_pixels is not None:
            self._check_header(data)
        return super().to_python(data)

    def _check_header(self, data: Any) -> None:
        file = data if hasattr(data, "read") else BytesIO(data["content"])
        try:
            with Image.open(file) as picture:
                pixels = picture.width * picture.height
        except Image.DecompressionBombError:
            pixels = f"> {2 * Image.MAX_IMAGE_PIXELS}"  # where Pillow does not look any further
        except (OSError, SyntaxError, ValueError):
            return  # no picture: Wagtail says so
        finally:
            file.seek(0)
        if not isinstance(pixels, int) or pixels > self.max_image_pixels:
            params = {"num_pixels": pixels, "max_pixels_count": self.max_image_pixels}
            raise ValidationError(
                self.error_messages["file_too_many_pixels"] % params, code="file_too_many_pixels"
            )
