"""Lists that a page computes: their rows come first, so that all pictures of the page come in one go."""

from dataclasses import dataclass, field
from typing import Any

from cms.listings import listing, listing_items
from cms.preloading import attach_images


@dataclass
class ShownList:
    """A list that a page shows: the name of a `cms.listings.Listing`, how many rows, and which."""

    name: str
    count: int = 3
    topic: Any = None
    filters: dict[str, Any] = field(default_factory=dict)
    items: list = field(default_factory=list)

    def load(self) -> "ShownList":
        """Load the rows: one query."""
        self.items = listing_items(self.name, self.count, topic=self.topic, **self.filters)
        return self

    def picture_keys(self) -> list[int]:
        """Return the keys of the pictures that the rows show."""
        return [item.image_id for item in self.items if item.image_id]

    def props(self) -> dict[str, Any] | None:
        """Return the list as `parts/listing.html` shows it; None where it is empty."""
        if not self.items:
            return None
        entry = listing(self.name)
        attach_images([(item, "image") for item in self.items])
        return {
            "label": entry.label,
            "component": entry.component,
            "rows": [entry.props(item) for item in self.items],
            "index_model": entry.index_model,
        }
