"""What a file is held against before it is taken: its first bytes, and its pixels before they are decoded."""

from io import BytesIO
from pathlib import PurePath
from typing import Any, BinaryIO, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image
from wagtail.images.fields import WagtailImageField

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")

#: What a file of a kind begins with; kinds that are plain text begin with anything.
SIGNATURES: Final[dict[str, tuple[bytes, ...]]] = {
    "pdf": (b"%PDF-",),
    "rtf": (b"{\\rtf",),
    **dict.fromkeys(("docx", "odp", "ods", "odt", "pptx", "xlsx", "zip"), _ZIP),
}


def check_signature(name: str, file: BinaryIO) -> None:
    """Raise `ValidationError` for a file that does not begin as its extension says; the file is rewound."""
    kind = PurePath(name).suffix.lower().lstrip(".")
    file.seek(0)
    head = file.read(8)
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
