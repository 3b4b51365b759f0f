"""What writing down a page of 2,000 words for the search adds after a publication: queries and time.

    python -m pytest tests/benchmarks/bench_search_writing.py -s -p no:xdist

Prints queries and milliseconds, all and those of our own processor, medians of nine: of a new page, of one with other
words, of one without a change.
"""

import random
import statistics
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import StandardPage
from search.indexing import write_page
from search.models import Entry
from tests.factories import make_page, make_site

pytestmark = pytest.mark.django_db

LETTERS = "abcdefghijklmnoprstuvz"


@pytest.mark.parametrize("language", ["en", "lt"])
def test_writing_a_page_of_2000_words(language):
    chance = random.Random(7)  # noqa: S311 - words, no secrets
    known = ["".join(chance.choices(LETTERS, k=chance.randint(3, 11))) for _number in range(900)]

    def text() -> str:
        return " ".join(f"<p>{' '.join(chance.choices(known, k=100))}.</p>" for _number in range(20))

    home = make_site(language)
    page = make_page(StandardPage, home, title="Long")
    times = {"new": [], "other words": [], "no change": []}
    for number in range(9):
        page.body = [("prose", text())]
        page.save()
        write_page(page.pk)
        page.body = [("prose", text())]
        page.save()
        for what in ("other words", "no change", "new"):
            if what == "new":
                Entry.objects.filter(page=page).delete()
            with CaptureQueriesContext(connection) as queries:
                begun = time.perf_counter(), time.process_time()
                write_page(page.pk)
                times[what].append((time.perf_counter() - begun[0], time.process_time() - begun[1]))
            if number == 8:
                whole, own = (statistics.median(each) * 1000 for each in zip(*times[what], strict=True))
                print(f"\n{language} {what:12} {whole:6.1f} ms  {own:6.1f} ms  {len(queries)} queries")
