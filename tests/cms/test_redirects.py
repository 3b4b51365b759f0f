"""Redirects lead from addresses that were public, and from no others."""

import pytest
from wagtail.contrib.redirects.models import Redirect

from home.models import StandardPage
from tests.factories import make_page, make_site

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("is_public", "kept"), [(True, ["/en/bridge"]), (False, [])])
def test_changed_slug_leaves_a_redirect_only_from_a_public_address(
    django_capture_on_commit_callbacks, is_public, kept
):
    page = make_page(StandardPage, make_site("en"), title="Bridge", slug="bridge", live=is_public)
    with django_capture_on_commit_callbacks(execute=True):
        page.slug = "bridge-of-trust"
        page.save_revision().publish()
    assert list(Redirect.objects.values_list("old_path", flat=True)) == kept


@pytest.mark.parametrize(("is_public", "kept"), [(True, ["/en/bridge"]), (False, [])])
def test_moved_page_leaves_a_redirect_only_from_a_public_address(is_public, kept):
    home = make_site("en")
    above = make_page(StandardPage, home, title="Above")
    page = make_page(StandardPage, home, title="Bridge", slug="bridge", live=is_public)
    page.move(above, pos="last-child")
    assert list(Redirect.objects.values_list("old_path", flat=True)) == kept
