"""Signals call verbs: what is published or saved is brought into the versions made from it."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Page, get_translatable_models
from wagtail.signals import page_published, page_unpublished, post_page_move
from wagtail_localize.models import StringTranslation

from cms.translation.carrying import adopt, carry
from cms.translation.deleting import record_goes, record_has_gone
from cms.translation.moving import page_has_moved
from cms.translation.quiet import is_quiet
from cms.translation.recounting import recount


def page_is_published(sender: type, instance: Page, revision: Any, **kwargs: Any) -> None:
    """Renew all versions made from a page; one that is itself a translation keeps its source's facts."""
    if not is_quiet():
        adopt(instance, revision.user)
        carry(instance, revision.user)


def page_is_unpublished(sender: type, instance: Page, **kwargs: Any) -> None:
    """Count anew what visitors see."""
    recount(instance.translation_key)


def record_is_saved(sender: type, instance: Model, raw: bool = False, **kwargs: Any) -> None:
    """Renew all versions made from a record."""
    if not (raw or is_quiet()):
        carry(instance)


def text_has_changed(sender: type, instance: StringTranslation, **kwargs: Any) -> None:
    """Count a version anew when its translator saved or deleted a text."""
    if instance.context_id and not is_quiet():
        recount(instance.context.object_id)


def connect() -> None:
    """Listen; called once, when the app starts."""
    page_published.connect(page_is_published, dispatch_uid="cms.translation.page_published")
    page_unpublished.connect(page_is_unpublished, dispatch_uid="cms.translation.page_unpublished")
    post_page_move.connect(page_has_moved, dispatch_uid="cms.translation.page_moved")
    for signal in (post_save, post_delete):
        signal.connect(
            text_has_changed, sender=StringTranslation, dispatch_uid=f"cms.translation.text.{id(signal)}"
        )
    for model in get_translatable_models():
        if not issubclass(model, Page) and not hasattr(model, "sort_order"):
            name = model.__name__
            post_save.connect(record_is_saved, sender=model, dispatch_uid=f"cms.translation.record.{name}")
            pre_delete.connect(record_goes, sender=model, dispatch_uid=f"cms.translation.going.{name}")
            post_delete.connect(record_has_gone, sender=model, dispatch_uid=f"cms.translation.gone.{name}")
