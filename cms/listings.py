"""Lists that features offer to each other: “latest articles”, “open calls”.

A feature registers its lists when it starts; home pages, working groups and the block *Latest of …* show
them without knowing the feature.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from cms.preloading import attach_images


@dataclass(frozen=True)
class Listing:
    """A list of pages: its name, how to query it, how a row is shown and where the whole list is."""

    name: str
    label: Any
    #: () → public pages in the active language, in the list's own order
    queryset: Callable[[], QuerySet]
    #: component that shows one row, as "card"
    component: str
    #: page → the props of that component
    props: Callable[[Any], dict[str, Any]]
    #: model of the page that shows the whole list, as "news.ArticleIndexPage"
    index_model: str
    #: file below that page that is the list as a calendar; empty for none
    calendar: str = ""


_listings: dict[str, Listing] = {}


def register(listing: Listing) -> None:
    """Offer a list under its name."""
    _listings[listing.name] = listing


def listing(name: str) -> Listing:
    """Return a list by name; KeyError where no feature offers it."""
    return _listings[name]


def listing_choices() -> list[tuple[str, Any]]:
    """Names and labels, for choosers."""
    return [(entry.name, entry.label) for entry in _listings.values()]


def listing_items(name: str, count: int, *, topic=None, **filters) -> list:
    """Return the first `count` pages of a list, of one topic (in any language's record) when given."""
    queryset = listing(name).queryset().filter(**filters)
    if topic is not None:
        queryset = queryset.filter(topic_links__topic__translation_key=topic.translation_key)
    return list(queryset[:count])


def listing_rows(name: str, count: int, *, topic=None, **filters) -> dict[str, Any] | None:
    """Return a list as templates show it: component, rows of props and the address of the whole list.

    None where the list is empty, so that no heading stands above nothing.
    """
    entry = listing(name)
    items = listing_items(name, count, topic=topic, **filters)
    if not items:
        return None
    attach_images([(item, "image") for item in items])
    return {
        "label": entry.label,
        "component": entry.component,
        "rows": [entry.props(item) for item in items],
        "index_model": entry.index_model,
    }
