"""The editor of translations, which wagtail-localize puts in the place of a page's or record's form."""

from typing import Any

from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.views.edit_translation import edit_translation, restart_translation

from cms.link_texts import warning_of_empty_links
from cms.translation.guards.checks import require
from cms.translation.locking import lock, lock_addresses_below
from cms.translation.mending import forget_deleted_records
from cms.translation.one_translation import the_translation
from cms.translation.remaining import link_to_remaining
from cms.translation.restarting import restart
from cms.translation.rights import is_locked_for, may_edit, may_publish, may_write
from cms.translation.saving import Errors, save_translation, tell

RESTART = "localize-restart-translation"


def open_editor(request: HttpRequest, instance: models.Model) -> HttpResponse | None:
    """Open the editor of translations for what is one; None leaves a page or record to its own form.

    wagtail-localize's hook of the same name comes after this one and finds at most one translation.
    """
    require(may_edit(request.user, instance))
    if request.method == "POST":
        lock(instance.translation_key)
        if isinstance(instance, Page) and not instance.is_root():
            lock_addresses_below(instance.get_parent())
    if isinstance(instance, Page) and instance.alias_of_id:
        return None
    translation = the_translation(instance)
    if request.method == "POST" and RESTART in request.POST:
        return _restart(request, instance, translation)
    if translation is None or not translation.enabled:
        return None
    if request.method == "POST":
        require(not is_locked_for(request.user, instance))
        require(request.POST.get("action") != "publish" or may_publish(request.user, instance))
        return _save(request, translation, instance)
    forget_deleted_records(translation.source)
    return edit_translation(request, translation, _discreet(request.user, instance, translation))


def _restart(request: HttpRequest, instance: models.Model, translation: Translation | None) -> HttpResponse:
    require(may_write(request.user, instance) and not is_locked_for(request.user, instance))
    if translation is None or translation.enabled:
        messages.error(request, _("There is no stopped translation here."))
        return redirect(request.path)
    restart(translation, instance, request.user)
    return restart_translation(request, translation, instance)


def _save(request: HttpRequest, translation: Translation, instance: models.Model) -> HttpResponse:
    """Publish the translation where that was asked for; its texts are saved already, one by one."""
    if request.POST.get("action") == "publish":
        errors: Errors = {}
        done = save_translation(translation, request.user, errors, publish=True)
        instance.refresh_from_db()
        name = {"object": instance, "language": translation.target_locale.get_display_name()}
        if not done:
            messages.error(
                request, _("“%(object)s” was not published in %(language)s. What is wrong:") % name
            )
            for line in tell(errors):
                if isinstance(instance, Page):
                    line = format_html("{} {}", line, link_to_remaining(instance))
                messages.error(request, line)
        elif len(set(translation.get_progress())) > 1:
            messages.warning(
                request, _("“%(object)s” is published in %(language)s; texts are missing.") % name
            )
        else:
            messages.success(request, _("“%(object)s” is published in %(language)s.") % name)
        if isinstance(instance, Page) and (warning := warning_of_empty_links(instance)):
            messages.warning(request, warning)
    return redirect(request.path)


def _discreet(user: Any, instance: models.Model, translation: Translation) -> models.Model:
    """Return the instance, naming of its versions in other languages the source and those the user may know of."""
    if isinstance(instance, Page):
        shown = [
            page.pk
            for page in instance.get_translations()
            if page.live or page.locale_id == translation.source.locale_id or may_edit(user, page)
        ]
        all_of_them = instance.get_translations
        instance.get_translations = lambda inclusive=False: all_of_them(inclusive).filter(
            models.Q(pk__in=shown) | models.Q(pk=instance.pk)
        )
    return instance
