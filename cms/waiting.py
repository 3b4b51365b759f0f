"""What waits for somebody: the first thing on the admin's home page.

A function that knows of something registers itself: `@hooks.register(WAITING)`; it takes the request and returns
entries, none where nothing waits or where the user has no part in it. Each asks a number of queries that does not
grow with what there is.
"""

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest
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


def waiting_for(request: HttpRequest) -> list[Entry]:
    """Return everything that waits for the user of a request, what is urgent first."""
    found: Iterable[Entry] = itertools.chain.from_iterable(ask(request) for ask in hooks.get_hooks(WAITING))
    return sorted((entry for entry in found if entry.count), key=lambda entry: not entry.is_urgent)


class WaitingPanel(Component):
    """“What waits for you”, also when nothing does."""

    name = "waiting"
    template_name = "wagtailadmin/home/waiting.html"
    order = 10

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"entries": waiting_for(parent_context["request"])}
