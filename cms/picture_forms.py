"""The form a picture is uploaded and described with."""

from typing import Any

from wagtail.images.forms import BaseImageForm

from cms.file_checks import PictureField


class PictureForm(BaseImageForm):
    """Wagtail's form; a picture with too many pixels is refused before it is decoded."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        old = self.fields.get("file")
        if old is not None:
            self.fields["file"] = PictureField(required=old.required, label=old.label, widget=old.widget)
