"""What searching costs as a site grows: questions, suggestions, room, and writing down one page.

    python -m tests.run --database postgres tests/benchmarks/bench_search.py -s -n 0

Fills pages of 80 to 2,000 words in four languages, 100,000 on PostgreSQL and 10,000 on SQLite (`SEARCH_PAGES` says
another number), and prints a table at 1,000, 10,000 and 100,000. Words are spread as in any language: the n-th stands
1/n times as often as the first. Nothing is asserted but that something is found.
"""

import datetime as dt
import itertools
import os
import random
import statistics
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from cms.models.site import ContentVersion
from home.models import StandardPage
from search import indexing
from search.finding import Search, elsewhere, find
from search.models import Term
from search.questions import ask
from search.reading import Reading
from search.sources import Found
from search.stores import store
from search.suggesting import suggest
from tests.factories import make_page

#: What is written is committed, as on a site: a word that is counted a thousand times in one transaction is a row with
#: a thousand versions, which no server can tidy up before its end.
pytestmark = pytest.mark.django_db(transaction=True)

LANGUAGES = ("en", "lt", "uk", "de")
STEPS = (1_000, 10_000, 100_000)
WORDS = 60_000
TURNS = 5
#: A usual page and the longest (words).
LENGTHS = (300, 2_000)
SYLLABLES = {
    "en": [
        "ba",
        "con",
        "der",
        "est",
        "fri",
        "ing",
        "lo",
        "man",
        "ner",
        "ous",
        "par",
        "ri",
        "sta",
        "ton",
        "ver",
        "wor",
    ],
    "lt": [
        "bė",
        "čia",
        "dar",
        "gy",
        "iš",
        "kau",
        "lie",
        "miš",
        "nau",
        "pa",
        "rė",
        "sav",
        "šva",
        "tė",
        "ūki",
        "žo",
    ],
    "uk": [
        "ба",
        "ви",
        "гро",
        "дні",
        "єв",
        "жи",
        "ків",
        "лю",
        "мі",
        "нов",
        "опа",
        "рі",
        "ськ",
        "ть",
        "ця",
        "що",
    ],
    "de": [
        "ab",
        "bau",
        "chen",
        "den",
        "ein",
        "feld",
        "gen",
        "haus",
        "keit",
        "land",
        "mün",
        "rück",
        "stadt",
        "tung",
        "über",
        "wäs",
    ],
}
HEADINGS = "  pages   fill      search    narrowed     suggest   elsewhere    MB   terms"
TOPICS = ("energy", "youth", "culture", "housing", "health", "recovery")
COUNTRIES = ("LT", "LV", "UA", "DE", "PL", "EE")


