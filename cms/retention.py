"""Personal data that is kept for some days only, wherever an app keeps it.

An app registers a function with Wagtail's hooks: it deletes what is old enough and returns a name and how many rows
it was. `manage.py tidy_mails` calls them all, once a day.
"""

from collections.abc import Callable
from typing import Final

from wagtail import hooks

RETENTION: Final = "forget_what_is_old"

Forgetting = Callable[[], tuple[str, int]]


def tidy() -> dict[str, int]:
    """Let every app delete what is old enough; return how many of what."""
    return dict(forget() for forget in hooks.get_hooks(RETENTION))
