"""How well questions are answered may not become worse: floors a little below what was measured (ADR 26).

`tests/benchmarks/bench_search_quality.py` prints all numbers, among many more pages.
"""

import pytest

from tests.search.corpora import LANGUAGES, publish
from tests.search.judged import INFLECTED, answers, measured, of_language, ours, stock

pytestmark = pytest.mark.django_db

#: Made-up pages a language beside forty of the corpus.
DISTRACTORS = 30
#: Normalised discounted cumulative gain of the first ten; nowhere below 0.85.
FLOORS = {
    "en": 0.85, "lt": 0.85, "lv": 0.85, "uk": 0.85, "pl": 0.85,
    "de": 0.85, "fr": 0.85, "et": 0.85, "cs": 0.85, "bg": 0.85,
}  # fmt: skip


@pytest.fixture(scope="module")
def made_documents(shared_rows):
    """All corpora as pages: language and key of each by its page."""
    with shared_rows():
        return publish(DISTRACTORS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_right_comes_first(made_documents, language):
    judged = of_language(language)
    assert len(judged) >= 20
    given = answers(ours, judged, made_documents)
    found = measured(judged, given)
    assert found.ndcg >= FLOORS[language], f"{found}\n{_missed(judged, given)}"

    inflected = of_language(language, INFLECTED)
    without = measured(inflected, answers(stock, inflected, made_documents)).recall
    if without < 0.5:
        assert measured(inflected, given).recall >= max(2 * without, 0.7)


def _missed(judged, given) -> str:
    rows = (f"{each.ask} ({each.why}): {given[each.key][:3]}, not {[*each.find]}" for each in judged)
    return "\n".join(row for each, row in zip(judged, rows, strict=True) if each.ndcg(given[each.key]) < 0.5)
