"""The gallery's pages in a real browser."""

import pytest

from cms.styleguide.samples import GROUPS

pytestmark = [pytest.mark.browser, pytest.mark.once]

#: Each state of a navigation is a landmark of the same name: the gallery repeats, a page does not.
RULES = {"rules": {"landmark-unique": {"enabled": False}}}


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.slug)
def test_every_state_is_accessible_and_fits_a_phone(browser_page, axe, settings, group):
    settings.DEBUG = True
    browser_page.goto(f"/styleguide/groups/{group.slug}/")
    assert axe(browser_page, options=RULES) == []
    browser_page.set_viewport_size({"width": 390, "height": 844})
    assert browser_page.evaluate("document.documentElement.scrollWidth") <= 390
