"""What waits for somebody: the first thing on the admin's home page.

A function that knows of something registers itself: `@hooks.register(WAITING)`; it takes the user and returns
entries, none where nothing waits or where the user has no part in it. Each asks a number of queries that does not
grow with what there is. The home page asks for who looks at it, the daily digest (`cms.mail.digests`) for everybody
on staff.
"""

import datetime as dt
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.auth.base_user import AbstractBaseUser
from wagtail import hooks
from wagtail.admin.ui.components import Component

#: The hook's name; what is registered with a lower `order` stands further up.
WAITING: Final = "what_waits"


@dataclass(frozen=True)
class Part:
    """A share of an entry with a list of its own: what waits in one language."""

    words: str
    count: int
    url: str


@dataclass(frozen=True)
class Entry:
    """One thing that waits: how many, what, and the list of just those."""

    count: int
    words: str
    url: str
    icon: str
    #: What else one should know: a moment, a name
    note: str = ""
    parts: tuple[Part, ...] = ()
    is_urgent: bool = False
    #: When the youngest of them came, where that is known: the digest then knows that something is new
    newest: dt.datetime | None = None


def waiting_for(user: AbstractBaseUser) -> list[Entry]:
    """Return everything that waits for a user, what is urgent first, in the active language."""
    found: Iterable[Entry] = itertools.chain.from_iterable(ask(user) for ask in hooks.get_hooks(WAITING))
    return sorted((entry for entry in found if entry.count), key=lambda entry: not entry.is_urgent)


class WaitingPanel(Component):
    """“What waits for you”, also when nothing does."""

    name = "waiting"
    template_name = "wagtailadmin/home/waiting.html"
    order = 10

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"entries": waiting_for(parent_context["request"].user)}
