"""A page is deleted while it is in a set: that is asked about, noted, and never passed over in silence."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models.signals import pre_delete
from django.utils.translation import ngettext
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page

from cms.formats import format_list
from cms.quotes import quoted
from cms.releases.journal import note
from cms.releases.models import ReleaseMember, ReleaseSet
from cms.releases.vocabulary import OPEN


def open_sets_below(pages: Iterable[Page]) -> models.QuerySet[ReleaseSet]:
    """Return the open sets that hold one of these pages or a page below one."""
    found = models.Q(pk__in=[])
    for page in pages:
        found |= models.Q(members__page__path__startswith=page.path)
    return ReleaseSet.objects.filter(found, state__in=OPEN).distinct()


def what_lacks(page: Page) -> str:
    """Return in a sentence which sets will lack a page, or one below it, once it is deleted; empty where none."""
    titles = [quoted(title) for title in open_sets_below([page]).values_list("title", flat=True)]
    words = ngettext(
        "It, or a page below it, is in a release that is not public yet: %(titles)s.",
        "It, or pages below it, are in releases that are not public yet: %(titles)s.",
        len(titles),
    )
    return words % {"titles": format_list(titles)} if titles else ""


def lock_sets_of(pages: Iterable[Page]) -> None:
    """Wait until nobody works on the sets of pages that are about to be deleted: before the locks of the pages."""
    keys = list(open_sets_below(pages).values_list("pk", flat=True))
    list(ReleaseSet.objects.select_for_update().filter(pk__in=keys).order_by("pk"))


def page_goes(sender: type, instance: Page, **kwargs: Any) -> None:
    """Keep the title of a page in the sets it was in, and say so in the log of those that are open."""
    members = ReleaseMember.objects.filter(page=instance.pk)
    for member in members.select_related("release_set"):
        page = Page.objects.select_related("locale").get(pk=instance.pk)
        code = page.locale.language_code
        members.filter(pk=member.pk).update(title=page.draft_title, language=code)
        if member.release_set.is_open:
            gone = {"title": page.draft_title, "language": code}
            note(member.release_set, "gone", get_active_log_context().user, pages=[gone])


def connect() -> None:
    """Listen; called once, when the app starts."""
    pre_delete.connect(page_goes, sender=Page, dispatch_uid="cms.releases.page_goes")
