"""Signals call verbs: anything visitors could see differently raises the content version."""

from threading import local

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import CollectionViewRestriction, Locale, Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from cms import sitestate
from cms.models import (
    Contact,
    ContentVersion,
    CustomDocument,
    CustomImage,
    MediaItem,
    Organisation,
    Person,
    PoliticalGroup,
    Project,
    SiteSettings,
    SiteTexts,
    Topic,
)

_pending = local()


def _bump() -> None:
    """Raise the version once for all changes of a transaction: the first call after the commit does it."""
    if getattr(_pending, "changed", False):
        _pending.changed = False
        ContentVersion.bump()
        sitestate.forget()


def content_changed(**kwargs) -> None:
    """Raise the content version when the change is committed."""
    _pending.changed = True
    transaction.on_commit(_bump)


for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
    signal.connect(content_changed, dispatch_uid="cms.content_changed")
for model in (
    Locale,
    Site,
    PageViewRestriction,
    CollectionViewRestriction,
    SiteSettings,
    SiteTexts,
    Topic,
    Organisation,
    Person,
    Project,
    PoliticalGroup,
    Contact,
    MediaItem,
    CustomImage,
    CustomDocument,
):
    post_save.connect(content_changed, sender=model, dispatch_uid=f"cms.changed.{model.__name__}")
    post_delete.connect(content_changed, sender=model, dispatch_uid=f"cms.deleted.{model.__name__}")


@receiver(post_delete)
def page_deleted(sender, instance, **kwargs) -> None:
    """A deleted page leaves menus and lists."""
    if isinstance(instance, Page):
        content_changed()


@receiver(page_published)
def prepare_pictures(sender, instance, **kwargs) -> None:
    """Make the sizes a page's pictures are shown in, before the first visitor asks for them."""
    from cms.publication import make_page_renditions

    make_page_renditions(instance)


@receiver(post_save, sender=SiteSettings)
def prepare_share_picture(sender, instance, **kwargs) -> None:
    """Make the site's share picture."""
    from cms.pictures import make_renditions

    if instance.share_image:
        make_renditions(instance.share_image, "share")


@receiver(post_save, sender=CustomImage)
def renew_renditions(sender, instance, created, **kwargs) -> None:
    """Make anew the sizes of a picture that is shown somewhere and was cut differently or replaced."""
    from cms.publication import renew_image

    if not created:
        transaction.on_commit(lambda: renew_image(instance))
