"""Which languages a user may work in: those of the pages her groups may change."""

from typing import Any

from wagtail.models import Locale
from wagtail.permissions import page_permission_policy

_CACHE = "_languages_of"


def languages_of(user: Any) -> frozenset[int]:
    """Return the keys of the locales a user may work in; a right on the root of all pages is one on all.

    Kept on the user object, as Wagtail keeps a user's page rights: for the time of a request.
    """
    if not hasattr(user, _CACHE):
        setattr(user, _CACHE, _find(user))
    return getattr(user, _CACHE)


def works_in_all(user: Any) -> bool:
    """Tell whether a user may work in every language of the site."""
    return languages_of(user) >= _all()


def _find(user: Any) -> frozenset[int]:
    if not user.is_active or user.is_anonymous:
        return frozenset()
    if user.is_superuser:
        return _all()
    pages = [
        right.page
        for right in page_permission_policy.get_cached_permissions_for_user(user)
        if right.permission.codename == "change_page"
    ]
    if any(page.is_root() for page in pages):
        return _all()
    return frozenset(page.locale_id for page in pages)


def _all() -> frozenset[int]:
    return frozenset(Locale.objects.values_list("pk", flat=True))
