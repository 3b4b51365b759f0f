"""Words that are a letter or two apart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.neighbours import distance_of

WORDS = st.text("abc", max_size=9)


def by_the_book(one: str, other: str) -> int:
    """Return the optimal string alignment distance as its definition says it (Boytsov 2011, 2.2.1)."""
    cost = {(i, j): max(i, j) for i in range(len(one) + 1) for j in range(len(other) + 1) if not i * j}
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            is_other = one[i - 1] != other[j - 1]
            cost[i, j] = min(cost[i - 1, j] + 1, cost[i, j - 1] + 1, cost[i - 1, j - 1] + is_other)
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                cost[i, j] = min(cost[i, j], cost[i - 2, j - 2] + 1)
    return cost[len(one), len(other)]


@settings(max_examples=400, deadline=None, derandomize=True)
@given(one=WORDS, other=WORDS, most=st.sampled_from((1, 2)))
def test_distance_is_that_of_the_definition_up_to_a_bound(one, other, most):
    assert distance_of(one, other, most) == min(by_the_book(one, other), most + 1)


@pytest.mark.parametrize(
    ("one", "other", "most", "expected"),
    [
        ("korosten", "korostn", 1, 1),
        ("korosten", "koorsten", 1, 1),
        ("ukmerge", "ukmegre", 1, 1),
        ("bridge", "bridges", 1, 1),
        ("bridge", "fridges", 1, 2),
        ("alliance", "aliances", 2, 2),
        ("", "ab", 2, 2),
        ("bridge", "house", 2, 3),
    ],
)
def test_distance(one, other, most, expected):
    assert distance_of(one, other, most) == distance_of(other, one, most) == expected
