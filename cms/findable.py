"""What the search finds below pages that is no page, as members of an alliance; it knows none of the features.

A feature registers what it offers when it starts, and says with `changed` when some of it is different now.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.dispatch import Signal


@dataclass(frozen=True)
class Findable:
    """Something that is found and has an address below a page."""

    #: as "member"; what it is called and its address are asked of the feature
    kind: str
    #: among those of its kind; stands in addresses
    key: str
    title: str
    summary: str = ""
    texts: tuple[str, ...] = ()
    day: dt.date | None = None
    #: slugs
    topics: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


@dataclass(frozen=True)
class Offer:
    """What a feature offers below pages of a type."""

    kind: str
    #: what one is called, for visitors
    label: Any
    #: the type of pages below which they are, each page in its language
    model: type
    #: (page in its own type, keys or None for all) → what everybody may see there
    find: Callable[[Any, Iterable[str] | None], Iterator[Findable]]
    #: (address of the page, key) → address, in the active language
    url: Callable[[str, str], str]
    #: those of these keys that everybody may see at this moment
    visible: Callable[[Iterable[str]], set[str]]


#: Sent with `kind` and `keys`, within the transaction that changes them.
changed = Signal()

_offers: dict[str, Offer] = {}


def register(offer: Offer) -> None:
    """Offer something to be found."""
    _offers[offer.kind] = offer


def offer(kind: str) -> Offer | None:
    """Return what is offered under a name; None for nothing."""
    return _offers.get(kind)


def offer_labels() -> dict[str, Any]:
    """Return what each kind is called."""
    return {kind: each.label for kind, each in _offers.items()}


def offered(page: Any) -> Iterator[Findable]:
    """Yield what is found below a page in its own type."""
    for each in _offers.values():
        if isinstance(page, each.model):
            yield from each.find(page, None)
