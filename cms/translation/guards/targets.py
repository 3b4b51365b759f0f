"""What one does with a translation as a whole: preview it, let a machine fill it, stop it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail.models import Page
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.views import edit_translation

from cms.translation.carrying import draft_of
from cms.translation.guards.checks import require, require_target
from cms.translation.places import mark_too_long
from cms.translation.quiet import quietly
from cms.translation.recounting import recount
from cms.translation.rights import may_write
from cms.translation.saving import Errors, language_apart, tell


@require_GET
@xframe_options_sameorigin
def preview(request: HttpRequest, translation_id: int, mode: str | None = None) -> HttpResponse:
    """Show a page with the texts translated so far, to those who may edit it."""
    translation, target = require_target(request.user, translation_id)
    if not isinstance(target, Page):
        raise Http404
    mode = target.default_preview_mode if mode is None else mode
    if mode not in dict(target.preview_modes):
        raise Http404
    return draft_of(translation).make_preview_request(request, mode)


@require_POST
def machine_translate(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Let a machine translate what is missing, in a target one may edit and that is not locked."""
    translation, _target = require_target(request.user, translation_id, unlocked=True)
    if get_machine_translator() is None:
        raise Http404
    errors: Errors = {}
    response, marked = None, 0
    with language_apart(errors, translation.target_locale):
        with quietly():
            response = edit_translation.machine_translate(request, translation_id)
        recount(translation.source.object_id)
        marked = mark_too_long(translation.source, translation.target_locale_id)
    if marked:
        told = ngettext(
            "%(count)s text is too long for its place.",
            "%(count)s texts are too long for their place.",
            marked,
        )
        messages.warning(request, told % {"count": marked})
    for line in tell(errors):
        messages.error(request, line)
    return response or redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))


@require_POST
def stop(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Stop a translation: its target is then edited by itself, so one must be allowed to write it."""
    _translation, target = require_target(request.user, translation_id, unlocked=True)
    require(may_write(request.user, target))
    return edit_translation.stop_translation(request, translation_id)
