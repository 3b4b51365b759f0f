"""PO files of a translation: for those who may edit its target."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail_localize.views import edit_translation

from cms.translation.guards.checks import require_target
from cms.translation.po_files import LARGEST, export, read_po, take_po

#: How many of the entries left out are told.
TOLD = 10


@require_GET
def download(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Hand the file out."""
    translation, _target = require_target(request.user, translation_id)
    response = edit_translation.download_pofile(request, translation_id)
    response.content = str(export(translation)).encode()
    return response


@require_POST
def upload(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Take a translated file back: what cannot be taken is told, entry by entry."""
    translation, _target = require_target(request.user, translation_id, unlocked=True)
    file = request.FILES.get("file")
    try:
        if file is None:
            raise ValidationError(_("Choose a PO file."))
        if file.size > LARGEST:
            raise ValidationError(_("The file is too large."))
        taken = take_po(translation, read_po(file.read()), request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        told = ngettext("%(count)s text was taken.", "%(count)s texts were taken.", taken.count)
        messages.success(request, told % {"count": taken.count})
        if taken.late:
            told = ngettext(
                "%(count)s of them was made for words that the original has no more; it is kept.",
                "%(count)s of them were made for words that the original has no more; they are kept.",
                taken.late,
            )
            messages.warning(request, told % {"count": taken.late})
        for line in taken.left_out[:TOLD]:
            messages.warning(request, line)
        more = len(taken.left_out) - TOLD
        if more > 0:
            told = ngettext("%(count)s more was left out.", "%(count)s more were left out.", more)
            messages.warning(request, told % {"count": more})
    return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))
