"""What a user may do with a page or a record, whichever it is."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from wagtail.models import DraftStateMixin, LockableMixin, Page
from wagtail.permissions import page_permission_policy, policy_registry


def may_edit(user: Any, instance: models.Model) -> bool:
    """Tell whether a user may edit a page, or change a record (translators: by translating it)."""
    if isinstance(instance, Page):
        return instance.permissions_for_user(user).can_edit()
    return policy_registry.get(instance).user_has_permission_for_instance(user, "change", instance)


def may_write(user: Any, instance: models.Model) -> bool:
    """Tell whether a user may also edit it otherwise than by translating: start and stop its translation."""
    if isinstance(instance, Page):
        return may_edit(user, instance)
    return policy_registry.get(instance).user_has_permission_for_instance(user, "add", instance)


def may_publish(user: Any, instance: models.Model) -> bool:
    """Tell whether a user may publish a page; a record without drafts is public as soon as it is saved."""
    if isinstance(instance, Page):
        return instance.permissions_for_user(user).can_publish()
    if isinstance(instance, DraftStateMixin):
        return policy_registry.get(instance).user_has_permission_for_instance(user, "publish", instance)
    return may_edit(user, instance)


def may_arrange(user: Any) -> bool:
    """Tell whether a user decides which pages there are, in which languages and where; translators do not."""
    return user.has_perm("wagtail_localize.submit_translation")


def is_locked_for(user: Any, instance: models.Model) -> bool:
    """Tell whether a lock keeps a user from saving it."""
    lock = instance.get_lock() if isinstance(instance, LockableMixin) else None
    return lock is not None and lock.for_user(user)


def may_see(user: Any, page: Page) -> bool:
    """Tell whether a user may know of a page: it is published, or she may edit it or what is below it."""
    return page.live or page_permission_policy.explorable_instances(user).filter(pk=page.pk).exists()


def all_seen(user: Any, keys: Iterable[int]) -> bool:
    """Tell whether a user may know of each of the pages with these keys."""
    hidden = Page.objects.filter(pk__in=keys, live=False)
    return not hidden.exclude(pk__in=_explorable(user)).exists()


def all_explorable(user: Any, keys: Iterable[int]) -> bool:
    """Tell whether each of the pages with these keys is one the user finds in her explorer."""
    return not Page.objects.filter(pk__in=keys).exclude(pk__in=_explorable(user)).exists()


def seen_by(user: Any, pages: models.QuerySet) -> models.QuerySet:
    """Leave in a queryset the pages a user may know of."""
    return pages.filter(models.Q(live=True) | models.Q(pk__in=_explorable(user)))


def _explorable(user: Any) -> models.QuerySet:
    return page_permission_policy.explorable_instances(user).order_by().values("pk")
