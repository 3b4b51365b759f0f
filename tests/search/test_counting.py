"""In how many entries a word stands, counted along the way, is what counting from scratch gives."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from home.models import StandardPage
from search.indexing import rebuild
from search.models import Term
from tests.factories import make_page, make_site
from tests.search.following import counted, found, recounted

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


def test_words_are_counted_anew_where_they_are_analysed_in_another_way(on_commit, db):
    with on_commit():
        page = make_page(StandardPage, make_site(), title="Harbours of Łódź")
        rebuild()
    right = counted()
    Term.objects.filter(form="lodz").delete()
    Term.objects.filter(form="harbours").update(stem="harb")
    Term.objects.create(language="en", form="gone", stem="gone", backwards="enog", entries=3)
    rebuild(from_scratch=True)
    assert counted() == right == recounted()
    Term.objects.all().delete()
    rebuild()  # as many entries as there are were not counted
    assert counted() == right
    assert found("harbour") == [("page", str(page.pk))]


def test_a_vocabulary_that_knows_nothing_yet_hinders_nobody(on_commit, db):
    with on_commit():
        page = make_page(StandardPage, make_site(), title="Harbour")
    Term.objects.all().delete()
    assert found("harbour") == [("page", str(page.pk))]


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
