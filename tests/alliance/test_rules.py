"""The first rule that fits decides; where none does, nobody joins without being told why."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Locale

from alliance.rules import Facts, Rule, Verdict, judge, rules_for
from tests.alliance.conftest import make_rule
from tests.factories import make_site

pytestmark = pytest.mark.once

TOWNS = Rule("full", countries=("LV", "LT"), organisation_types=("municipality",), population_from=1000)
SMALL = Rule("refused", population_to=999, reason="Too small.", name="Small")
OTHERS = Rule("partner")


@pytest.mark.parametrize(
    ("rules", "facts", "expected"),
    [
        ([TOWNS, SMALL, OTHERS], Facts("LV", "municipality", 1000), Verdict("full")),
        ([TOWNS, SMALL, OTHERS], Facts("LV", "municipality", 999), Verdict("", "Too small.", "Small")),
        ([TOWNS, SMALL, OTHERS], Facts("LV", "municipality", None), Verdict("partner")),
        ([TOWNS, SMALL, OTHERS], Facts("UA", "municipality", 5000), Verdict("partner")),
        ([OTHERS, SMALL], Facts("UA", "ngo", 5), Verdict("partner")),
        ([], Facts("UA", "ngo"), Verdict("full")),
    ],
)
def test_first_rule_that_fits_decides(rules, facts, expected):
    assert judge(rules, facts) == expected


def test_nobody_is_refused_without_a_word():
    verdict = judge([TOWNS], Facts("UA", "ngo"))
    assert (verdict.is_refused, bool(verdict.reason)) == (True, True)


counts = st.none() | st.integers(0, 10_000)
facts = st.builds(Facts, st.sampled_from(["LV", "UA"]), st.sampled_from(["ngo", "region"]), counts)
rules = st.lists(
    st.builds(
        Rule,
        st.sampled_from(["full", "partner", "refused"]),
        st.sampled_from([(), ("LV",)]),
        st.sampled_from([(), ("ngo",)]),
        counts,
        counts,
        reason=st.just("Why."),
    )
)


@given(rules, facts)
def test_verdict_is_a_category_or_a_reason_and_rules_after_the_first_do_not_matter(rules, facts):
    verdict = judge(rules, facts)
    assert bool(verdict.category) != bool(verdict.reason)
    first = next((place for place, rule in enumerate(rules) if rule.fits(facts)), None)
    if first is not None:
        assert judge(rules[: first + 1], facts) == verdict


def test_rules_come_in_order_and_in_the_language_that_is_there(db, django_assert_num_queries):
    make_site("en", "lt")
    make_rule(name="Second", place=20)
    first = make_rule(name="First", place=10, outcome="refused", reason="Sorry.", countries=["UA"])
    lithuanian = first.copy_for_translation(Locale.objects.get(language_code="lt"))
    lithuanian.reason = "Atsiprašome."
    lithuanian.save()
    with django_assert_num_queries(2):
        found = rules_for("lt")
    assert [(rule.name, rule.reason, rule.countries) for rule in found] == [
        ("First", "Atsiprašome.", ("UA",)),
        ("Second", "", ()),
    ]
    assert [rule.reason for rule in rules_for("uk")] == ["Sorry.", ""]


def test_rule_that_says_nothing_or_nonsense_is_refused(db):
    make_site("en")
    with pytest.raises(ValidationError) as wrong:
        make_rule(outcome="refused", population_from=5, population_to=1).full_clean()
    assert set(wrong.value.message_dict) == {"reason", "population_to"}
