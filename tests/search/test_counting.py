"""In how many entries a word stands, counted along the way, is what counting from scratch gives."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from home.models import StandardPage
from search.models import Term
from tests.factories import make_page, make_site
from tests.search.following import counted, recounted

pytestmark = pytest.mark.django_db

WORDS = st.lists(st.sampled_from(["harbour", "harbours", "tide", "Łódź", "lighthouse", "2030"]), max_size=4)
STEPS = st.lists(
    st.tuples(st.sampled_from(["publish", "unpublish", "delete", "roll back"]), st.integers(0, 2), WORDS),
    max_size=8,
)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(steps=STEPS)
def test_words_are_counted_right_whatever_happens(steps, on_commit, db):
    with transaction.atomic():
        home = make_site()
        pages = {}
        for what, number, words in steps:
            with on_commit(), transaction.atomic():
                _do(what, number, " ".join(words) or "empty", pages, home)
                if what == "roll back":
                    transaction.set_rollback(True)
        assert counted() == recounted()
        assert not Term.objects.filter(entries__lt=0).exists()
        transaction.set_rollback(True)


def _do(what: str, number: int, title: str, pages: dict, home) -> None:
    page = StandardPage.objects.filter(pk=pages.get(number)).first()
    if what == "publish" and page is None:
        above = StandardPage.objects.filter(pk=pages.get(number - 1)).first() or home
        pages[number] = make_page(StandardPage, above, title=title, summary=title).pk
    elif what in ("publish", "roll back") and page:
        page.title = title
        page.save_revision().publish()
    elif what == "unpublish" and page and page.live:
        page.unpublish()
    elif what == "delete" and page:
        page.delete()
