"""A page or record in a language is translated from one source at a time.

wagtail-localize lets every source have a translation of its own into the same target and fails where two are on
(`Translation.objects.get` and `TranslationSource.objects.get`, wagtail_hooks.py and views/edit_translation.py,
1.14). Here the one begun first stays. Delete when wagtail-localize allows one only.
"""

from django.db import models, transaction
from django.db.models.signals import post_save
from wagtail_localize.models import TranslatableObject, Translation


def translations_into(instance: models.Model) -> models.QuerySet[Translation]:
    """Return the translations whose target is a page or record, the one begun first before the others."""
    return (
        Translation.objects.filter(
            source__object_id=instance.translation_key, target_locale_id=instance.locale_id
        )
        .select_related("source__object", "source__locale", "target_locale")
        .order_by("pk")
    )


def the_translation(instance: models.Model) -> Translation | None:
    """Return the translation into a page or record, going on or stopped; delete others that old data may have.

    Of those that go on the one begun first stays, else the one begun last. No text is lost with the others: texts
    belong to the page and its language.
    """
    found = list(translations_into(instance))
    going_on = [translation for translation in found if translation.enabled]
    kept = going_on[0] if going_on else found[-1] if found else None
    if len(found) > 1:
        Translation.objects.filter(pk__in=[other.pk for other in found if other != kept]).delete()
    return kept


@transaction.atomic
def keep_one(sender: type, instance: Translation, **kwargs) -> None:
    """End a translation that was begun or started again while another goes on into the same target."""
    if not instance.enabled:
        return
    key = instance.source.object_id
    TranslatableObject.objects.select_for_update().get(pk=key)  # two that begin at once wait for each other
    others = Translation.objects.filter(
        source__object_id=key, target_locale_id=instance.target_locale_id, enabled=True
    ).exclude(pk=instance.pk)
    if others.exists():
        instance.enabled = False
        Translation.objects.filter(pk=instance.pk).update(enabled=False)


def install() -> None:
    """Watch every translation that is saved; called once, when the app starts."""
    post_save.connect(keep_one, sender=Translation, dispatch_uid="cms_translation.keep_one")