@pytest.fixture
def many_pages():
    """Return what adds pages with all their words, the words of each language, the most frequent first, and a path."""
    parent = make_page(StandardPage)
    chance = random.Random(8)  # noqa: S311
    words = {language: words_of(language, chance) for language in LANGUAGES}
    weights = list(itertools.accumulate(1 / rank for rank in range(1, WORDS + 1)))
    numbers = itertools.count()

    def add(number: int) -> None:
        for _batch in range(number // 200):
            pages = list(itertools.islice(pages_of(parent, numbers), 200))
            keys = [row.pk for row in Page.objects.bulk_create(pages)]
            found = [reading_of(key, words, weights, chance) for key in keys]
            indexing.write_found([(None, each) for each in found], indexing.new_generation())
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        ContentVersion.bump()

    return add, words, parent.url_path


def words_of(language: str, chance: random.Random) -> list[str]:
    """Return different words of a language: not real ones, but as long and with as many forms."""
    found: dict[str, None] = {}
    while len(found) < WORDS:
        found["".join(chance.choices(SYLLABLES[language], k=chance.choice((2, 2, 3, 3, 3, 4, 5))))] = None
    return list(found)


def pages_of(parent: Page, numbers: Iterator[int]) -> Iterator[Page]:
    """Yield published pages below another one."""
    common = {field.attname: getattr(parent, field.attname) for field in Page._meta.concrete_fields}
    for number in numbers:
        yield Page(
            **common
            | {
                "id": None,
                "path": f"{parent.path}{Page._int2str(number + 1).rjust(4, '0')}",
                "depth": parent.depth + 1,
                "numchild": 0,
                "slug": f"page-{number}",
                "url_path": f"{parent.url_path}page-{number}/",
                "translation_key": uuid.uuid4(),
            }
        )


def reading_of(key: int, words: dict[str, list[str]], weights: list[float], chance: random.Random) -> Found:
    """Return a page's words: most are short, a few long."""
    language = chance.choice(LANGUAGES)
    length = min(2_000, max(80, int(chance.lognormvariate(5.6, 0.8))))
    said = chance.choices(words[language], cum_weights=weights, k=length)
    reading = Reading(
        title=" ".join(said[:6]),
        summary=" ".join(said[6:26]),
        headings=[" ".join(said[number : number + 4]) for number in range(26, length, 150)],
        texts=[" ".join(said[number : number + 50]) for number in range(26, length, 50)],
        day=dt.date(2016, 1, 1) + dt.timedelta(days=chance.randrange(4_000)),
        topics=set(chance.sample(TOPICS, 2)),
        countries={chance.choice(COUNTRIES)},
        type=chance.choice(("articlepage", "eventpage", "standardpage")),
    )
    return Found(("page", str(key), key, language), reading)


def questions_of(words: list[str]) -> list[str]:
    """Return what is asked: from words that stand on most pages to such as stand on one, or nowhere."""
    first, tenth, often, seldom, rare = words[0], words[9], words[99], words[2_999], words[29_999]
    return [
        first, often, seldom, rare, f"{first} {tenth}", f"{first} {often} {seldom}", f"{often} {words[149]}",
        f'"{first} {tenth}"', f"{often} -{seldom}", f"{seldom[:-1]}x", f"{often} {seldom[1:]}", f"{rare} {seldom}",
    ]  # fmt: skip


def timed(asks: list[Callable[[], object]]) -> tuple[float, float]:
    """Return the median and the 95th percentile of all turns of all questions (milliseconds)."""
    seconds = []
    for _turn in range(TURNS):
        for one in asks:
            start = time.perf_counter()
            one()
            seconds.append(1_000 * (time.perf_counter() - start))
    return statistics.median(seconds), statistics.quantiles(seconds, n=20)[-1]


def test_search_as_the_site_grows(many_pages):
    add, words, path = many_pages
    most = int(os.environ.get("SEARCH_PAGES", 100_000 if connection.vendor == "postgresql" else 10_000))
    there = 0
    print(f"\n{connection.vendor}; milliseconds: median, 95th percentile")
    print(HEADINGS)
    for step in [step for step in STEPS if step < most] + [most]:
        start = time.perf_counter()
        add(step - there)
        filled = 1_000 * (time.perf_counter() - start) / (step - there)
        there = step
        searches = [Search(ask(text), (code,)) for code in LANGUAGES for text in questions_of(words[code])]
        assert any(find(each).total for each in searches)
        search = timed([lambda each=each: find(each) for each in searches])
        chosen = [replace(each, chosen={"topic": "energy", "type": "eventpage"}) for each in searches]
        narrowed = timed([lambda each=each: find(each) for each in chosen])
        beginnings = [
            (word[:length], code) for code in LANGUAGES for word in words[code][:100:33] for length in (2, 4)
        ]
        suggested = timed([lambda each=each: suggest(*each, (path,)) for each in beginnings])
        others = timed(
            [lambda each=each: elsewhere(each, set(LANGUAGES) - {*each.languages}) for each in searches[:12]]
        )
        times = "".join(
            f"{half:7.0f} {most_of:4.0f}" for half, most_of in (search, narrowed, suggested, others)
        )
        room, terms = store().size() / 1e6, Term.objects.count()
        print(f"{there:7} {filled:6.1f}{times} {room:5.0f} {terms:7}", flush=True)
        print_slowest(searches)
    for length in LENGTHS:
        print_one_page(words["lt"], length)


def print_one_page(words: list[str], length: int) -> None:
    """Say what it takes to write down one page all of whose lines were changed, read from the database."""
    said = random.Random(9).choices(words[:5_000], k=length)  # noqa: S311
    page = make_page(StandardPage, slug=f"words-{length}")
    seconds = []
    for turn in range(20):
        lines = [" ".join([f"w{turn}", *said[number : number + 50]]) for number in range(0, length, 50)]
        page.body = [("prose", f"<p>{'</p><p>'.join(lines)}</p>")]
        page.save()
        start = time.perf_counter()
        indexing.write_page(page.pk)
        seconds.append(1_000 * (time.perf_counter() - start))
    median, most = statistics.median(seconds[1:]), max(seconds[1:])
    print(f"writing down one page of {length:,} words: median {median:.0f} ms, at most {most:.0f} ms")


def print_slowest(searches: list[Search]) -> None:
    """Say which questions took longest, and how many queries they made."""
    found = []
    for each in searches:
        with CaptureQueriesContext(connection) as queries:
            start = time.perf_counter()
            results = find(each)
            seconds = time.perf_counter() - start
        slowest = max(queries.captured_queries, key=lambda query: float(query["time"]))
        found.append((seconds, each.question.text, results.total, len(queries), slowest))
    for seconds, text, total, number, slowest in sorted(found, key=lambda row: -row[0])[:3]:
        print(
            f"    {1_000 * seconds:4.0f} ms  {text}: {total} found, {number} queries;"
            f" {slowest['time']} s: {slowest['sql'][:90]}"
        )
