"""One person by e-mail, wherever an app keeps something of her.

An app that keeps data of people registers two functions with Wagtail's hooks. Both take an address and compare it
themselves: `COPY` returns what there is, as JSON knows it, under a name; `ERASE` takes the person out of it and
returns a name and how many rows it was. The verbs that ask for both are `alliance.membership.export_person` and
`erase_person`.
"""

from collections.abc import Callable
from typing import Any, Final

from wagtail import hooks

COPY: Final = "copy_person"
ERASE: Final = "erase_person"

Copying = Callable[[str], tuple[str, list[dict[str, Any]]]]
Erasing = Callable[[str], tuple[str, int]]


def copies(email: str) -> dict[str, list[dict[str, Any]]]:
    """Return what other apps keep of the owner of an address, by name; empty lists are left out."""
    found = dict(copy(email) for copy in hooks.get_hooks(COPY))
    return {name: rows for name, rows in found.items() if rows}


def erase(email: str) -> dict[str, int]:
    """Take the owner of an address out of what other apps keep; return how many of what."""
    return dict(forget(email) for forget in hooks.get_hooks(ERASE))
