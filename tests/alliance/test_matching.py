"""Partners are ranked by points that can be explained, and a thousand of them without a query each."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance import matching
from alliance.matching import Profile, compare, rank
from alliance.models import Member, MemberTopic
from cms.models import Organisation
from tests.factories import make_site

pytestmark = pytest.mark.once

ENERGY, YOUTH, WATER, CULTURE = (UUID(int=number) for number in range(1, 5))
topics = st.frozensets(st.sampled_from([ENERGY, YOUTH, WATER, CULTURE]))
profiles = st.builds(
    Profile,
    key=st.integers(1, 1000),
    name=st.sampled_from(["A", "B"]),
    country=st.sampled_from(["", "LV", "UA"]),
    population=st.none() | st.integers(0, 1_000_000),
    languages=st.frozensets(st.sampled_from(["lv", "en", "uk"])),
    offers=topics,
    needs=topics,
)


def test_score_is_explained():
    seeker = Profile(
        1, languages=frozenset({"lv", "en"}), population=20_000, needs=frozenset({ENERGY, WATER})
    )
    other = Profile(
        2, "Lviv", "UA", 60_000, frozenset({"en", "uk"}), offers=frozenset({ENERGY}), needs=frozenset({YOUTH})
    )
    match = compare(seeker, other, ["UA"])
    assert [(reason.code, reason.points, reason.values) for reason in match.reasons] == [
        ("they_offer", 20, (ENERGY,)),
        ("languages", 5, ("en",)),
        ("like_size", 5, ()),
        ("country", 15, ("UA",)),
    ]
    assert match.score == 45
    assert [reason.words({ENERGY: "Energy"}) for reason in match.reasons] == [
        "Offers what you need: Energy",
        "Speaks with you: English",
        "Of a similar size",
        "In a country you named: Ukraine",
    ]


@given(profiles, profiles, st.lists(st.sampled_from(["LV", "UA"])))
def test_who_has_nothing_to_give_or_take_is_no_match_and_both_sides_agree(one, other, countries):
    match, back = compare(one, other, countries), compare(other, one, countries)
    assert (match is None) == (back is None) == (not (one.needs & other.offers or one.offers & other.needs))
    if match:
        assert 0 < match.score == sum(reason.points for reason in match.reasons) <= 130
        assert all(reason.words({}) for reason in match.reasons)


@given(profiles, profiles, st.sampled_from([ENERGY, YOUTH]))
def test_offering_more_of_what_is_needed_never_makes_it_worse(one, other, topic):
    from dataclasses import replace

    more = replace(other, offers=other.offers | {topic})
    before, after = compare(one, other), compare(one, more)
    assert (before.score if before else 0) <= (after.score if after else 0)


@given(profiles, st.lists(profiles, max_size=8))
def test_ranking_is_in_order_without_the_seeker_and_the_same_however_they_come(seeker, others):
    ranked = rank(seeker, others)
    assert seeker.key not in {match.profile.key for match in ranked}
    assert [match.score for match in ranked] == sorted((match.score for match in ranked), reverse=True)
    by_key = {other.key: other for other in others}
    unique = list(by_key.values())
    assert rank(seeker, unique) == rank(seeker, unique[::-1])


def test_a_thousand_members_are_ranked_with_two_queries(db, django_assert_num_queries):
    home = make_site("en")
    organisations = Organisation.objects.bulk_create(
        Organisation(locale=home.locale, name=f"Town {number}", type="municipality", country="LV")
        for number in range(1000)
    )
    members = Member.objects.bulk_create(
        Member(slug=f"town-{one.pk}", organisation=one, category="full", since="2020-01-01", is_public=True)
        for one in organisations
    )
    MemberTopic.objects.bulk_create(
        MemberTopic(member=one, topic=topic, role="offer") for one in members for topic in (ENERGY, YOUTH)
    )
    seeker = Profile(-1, needs=frozenset({ENERGY}))
    with django_assert_num_queries(2):
        found = rank(seeker, matching.profiles(Member.objects.visible_to_public().with_names("en")))
    assert (len(found), found[0].score, found[0].profile.name) == (1000, 20, "Town 0")
