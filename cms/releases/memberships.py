"""In which open sets a page is, said wherever somebody works on the page."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.formats import format_list
from cms.quotes import quoted
from cms.releases.models import ReleaseMember, ReleaseSet
from cms.releases.moments import in_words
from cms.releases.vocabulary import OPEN, PLANNED


def open_sets_of(keys: Iterable[int]) -> dict[int, list[ReleaseSet]]:
    """Return the open sets of pages, by the key of the page, the next to go live first; one query."""
    members = ReleaseMember.objects.filter(page__in=list(keys), release_set__state__in=OPEN)
    found: dict[int, list[ReleaseSet]] = {}
    for member in members.select_related("release_set").order_by("release_set__moment", "release_set"):
        found.setdefault(member.page_id, []).append(member.release_set)
    return found


def tell_other_sets(request: HttpRequest, release_set: ReleaseSet, pages: Iterable[Page]) -> None:
    """Warn of pages that were put into a set and are in another open one as well."""
    pages = list(pages)
    found = open_sets_of(page.pk for page in pages)
    titles: dict[str, None] = {}
    for sets in found.values():
        titles |= {each.title: None for each in sets if each != release_set}
    if titles:
        words = _(
            "Pages that were added are in another release as well: %(titles)s. The first one publishes them."
        )
        messages.warning(request, words % {"titles": format_list(quoted(title) for title in titles)})


def due_lines(keys: Iterable[int], user: Any) -> dict[int, list[SafeString]]:
    """Return sentences that name the open sets of pages and their moments; with links for who may open a set."""
    may_open = policy_registry.get_by_type(ReleaseSet).user_has_permission(user, "change")
    return {
        key: [_sentence(each, may_open=may_open) for each in sets] for key, sets in open_sets_of(keys).items()
    }


def _sentence(release_set: ReleaseSet, *, may_open: bool) -> SafeString:
    title = format_html("{}", quoted(release_set.title))
    if may_open:
        address = reverse("releases:detail", args=[release_set.pk])
        title = format_html('<a href="{}">{}</a>', address, title)
    if release_set.state != PLANNED:
        return _filled(_("In the release {title}, which is not planned yet."), title=title)
    if release_set.moment is None:
        return _filled(_("Goes live with the release {title}, by hand."), title=title)
    moment = in_words(release_set.moment)
    return _filled(_("Goes live with the release {title}: {moment}."), title=title, moment=moment)


def _filled(words: str, **parts: Any) -> SafeString:
    return format_html(words, **parts)
