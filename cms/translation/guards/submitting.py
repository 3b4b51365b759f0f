"""Submitting for translation: what one may edit, into the languages one works in."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import models
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail_localize.views.submit_translations import SubmitPageTranslationView, SubmitSnippetTranslationView

from cms.translation.guards.checks import require
from cms.translation.languages_of import languages_of
from cms.translation.rights import may_edit
from cms.translation.saving import tell
from cms.translation.submitting import submit


class GuardedSubmit:
    """Submits what the user may edit, only into languages she works in, each language apart."""

    def get_object(self) -> models.Model:
        instance = super().get_object()
        require(may_edit(self.request.user, instance))
        return instance

    def get_form(self) -> forms.Form:
        form = super().get_form()
        offered = form.fields["locales"].queryset
        allowed = [locale.pk for locale in offered if self.may_submit_into(locale)]
        form.fields["locales"].queryset = offered.filter(pk__in=allowed)
        return form

    def may_submit_into(self, locale: Locale) -> bool:
        """Tell whether the user may begin a translation into a language."""
        return locale.pk in languages_of(self.request.user)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        locales = list(form.cleaned_data["locales"])
        subtree = form.cleaned_data["include_subtree"]
        errors = submit(self.object, locales, self.request.user, subtree=subtree, components=self.components)
        done = [locale for locale in locales if locale not in errors]
        for line in tell(errors):
            messages.error(self.request, line)
        if done:
            names = ", ".join(locale.get_display_name() for locale in done)
            messages.success(self.request, self.get_success_message(names))
        translated = self.object.get_translation_or_none(done[0]) if len(done) == 1 else None
        return redirect(self.get_success_url() or self.get_default_success_url(translated))


class SubmitPage(GuardedSubmit, SubmitPageTranslationView):
    """Submits a page, and those below it where the user may edit every one."""

    def may_submit_into(self, locale: Locale) -> bool:
        return super().may_submit_into(locale) and may_stand(self.request.user, self.object, locale)

    def get_form(self) -> forms.Form:
        form = super().get_form()
        if not all_editable(self.request.user, self.object):
            form.fields["include_subtree"].disabled = True
            form.fields["include_subtree"].help_text = _("You may not edit all of these pages.")
        return form

    def get_default_success_url(self, translated_page: Page | None = None) -> str:
        if translated_page and may_edit(self.request.user, translated_page):
            return reverse("wagtailadmin_pages:edit", args=[translated_page.pk])
        return reverse("wagtailadmin_explore", args=[self.object.get_parent().pk])


class SubmitRecord(GuardedSubmit, SubmitSnippetTranslationView):
    """Submits a record."""


def may_stand(user: Any, page: Page, locale: Locale) -> bool:
    """Tell whether a user may make the translation of a page: add below its parent's, or edit the alias there is."""
    alias = page.get_translation_or_none(locale)
    if alias is not None:
        return may_edit(user, alias)
    for ancestor in page.get_ancestors().order_by("-depth"):
        above = ancestor if ancestor.is_root() else ancestor.get_translation_or_none(locale)
        if above is not None:
            return above.permissions_for_user(user).can_add_subpage()
    return False


def all_editable(user: Any, page: Page) -> bool:
    """Tell whether a user may edit a page and every page below it."""
    return all(may_edit(user, each) for each in page.get_descendants(inclusive=True))
