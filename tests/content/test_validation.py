"""Foreign keys are checked once a load, and as strictly as ever."""

import pytest
from django.core.exceptions import ValidationError

from cms.content.validation import keys_checked_once
from cms.models import PageTopic
from home.models import StandardPage
from tests.factories import make_page, make_site, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def row():
    make_site()
    page = make_page(StandardPage)
    return PageTopic(page=page, topic=make_topic(), locale=page.locale)


def check(row) -> None:
    row.clean_fields()


def test_key_is_looked_up_once(row, django_assert_num_queries):
    with keys_checked_once():
        with django_assert_num_queries(3):
            check(row)
        with django_assert_num_queries(0):
            check(row)
    with django_assert_num_queries(3):
        check(row)


def test_key_that_leads_nowhere_is_refused_each_time(row):
    row.topic_id = 10_000
    with keys_checked_once():
        for _time in range(2):
            with pytest.raises(ValidationError, match="topic"):
                check(row)


def test_needed_key_is_needed(row):
    with keys_checked_once():
        check(row)
        row.topic_id = None
        with pytest.raises(ValidationError, match="topic"):
            check(row)
