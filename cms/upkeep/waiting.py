"""What waits: pages that are to be looked at, and links to other sites that are broken.

The daily digest asks the same, so that a page tells its owner.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import ngettext
from wagtail import hooks

from cms.quotes import quoted
from cms.translation.languages_of import languages_of
from cms.upkeep.models import OutsideLink
from cms.upkeep.reviewing import for_user, reviewed_pages
from cms.waiting import WAITING, Entry

#: How many pages are named.
_NAMED: Final = 3


@hooks.register(WAITING, order=25)
def pages_to_look_at(user: Any) -> Iterator[Entry]:
    if not languages_of(user):
        return
    today = timezone.localdate()
    rows = reviewed_pages().filter(for_user(user), due_on__lte=today).order_by("-due_on", "pk")
    found = list(rows.values_list("due_on", "title"))
    if not found:
        return
    count = len(found)
    named = ", ".join(quoted(Truncator(title).chars(60)) for _day, title in found[:_NAMED])
    newest = dt.datetime.combine(found[0][0], dt.time(), timezone.get_default_timezone())
    yield Entry(
        count,
        ngettext("page is to be looked at", "pages are to be looked at", count),
        f"{reverse('review_dates')}?whose=mine",
        "calendar-check",
        note=named + (" …" if count > _NAMED else ""),
        newest=newest,
    )


@hooks.register(WAITING, order=26)
def broken_links(user: Any) -> Iterator[Entry]:
    if not user.has_perm("cms_upkeep.change_outsidelink"):
        return
    count = OutsideLink.objects.broken().filter(places__page__live=True).distinct().count()
    yield Entry(
        count,
        ngettext("broken link to another site", "broken links to other sites", count),
        reverse("outside_links"),
        "link",
    )
