"""What surrounds the results of a search."""

from typing import Any

from cms.styleguide.gallery import Group, state
from cms.styleguide.samples.pieces import HERE
from cms.styleguide.words import Words

group = Group("search", "Search")


def _options(labels: list[str], current: int | None = None) -> list[dict[str, Any]]:
    """Return ways on, one of them taken."""
    return [
        {"label": label, "url": HERE, "count": 12 * number + 1, "current": number == current}
        for number, label in enumerate(labels)
    ]


@group.component("choice_line", frame="container")
def choice_line(words: Words):
    yield state("With numbers", label=words.menu[1], options=_options(words.foreign))
    yield state("One of them is taken", label=words.menu[2], options=_options(words.topics, current=0))
    yield state("Long words", label=words.long_word, options=_options([words.long_title, words.long_word]))


@group.component("facets", frame="aside")
def facets(words: Words):
    kinds = {"label": words.menu[1], "options": _options(words.kinds)}
    topics = {"label": words.menu[2], "options": _options(words.topics), "more": _options(words.titles)}
    chosen = {"label": words.menu[1], "options": _options(words.kinds, current=1)}
    apart = {"label": words.questions[0], "url": HERE, "count": 4, "current": False}
    yield state("Nothing is chosen", groups=[kinds, topics], apart=apart, level=3)
    yield state("Something is chosen", groups=[chosen], clear_url=HERE, chosen=1, level=3)
    yield state(
        "Long words",
        groups=[{"label": words.long_word, "options": _options([words.long_title, words.long_word])}],
    )


@group.component("facet_options", frame="aside")
def facet_options(words: Words):
    yield state("Usual", options=_options(words.kinds))
    yield state("One of them is chosen", options=_options(words.topics, current=0))
