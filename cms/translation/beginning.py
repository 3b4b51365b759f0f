"""A page or record begins to be translated: a draft in each wanted language, and its texts for translators."""

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from cms.content.sources import submit
from cms.translation.carrying import Step
from cms.translation.lineage import Link, links_of
from cms.translation.locking import lock


@transaction.atomic
def begin(instance: models.Model, locales: Iterable[Locale], user: Any = None) -> list[Translation]:
    """Begin to translate a page or record into languages; return wagtail-localize's records of it, new ones only.

    Languages in which a version exists are left alone, whatever it was made from, so that no version ever has
    two sources; an alias becomes a version of its own. Pages above that have no version yet are begun first.
    Records that the page points at are not touched: they have a source language of their own.
    """
    source = submit(instance)
    lock(instance.translation_key)
    taken = {link.target_locale_id for link in links_of(instance.translation_key)} | {instance.locale_id}
    begun = []
    for locale in locales:
        existing = _existing(instance, locale)
        if locale.pk in taken or (existing is not None and not getattr(existing, "alias_of_id", None)):
            continue
        translation, _created = Translation.objects.update_or_create(
            source=source, target_locale=locale, defaults={"enabled": True}
        )
        translation.source, translation.target_locale = source, locale
        if existing is None:
            _create(instance, locale, user)
        else:
            Page.objects.filter(pk=existing.pk).update(
                alias_of=None, live=False, has_unpublished_changes=True
            )
        begun.append(translation)
    if begun:
        links = [Link(entry, source.locale_id, entry.target_locale_id) for entry in begun]
        step = Step(instance, links, user)
        for link in links:
            step.renew(link)
        step.finish()
    return begun


def _existing(instance: models.Model, locale: Locale) -> models.Model | None:
    model = Page if isinstance(instance, Page) else type(instance)
    return model.objects.filter(translation_key=instance.translation_key, locale=locale).first()


def _create(instance: models.Model, locale: Locale, user: Any) -> models.Model:
    if not isinstance(instance, Page):
        copy = instance.copy_for_translation(locale)
        copy.save()
        return copy
    parent = instance.get_parent()
    if parent.depth > 1:
        above = _existing(parent, locale)
        if above is None or above.alias_of_id:
            begin(parent.specific, [locale], user)
    return instance.copy_for_translation(locale)
