"""Translations that are published by another way than their editor: from the list of pages, many at once."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.html import format_html
from wagtail.models import Page

from cms.translation.lineage import link_into
from cms.translation.releasing import IncompleteError, release, why_not_published
from cms.translation.remaining import link_to_remaining


def prepare_publication(pages: Iterable[Page], user: Any, *, with_drafts_below: bool = False) -> list[str]:
    """Bring the drafts of translated pages up to date with their translators' texts, which are to be published.

    Return a line for each page that may not go live as it is; then no draft has changed. `with_drafts_below`
    looks at the drafts below the pages too.
    """
    told = []
    with transaction.atomic():
        for page in _all(pages, with_drafts_below):
            link = link_into(page.translation_key, page.locale_id)
            if link is None or page.alias_of_id:
                continue
            try:
                if error := why_not_published(page):
                    raise error
                release(link.translation, user, publish=False)
            except ValidationError as error:
                told.append(_why(page, error))
            page.refresh_from_db(fields=["latest_revision"])
        transaction.set_rollback(bool(told))
    return told


def _why(page: Page, error: ValidationError) -> str:
    """Return what keeps a page from going live, with a link to the list of what is left to do."""
    line = f"{page.get_admin_display_title()}: {' '.join(error.messages)}"
    return format_html("{} {}", line, link_to_remaining(page)) if isinstance(error, IncompleteError) else line


def _all(pages: Iterable[Page], with_drafts_below: bool) -> Iterable[Page]:
    for page in pages:
        yield page
        if with_drafts_below:
            yield from page.get_descendants().not_live().defer_streamfields().specific().iterator()
