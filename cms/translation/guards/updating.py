"""Syncing translations with their source, and turning one into an alias of it."""

from typing import Any

from django.contrib import messages
from django.db import models, transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.models import Page
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.views.convert import convert_to_alias
from wagtail_localize.views.edit_translation import apply_machine_translation
from wagtail_localize.views.update_translations import UpdateTranslationsView

from cms.translation.carrying import carry
from cms.translation.guards.checks import require, source_instance
from cms.translation.models import LanguageVersion
from cms.translation.one_translation import the_translation
from cms.translation.places import mark_too_long
from cms.translation.quiet import quietly
from cms.translation.recounting import recount
from cms.translation.rights import is_locked_for, may_arrange, may_edit, may_publish
from cms.translation.saving import Errors, language_apart, save_translation, tell


class UpdateTranslations(UpdateTranslationsView):
    """Takes the source anew: who may edit it may; publishing needs the right to publish each translation."""

    def get_object(self) -> TranslationSource:
        source = super().get_object()
        require(may_edit(self.request.user, source_instance(source)))
        return source

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        hidden = {
            target.locale_id
            for _translation, target in self.targets()
            if isinstance(target, Page) and not target.live and not may_edit(self.request.user, target)
        }
        context["translations"] = [row for row in context["translations"] if row["locale"].pk not in hidden]
        return context

    def targets(self) -> list[tuple[Translation, models.Model]]:
        """Return the translations that go on and have a target, each with it."""
        going_on = self.object.translations.filter(enabled=True).select_related("source", "target_locale")
        found = [(entry, self.object.object.get_instance_or_none(entry.target_locale)) for entry in going_on]
        return [(entry, target) for entry, target in found if target is not None]

    def form_valid(self, form: Form) -> HttpResponse:
        user, targets, errors = self.request.user, self.targets(), Errors()
        publish = form.cleaned_data["publish_translations"]
        by_machine = form.cleaned_data.get("use_machine_translation")
        for _entry, target in targets:
            require(not publish or may_publish(user, target))
            require(not by_machine or may_edit(user, target))
        with transaction.atomic():
            problems = carry(source_instance(self.object), user).problems
            for entry, _target in targets:
                if entry.target_locale.language_code in problems:
                    errors[entry.target_locale] = [problems[entry.target_locale.language_code]]
            done = [
                entry
                for entry, target in targets
                if self.update(entry, target, errors, publish=publish, by_machine=by_machine)
            ]
            self.components.save(self.object, sources_and_translations={self.object: done})
        for line in tell(errors):
            messages.error(self.request, line)
        if not errors:
            messages.success(self.request, self.get_success_message())
        return redirect(self.get_success_url() or self.get_default_success_url())

    def update(
        self, entry: Translation, target: models.Model, errors: Errors, *, publish: bool, by_machine: bool
    ) -> bool:
        """Bring one language up to date; return whether that went well."""
        locale, user = entry.target_locale, self.request.user
        entry.source = self.object
        if (publish or by_machine) and is_locked_for(user, target):
            errors[locale] = [_("The page is locked.")]
            return False
        with language_apart(errors, locale):
            if by_machine:
                with quietly():
                    apply_machine_translation(entry.pk, user, get_machine_translator())
                recount(self.object.object_id)
                mark_too_long(self.object, locale.pk)
            if not publish:
                self.object.update_target_view_restrictions(locale)
        return locale not in errors and (not publish or save_translation(entry, user, errors, publish=True))


@require_http_methods(["GET", "POST"])
def convert_page_to_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """Make a translation an alias of its source: for who decides which languages a page is in, and publishes it.

    Translators could not undo it: submitting a page is not theirs.
    """
    page = get_object_or_404(Page, pk=page_id)
    require(
        may_arrange(request.user)
        and may_publish(request.user, page)
        and not is_locked_for(request.user, page)
    )
    translation = the_translation(page)
    if translation is not None:
        original = source_instance(translation.source)
        require(original.live or may_edit(request.user, original))
    response = convert_to_alias(request, page_id)
    if Page.objects.filter(
        pk=page_id, alias_of__isnull=False
    ).exists():  # nothing is translated there any more
        LanguageVersion.objects.filter(page_id=page_id).delete()
    return response
