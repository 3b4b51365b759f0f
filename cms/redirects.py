"""A redirect is kept for an address that was public, and for no other.

Wagtail keeps one whenever the slug of a page changes, or the page is moved: for a page that nobody has published yet
it would tell visitors of an address that never was.
"""

from typing import Any

from wagtail.contrib.redirects import signal_handlers
from wagtail.models import Page
from wagtail.signals import page_slug_changed, post_page_move


def slug_has_changed(instance: Page, instance_before: Page, **kwargs: Any) -> None:
    """Keep redirects from the address a page had, and from those below it, if it was ever public there."""
    if was_public(instance_before):
        signal_handlers.autocreate_redirects_on_slug_change(
            instance=instance, instance_before=instance_before, **kwargs
        )


def page_has_moved(instance: Page, **kwargs: Any) -> None:
    """Keep redirects from the place a page had, if it was ever public there."""
    if was_public(instance):
        signal_handlers.autocreate_redirects_on_page_move(instance=instance, **kwargs)


def was_public(page: Page) -> bool:
    """Tell whether a page is or ever was published."""
    return page.live or page.first_published_at is not None


def connect() -> None:
    """Listen in the place of Wagtail; called once, after Wagtail has begun to listen."""
    page_slug_changed.disconnect(signal_handlers.autocreate_redirects_on_slug_change)
    post_page_move.disconnect(signal_handlers.autocreate_redirects_on_page_move)
    page_slug_changed.connect(slug_has_changed, dispatch_uid="cms.redirects.slug_has_changed")
    post_page_move.connect(page_has_moved, dispatch_uid="cms.redirects.page_has_moved")
