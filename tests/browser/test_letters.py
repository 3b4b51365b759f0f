"""The HTML part of our mails is for everybody: in the light and in the dark, in each direction, on narrow screens."""

import pytest

from cms.mail.composing import as_html

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.once]

TEXT = """Hello Ona,

Confirm your address:
http://127.0.0.1:8000/en/_confirm/abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz/

- 2 new reports: http://127.0.0.1:8000/admin/
- one more thing

See http://127.0.0.1:8000/en/ for more.
"""


@pytest.mark.parametrize("language", ["uk", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_letter_has_no_barriers_and_loads_nothing(open_page, axe, language, scheme):
    page = open_page(color_scheme=scheme, viewport={"width": 320, "height": 700})
    page.set_content(as_html("Confirm your address", TEXT, language))
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.evaluate("performance.getEntriesByType('resource').length") == 0
