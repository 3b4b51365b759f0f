"""Submits pages and records for translation: what exists in a language is left as it is."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, models, transaction
from wagtail.models import Locale, Page
from wagtail_localize.operations import TranslationCreator

from cms.translation.beginning import begin
from cms.translation.records_of import records_chosen
from cms.translation.saving import Errors, language_apart


class CarefulCreator(TranslationCreator):
    """Begins the translations that are missing, from the source as it is now, each language in a savepoint.

    wagtail-localize's own begins one again that exists, so that a second page using a record overwrites the
    record's translation, in another language than it was translated from (#878, #662), and takes the source as
    it was first submitted. Delete when it skips what exists.
    """

    def __init__(self, user: Any, target_locales: list[Locale]):
        super().__init__(user, list(target_locales))
        self.errors: Errors = {}

    def create_translations(self, instance: models.Model, include_related_objects: bool = True) -> None:
        """Begin the missing translations of a page or record, and of the records it uses."""
        if isinstance(instance, Page):
            instance = Page.objects.get(pk=instance.pk).specific  # as it is stored, what hangs on it too
        if instance.translation_key in self.seen_objects:
            return
        self.seen_objects.add(instance.translation_key)
        locales = self._missing(instance)
        if not locales:
            return
        if include_related_objects:
            for related in _records_of(instance):
                self.create_translations(related, include_related_objects=False)
        try:
            with transaction.atomic():
                self._begin(instance, locales)
        except (
            ValidationError,
            DatabaseError,
            models.ObjectDoesNotExist,
        ):  # found again below, with its language
            for locale in locales:
                with language_apart(self.errors, locale):
                    self._begin(instance, [locale])

    def _missing(self, instance: models.Model) -> list[Locale]:
        existing = instance.get_translations(inclusive=True)
        if isinstance(instance, Page):
            existing = existing.filter(alias_of__isnull=True)
        taken = set(existing.values_list("locale_id", flat=True))
        return [locale for locale in self.target_locales if locale.pk not in taken]

    def _begin(self, instance: models.Model, locales: list[Locale]) -> None:
        for entry in begin(instance, locales, self.user):
            self.mappings[entry.source].append(entry)


def submit(
    instance: models.Model, locales: list[Locale], user: Any, *, subtree: bool = False, components: Any = None
) -> Errors:
    """Submit a page or record for translation; return what went wrong, by language.

    `subtree`: all pages below as well, top-down, each in a transaction of its own: in one for all, PostgreSQL
    gets wrong numbers of children (wagtail-localize #773; delete when that is closed). Below a page that
    could not be begun in a language nothing is begun in it.
    """
    errors: Errors = {}
    with transaction.atomic():
        creator = CarefulCreator(user, locales)
        creator.create_translations(instance)
        if components is not None:
            components.save(creator, sources_and_translations=creator.mappings)
        errors.update(creator.errors)
    if subtree:
        _submit_below(instance, [locale for locale in locales if locale not in errors], user, errors)
    return errors


def _submit_below(page: Page, locales: list[Locale], user: Any, errors: Errors) -> None:
    for key in page.get_children().order_by("path").values_list("pk", flat=True):
        child = Page.objects.get(pk=key)
        creator = CarefulCreator(user, locales)
        with transaction.atomic():
            creator.create_translations(child)
        for locale, told in creator.errors.items():
            errors.setdefault(locale, []).extend(
                f"{child.get_admin_display_title()}: {line}" for line in told
            )
        _submit_below(child, [locale for locale in locales if locale not in creator.errors], user, errors)


def _records_of(instance: models.Model) -> list[models.Model]:
    """Return the records of its own language that a page or record points at, those that are gone left out."""
    return [
        record
        for model, numbers in records_chosen(instance).items()
        for record in model._default_manager.filter(pk__in=numbers, locale=instance.locale)
    ]


def install() -> None:
    """Let wagtail-localize submit through `CarefulCreator`, whoever calls it; called once, when the app starts."""
    from wagtail_localize import operations

    operations.TranslationCreator = CarefulCreator
