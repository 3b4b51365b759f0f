"""What will be, shown before it is: a set goes live in a transaction that is rolled back.

So a preview is what visitors will get, from the same database rows through the same code: facts, texts, lists,
links between the pages, languages. Nobody else sees the transaction, and nothing of it stays.
"""

from collections.abc import Callable
from typing import TypeVar

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from cms.publication import make_wanted_renditions, missing_renditions, renditions_noted
from cms.releases.models import ReleaseSet
from cms.releases.planning import gone_from, pages_of
from cms.releases.publishing import Outcome, go_live, needed_in
from cms.releases.releasing import lock_pages
from cms.releases.vocabulary import PLANNED
from cms.sitestate import state_apart

Shown = TypeVar("Shown")


def rehearse(
    release_set: ReleaseSet,
    show: Callable[[Outcome], Shown],
    *,
    locale_id: int | None = None,
    leave_out: bool = True,
    with_pictures: bool = True,
) -> Shown:
    """Return what `show` makes of a set at the moment at which it is public, what is held back left out.

    Without `leave_out`, what hangs on a page that is held back is not: the set's own rule decides about it.

    For what is shown in one language, give its locale: the pages in it and those they come from are published,
    the others only count as public, as links to them do. Sizes of pictures outlive the transaction: where some
    are missing they are made after it, and it is run again; not without `with_pictures`, where nothing is shown.
    """
    for can_repeat in (with_pictures, False):
        with renditions_noted() as wanted, state_apart(), transaction.atomic():
            lock_pages(release_set)
            outcome = _release(release_set, locale_id, leave_out=leave_out)
            missing = missing_renditions(wanted) if can_repeat else {}
            shown = None if missing else show(outcome)
            transaction.set_rollback(True)
        if not missing:
            break
        make_wanted_renditions(missing)
    return shown


def _release(release_set: ReleaseSet, locale_id: int | None, *, leave_out: bool) -> Outcome:
    now = timezone.now()
    is_planned = release_set.state == PLANNED and release_set.moment is not None
    moment = max(release_set.moment, now) if is_planned else now
    pages = pages_of(release_set)
    needed = pages if locale_id is None else needed_in(pages, locale_id)
    outcome = go_live(needed, None, moment, leave_out=leave_out)
    outcome.gone = gone_from(release_set)
    others = {page.pk for page in pages} - {page.pk for page in needed}
    Page.objects.filter(pk__in=others).update(live=True)
    return outcome
