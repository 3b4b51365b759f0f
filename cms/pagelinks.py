"""Where a page is, for whom: addresses without a query for each link, and none that the reader may not follow."""

from django.utils import timezone
from wagtail.models import Page

from cms.preloading import shelf


def localized_page(page: Page) -> Page:
    """Return `page` in the active language where it is published in it, else the page itself.

    Costs nothing when `cms.serving` has loaded the translations of the page's links.
    """
    own = shelf.localized(page) or page.localized
    return own if own.pk == page.pk or (is_published(own) and not own.alias_of_id) else page


def is_published(page: Page) -> bool:
    """Tell whether a page is live; one past its time is not, though nobody has taken it down yet."""
    return page.live and (page.expire_at is None or page.expire_at >= timezone.now())


def is_readable(page: Page) -> bool:
    """Tell whether whoever reads the page being served may read `page`: the one rule for all that links.

    It is published, and what restricts it, if anything, restricts the page being served as well.
    """
    from cms.sitestate import site_state  # which needs the models, which need blocks, which need this module

    return is_published(page) and not site_state().is_restricted(page.path, shelf.reader_at())


def readable_page(page: Page | None) -> Page | None:
    """Return `page` in the reader's language, None where she may not read it."""
    page = page and localized_page(page)
    return page if page and is_readable(page) else None


def page_address(page: Page) -> str:
    """Return the address of `page` in the reader's language; empty where she may not read it."""
    page = readable_page(page)
    return page.url or "" if page else ""
