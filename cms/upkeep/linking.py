"""The verbs of links to other sites: leave one in peace, look at it again."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cms.upkeep.models import LinkHost, OutsideLink


@transaction.atomic
def ignore(key: int, user: Any) -> OutsideLink:
    """Leave a link alone: it is not looked at and not called broken; return it."""
    link = OutsideLink.objects.select_for_update().get(pk=key)
    link.ignored_at, link.ignored_by = timezone.now(), user
    link.save(update_fields=["ignored_at", "ignored_by"])
    log(instance=link, action="upkeep.link.ignore", user=user)
    return link


@transaction.atomic
def recheck(key: int, user: Any) -> OutsideLink:
    """Let a link be looked at as soon as the worker runs, also one that was ignored; return it."""
    link = OutsideLink.objects.select_for_update().get(pk=key)
    link.ignored_at = link.ignored_by = None
    link.next_check = timezone.now()
    link.save(update_fields=["ignored_at", "ignored_by", "next_check"])
    LinkHost.objects.filter(pk=link.host_id, next_ask__gt=link.next_check).update(next_ask=link.next_check)
    log(instance=link, action="upkeep.link.recheck", user=user)
    return link
