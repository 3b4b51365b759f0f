"""Lists in pages, with clean addresses."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.core.paginator import EmptyPage, Paginator
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

#: No list of ours has more pages; a greater number is nobody's honest request.
MOST_PAGES = 9999


def page_number(request: HttpRequest) -> int:
    """Return the page asked for; 1 by default. Raises BadRequest for what is no page number."""
    raw = request.GET.get("page") or "1"
    if not (raw.isascii() and raw.isdecimal() and len(raw) <= 4 and 1 <= int(raw) <= MOST_PAGES):
        raise BadRequest("page is no page number")
    return int(raw)


def paginate(
    request: HttpRequest, items: Any, per_page: int = 12, *, keep: dict[str, str] | None = None
) -> dict:
    """Return what `components/pagination.html` needs: the page and its links.

    `keep` are the filters that stay in the addresses. Raises Http404 past the last page.
    """
    keep = keep or {}
    paginator = Paginator(items, per_page)
    try:
        page = paginator.page(page_number(request))
    except EmptyPage as error:
        raise Http404("There is no such page.") from error

    def url(number: int) -> str:
        return address(request.path, keep | ({"page": str(number)} if number > 1 else {}))

    links = [
        {"number": number, "url": url(number), "current": number == page.number, "gap": False}
        if number != paginator.ELLIPSIS
        else {"number": "", "url": "", "current": False, "gap": True}
        for number in paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    return {
        "page_obj": page,
        "page_links": links,
        "prev_url": url(page.number - 1) if page.has_previous() else "",
        "next_url": url(page.number + 1) if page.has_next() else "",
    }


def view_title(labels: Iterable[Any], paging: dict | None = None) -> str:
    """Return what tells a view of a list from the whole: what it is filtered by, and the page after the first."""
    parts = [str(label) for label in labels if label]
    page = paging["page_obj"] if paging else None
    if page is not None and page.number > 1:
        number = {"number": page.number, "total": page.paginator.num_pages}
        parts.append(_("Page %(number)s of %(total)s") % number)
    return ", ".join(parts)


def address(path: str, parameters: dict[str, str]) -> str:
    """Return an address with its parameters in one order and none empty."""
    found = {key: value for key, value in parameters.items() if value}
    return f"{path}?{urlencode(found, doseq=True)}" if found else path
