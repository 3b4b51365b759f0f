"""How well judged questions are answered, language by language, by our search and by Wagtail's on the same pages.

    python -m pytest tests/benchmarks/bench_search_quality.py -s -p no:xdist
    python -m tests.run --database postgres tests/benchmarks/bench_search_quality.py -s -n 0

Prints recall and normalised discounted cumulative gain of the first ten, mean reciprocal rank, and the recall of
inflected forms; asserts nothing (`tests/search/test_quality.py` does).
"""

import pytest
from django.db import connection

from tests.search.corpora import LANGUAGES, publish
from tests.search.judged import INFLECTED, answers, judgements, measured, of_language, ours, stock

pytestmark = pytest.mark.django_db

#: Made-up pages a language beside forty of the corpus.
DISTRACTORS = 200


def test_quality_in_every_language():
    documents = publish(DISTRACTORS)
    given = [answers(search, judgements(), documents) for search in (ours, stock)]
    print(f"\n{connection.vendor}: {len(documents)} pages, {len(judgements())} questions")
    print(
        "| language | questions | recall@10 | nDCG@10 | MRR | stock: recall@10 | nDCG@10 | MRR | inflected | stock |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for language in LANGUAGES:
        judged, inflected = of_language(language), of_language(language, INFLECTED)
        numbers = [number for some in given for number in measured(judged, some)]
        numbers += [measured(inflected, some).recall for some in given]
        print(f"| {language} | {len(judged)} | {' | '.join(f'{number:.2f}' for number in numbers)} |")
    print("\nnDCG@10 by what makes a question hard:")
    for why in dict.fromkeys(each.why for each in judgements()):
        judged = [each for each in judgements() if each.why == why]
        both = [f"{measured(judged, some).ndcg:.2f}" for some in given]
        print(f"{why:<12} {len(judged):>4}  {both[0]}, stock {both[1]}")
