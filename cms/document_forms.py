"""The form a document, a recording or its subtitles are uploaded and described with."""

from typing import Any

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm


class DocumentForm(BaseDocumentForm):
    """Wagtail's form; it says how large each kind of file may be, where Wagtail knows the largest only."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"].help_text = _("Up to %(size)s; video and sound up to %(recording_size)s.") % {
                "size": filesizeformat(settings.DOCUMENT_MAX_BYTES),
                "recording_size": filesizeformat(settings.RECORDING_MAX_BYTES),
            }
