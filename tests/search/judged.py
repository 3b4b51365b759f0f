"""Judged questions: how well they are answered, by our search and by Wagtail's own, on the same pages."""

import math
import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import yaml
from wagtail.models import Page

from search import finding
from search.analysis.splitting import words
from search.models import Entry
from search.questions import ask
from tests.search.corpora import HERE

DEEPEST = 10
#: What finds nothing in Wagtail's search unless it is typed as it stands there.
INFLECTED = "inflected"

Answer = list[str]
Answers = dict[tuple[str, str], Answer]
#: Language and key of documents by the page that they became (`corpora.publish`).
Documents = dict[int, tuple[str, str]]


@dataclass(frozen=True)
class Judged:
    """A question, what makes it hard, and how well each document answers it (1 to 3)."""

    language: str
    ask: str
    why: str
    find: dict[str, int]

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from others."""
        return self.language, self.ask

    def recall(self, answer: Answer) -> float:
        """Return how much of what is right is among the first ten."""
        return sum(key in self.find for key in answer[:DEEPEST]) / min(len(self.find), DEEPEST)

    def ndcg(self, answer: Answer) -> float:
        """Return the normalised discounted cumulative gain of the first ten (Burges et al. 2005: gain 2^grade - 1)."""
        best = sorted(self.find.values(), reverse=True)
        return _gain([self.find.get(key, 0) for key in answer]) / _gain(best)

    def reciprocal_rank(self, answer: Answer) -> float:
        """Return one divided by the place of the first that is right."""
        return next((1 / place for place, key in enumerate(answer, 1) if key in self.find), 0.0)


class Measured(NamedTuple):
    """Means over questions."""

    recall: float
    ndcg: float
    mrr: float


Search = Callable[[Judged, Documents], Answer]


@cache
def judgements() -> tuple[Judged, ...]:
    """Return all judged questions."""
    languages = yaml.safe_load((HERE / "judgements.yaml").read_text("utf-8"))
    return tuple(Judged(language, **row) for language, rows in languages.items() for row in rows)


def ours(judged: Judged, documents: Documents) -> Answer:
    """Return what our search answers."""
    keys = finding.find(finding.Search(question=ask(judged.ask), languages=(judged.language,))).keys[:DEEPEST]
    pages = dict(Entry.objects.filter(pk__in=keys).values_list("pk", "page_id"))
    return [documents[pages[key]][1] for key in keys if pages[key] in documents]


def stock(judged: Judged, documents: Documents) -> Answer:
    """Return what Wagtail's search answers in the same language: all words, as the site searched before."""
    typed = " ".join(judged.ask[start:end] for start, end in words(judged.ask, ""))
    pages = Page.objects.live().filter(locale__language_code=judged.language)
    pages = Page.objects.filter(pk__in=pages.values("pk")).search(typed)
    return [documents[page.pk][1] for page in pages[:DEEPEST] if page.pk in documents]


def of_language(language: str, why: str = "") -> list[Judged]:
    """Return the questions of a language, all or those that are hard for one reason."""
    return [each for each in judgements() if each.language == language and why in ("", each.why)]


def answers(search: Search, judged: Iterable[Judged], documents: Documents) -> Answers:
    """Return what a search answers to questions."""
    return {each.key: search(each, documents) for each in judged}


def measured(judged: Iterable[Judged], given: Answers) -> Measured:
    """Return the means over questions."""
    pairs = [(each, given[each.key]) for each in judged]
    return Measured(
        recall=statistics.mean(each.recall(answer) for each, answer in pairs),
        ndcg=statistics.mean(each.ndcg(answer) for each, answer in pairs),
        mrr=statistics.mean(each.reciprocal_rank(answer) for each, answer in pairs),
    )


def _gain(grades: list[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades[:DEEPEST], 1))
