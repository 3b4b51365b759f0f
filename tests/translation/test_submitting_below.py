"""A page submitted with those below it: each page of the tree in a transaction of its own."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from cms.users.roles import EDITORS
from home.models import StandardPage
from tests.factories import make_page
from tests.translation.conftest import make_home
from tests.translation.test_submitting import languages_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def home(db):
    """The site, made for the test: it commits."""
    return make_home()


def test_three_levels_are_submitted_top_down_and_the_tree_stays_whole(home, locales, sign_in_as):
    first = make_page(StandardPage, home)
    second = make_page(StandardPage, first)
    third = make_page(StandardPage, second)
    make_page(StandardPage, second)
    url = reverse("wagtail_localize:submit_page_translation", args=[first.pk])
    sent = {"locales": [locales["lt"].pk, locales["lv"].pk], "include_subtree": "on"}
    sign_in_as(EDITORS).post(url, sent)
    assert [languages_of(each) for each in (first, second, third)] == [["lt", "lv"]] * 3
    for code in ("lt", "lv"):
        target = second.get_translation(locales[code])
        target.get_latest_revision().publish()
        target.refresh_from_db()
        assert (target.numchild, target.get_children().count()) == (2, 2)
    assert [list(problem) for problem in Page.find_problems()] == [[]] * 5
