"""Whatever is typed or stands in an address: a page, or a clean 400, never more."""

from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from home.models import StandardPage
from search import indexing
from tests.factories import make_page, make_site

pytestmark = pytest.mark.django_db
PAGE, SUGGESTIONS = "/en/search/", "/en/search/suggest/"


@pytest.fixture(scope="module")
def made_site(shared_rows):
    """A site with a few words in its index."""
    with shared_rows():
        home = make_site("en", "lt")
        make_page(
            StandardPage, home, title="Bridges of Korosten", summary="O'Neill & Sons, 100 %, C++ [a-z]*."
        )
        indexing.rebuild()


ODD = [
    "",
    " ",
    '"',
    '"""',
    "“bridge",
    "bridge “",
    "-",
    "--",
    "- bridge",
    "-bridge",
    '-"bridges of"',
    "AND OR NOT NEAR",
    "NEAR(bridge korosten, 2)",
    "title:bridge",
    "bridge*",
    "^bridge",
    "bri:*&!|<->",
    "'; DROP TABLE search_entry; --",
    "' OR 1=1 --",
    "%' ESCAPE '!",
    "\\",
    "\\\\'",
    "(((((",
    "[a-z]*$^.+?{9}",
    "(a+)+$",
    "\u200f\u202egnihtemos\u202c",
    "🌉 🇺🇦 👩‍🚀",
    "\ufeff\u200b\u200d",
    "\x01\x1f\x7f",
    "ß ı İ ǆ ﬁ",
    "漢字かな ㍿",
    "a" * 10_000,
    "a " * 5_000,
    '"a" ' * 2_500,
    "-" * 10_000,
    "e\u0301" * 5_000,
    "<script>alert(1)</script>",
    "{{ query }} {% now %} %(number)s {0}",
]


@pytest.mark.parametrize("typed", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize("address", [PAGE, SUGGESTIONS])
def test_odd_question_is_answered(made_site, client, address, typed):
    response = client.get(address, {"q": typed})
    assert response.status_code == 200
    assert b"<script>alert" not in response.content


@pytest.mark.parametrize("address", [PAGE, SUGGESTIONS])
def test_null_byte_is_refused(made_site, client, address):
    assert client.get(f"{address}?q=a%00b").status_code == 400


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=-1",
        "page=1000000000",
        "page=x",
        "language=xx",
        "language=de",
        "type=user",
        "type=standardpage",
        "topic=none",
        "topic='--",
        "year=0",
        "year=20000",
        "year=MMXX",
        "year=²",
        "country=ZZ",
        "country=lt",
        "closed=yes",
        "sort=title",
    ],
)
def test_value_that_nothing_can_have_is_refused(made_site, client, query):
    assert client.get(f"{PAGE}?q=bridge&{query}").status_code == 400


@pytest.mark.parametrize(
    "query", ["page=", "language=", "type=", "sort=relevance", "language=en", "other=1", "q=x&q=y"]
)
def test_value_that_says_nothing_is_let_pass(made_site, client, query):
    assert client.get(f"{PAGE}?q=bridge&{query}").status_code == 200


@pytest.mark.parametrize("address", ["/lv/meklesana/", "/lv/meklesana/suggest/"])
def test_language_that_the_site_does_not_have_is_answered(made_site, client, address):
    assert client.get(f"{address}?q=bridge").status_code == 200


def test_page_past_the_last_is_not_there(made_site, client):
    assert client.get(f"{PAGE}?q=bridge&page=2").status_code == 404


WORDS = st.lists(
    st.one_of(
        st.text(max_size=30), st.sampled_from(["bridge", "korostn", "-", '"', "“", "”", "*", "'", "\\", "OR"])
    ),
    max_size=12,
).map(" ".join)
NAMES = st.sampled_from(["language", "type", "topic", "year", "country", "closed", "sort", "page"])
ANY = settings(
    max_examples=40,
    deadline=2_000,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@ANY
@given(question=WORDS, others=st.dictionaries(NAMES, st.text(max_size=8), max_size=2))
def test_any_address_is_answered_or_refused(made_site, client, question, others):
    query = urlencode({"q": question, **others}, errors="surrogatepass")
    response = client.get(f"{PAGE}?{query}")
    expected = {200, 400} | ({404} if others.get("page", "").isdecimal() else set())
    assert response.status_code in expected


@ANY
@given(question=WORDS)
def test_any_beginning_is_completed_or_refused(made_site, client, question):
    query = urlencode({"q": question}, errors="surrogatepass")
    assert client.get(f"{SUGGESTIONS}?{query}").status_code in {200, 400}
