"""What the search finds besides pages, as members of the alliance; features offer it, the search knows none."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

#: (request, what was typed) → rows as `components/list_item.html` shows them
Finder = Callable[[HttpRequest, str], list[dict[str, Any]]]

_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Offer something to be found."""
    _finders.append(finder)


def also_found(request: HttpRequest, query: str) -> list[dict[str, Any]]:
    """Return what else is called as the words that were typed, in the active language."""
    return [row for finder in _finders for row in finder(request, query)]
