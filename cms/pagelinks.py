"""Where a page is: addresses without a query for each link."""

from wagtail.models import Page

from cms.preloading import shelf


def localized_page(page: Page) -> Page:
    """Return `page` in the active language where it is published in it, else the page itself.

    Costs nothing when `cms.surroundings` has loaded the translations of the page's links.
    """
    loaded = shelf.localized(page)
    if loaded is not None:
        return loaded
    return page.localized


def page_address(page: Page) -> str:
    """Return the address of `page` in the reader's language; empty when it is not published."""
    page = localized_page(page)
    return page.url or "" if page.live else ""
