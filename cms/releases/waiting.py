"""What waits of releases: those that are planned, with the moment of the next, and those held back."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks

from cms.formats import format_datetime
from cms.releases.models import ReleaseSet
from cms.releases.vocabulary import BLOCKED, PLANNED
from cms.waiting import WAITING, Entry
from cms.zones import default_time_zone


@hooks.register(WAITING, order=20)
def releases_ahead(user: Any) -> Iterator[Entry]:
    if not user.has_perm("cms_releases.view_releaseset"):
        return
    found = list(
        ReleaseSet.objects.filter(state__in=(BLOCKED, PLANNED))
        .only("title", "state", "moment")
        .order_by("moment")
    )
    for state, words, is_urgent in (
        (BLOCKED, lambda count: ngettext("release is held back", "releases are held back", count), True),
        (PLANNED, lambda count: ngettext("release is planned", "releases are planned", count), False),
    ):
        sets = [each for each in found if each.state == state]
        note = _next_of(sets) if state == PLANNED else ""
        yield Entry(
            len(sets), words(len(sets)), _address(sets, state), "calendar-check", note, is_urgent=is_urgent
        )


def _address(sets: list[ReleaseSet], state: str) -> str:
    if len(sets) == 1:
        return reverse("releases:detail", args=[sets[0].pk])
    return f"{reverse('releases:index')}?state={state}"


def _next_of(sets: list[ReleaseSet]) -> str:
    """Return title and moment of the release that goes live first; only its title where it is released by hand."""
    ahead = [each for each in sets if each.moment]
    if not ahead:
        return sets[0].title if len(sets) == 1 else ""
    moment = format_datetime(ahead[0].moment, default_time_zone())
    words = _("“%(title)s” goes live on %(moment)s")
    return words % {"title": ahead[0].title, "moment": moment}
