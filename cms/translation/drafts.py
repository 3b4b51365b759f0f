"""The title of a page in the admin: of its draft only for those who may edit it."""

from wagtail.log_actions import get_active_log_context
from wagtail.models import Page


def title_for_acting_user(page: Page) -> str:
    """Return a page's title as whoever uses the admin at this moment may know it."""
    user = get_active_log_context().user
    if user is None or not page.live or page.permissions_for_user(user).can_edit():
        return page.draft_title or page.title
    return page.title
