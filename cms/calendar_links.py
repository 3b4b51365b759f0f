"""Links with which visitors take a list into their own calendar and have it kept up to date there."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest

from cms.below import url_of_file
from cms.indexes import index_address
from cms.listings import listing
from cms.paging import address


def calendar_links(
    request: HttpRequest, name: str, topics: Iterable[tuple[str, str]] = (), **parameters: Any
) -> dict[str, Any] | None:
    """Return what `parts/calendar.html` shows of the calendar of a list; None where no page has it.

    `topics` (value, label) have calendars of their own; `parameters` choose from the list.
    """
    entry = listing(name)
    index = index_address(request, entry.index_model)
    if not (index and entry.calendar):
        return None
    path = url_of_file(index, entry.calendar)

    def links(**more: Any) -> dict[str, str]:
        url = request.build_absolute_uri(address(path, {key: str(value) for key, value in more.items()}))
        return {"url": url, "webcal": f"webcal:{url.partition(':')[2]}"}

    own = [{"label": label, **links(topic=value)} for value, label in topics]
    return {**links(**parameters), "topics": own if len(own) > 1 else []}
