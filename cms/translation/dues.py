"""What says until when a page is wanted. Other parts of the admin know: they register the hook `pages_due`."""

from collections.abc import Iterable
from typing import Any

from django.utils.safestring import SafeString
from wagtail import hooks

#: A function that gets keys of pages and a user, and returns sentences by key.
HOOK = "pages_due"


def dues_of(keys: Iterable[int], user: Any) -> dict[int, list[SafeString]]:
    """Return sentences on what pages are wanted for, and when, by the key of the page."""
    keys = list(keys)
    found: dict[int, list[SafeString]] = {}
    for tell in hooks.get_hooks(HOOK) if keys else ():
        for key, lines in tell(keys, user).items():
            found.setdefault(key, []).extend(lines)
    return found
