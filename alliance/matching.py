"""Find a partner: who offers what a member needs, and the other way round, with the reasons for the order.

The score is a sum of points, each with its reason; nothing else goes into it. The pure part knows no database:
`rank` takes profiles. `profiles` and `profile_of_application` read them, with three queries for all.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alliance.vocabulary import NEED, OFFER
from cms import formats
from cms.choices import country_name, language_name
from cms.collation import in_order

#: Points for each topic on which the other offers what is needed, and most for all of them together …
THEY_OFFER, MOST_THEY_OFFER = 20, 60
#: … and for each on which the other needs what is offered.
THEY_NEED, MOST_THEY_NEED = 10, 30
#: For each language both speak.
LANGUAGE, MOST_LANGUAGES = 5, 15
#: For a size that differs twofold at most, and fivefold.
SAME_SIZE, LIKE_SIZE = 10, 5
#: For a country that was wished for.
COUNTRY: Final = 15


@dataclass(frozen=True)
class Profile:
    """What matching looks at. Topics are translation keys."""

    key: int
    name: str = ""
    country: str = ""
    population: int | None = None
    languages: frozenset[str] = frozenset()
    offers: frozenset[UUID] = frozenset()
    needs: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class Reason:
    """Some points, and what they are for: codes or topics, to be named by `words`."""

    code: str
    points: int
    values: tuple[Any, ...] = ()

    def words(self, topic_names: dict[UUID, str]) -> str:
        """Return the reason in the active language. `topic_names` are names by translation key."""
        if self.code == "they_offer":
            return _("Offers what you need: %s") % _listed(topic_names.get(key, "") for key in self.values)
        if self.code == "they_need":
            return _("Needs what you offer: %s") % _listed(topic_names.get(key, "") for key in self.values)
        if self.code == "languages":
            return _("Speaks with you: %s") % _listed(language_name(code) for code in self.values)
        if self.code == "country":
            return _("In a country you named: %s") % country_name(self.values[0])
        if self.code == "same_size":
            return _("About as large as you")
        return _("Of a similar size")


@dataclass(frozen=True)
class Match:
    """Somebody who may be a partner, and why."""

    profile: Profile
    reasons: tuple[Reason, ...]

    @property
    def score(self) -> int:
        """All points together."""
        return sum(reason.points for reason in self.reasons)


def compare(seeker: Profile, other: Profile, countries: Iterable[str] = ()) -> Match | None:
    """Return how well another fits; None where neither needs what the other offers. `countries` are wished for."""
    they_offer = _ordered(seeker.needs & other.offers)
    they_need = _ordered(seeker.offers & other.needs)
    if not (they_offer or they_need):
        return None
    reasons = []
    if they_offer:
        points = min(THEY_OFFER * len(they_offer), MOST_THEY_OFFER)
        reasons.append(Reason("they_offer", points, they_offer))
    if they_need:
        points = min(THEY_NEED * len(they_need), MOST_THEY_NEED)
        reasons.append(Reason("they_need", points, they_need))
    if shared := tuple(sorted(seeker.languages & other.languages)):
        reasons.append(Reason("languages", min(LANGUAGE * len(shared), MOST_LANGUAGES), shared))
    if size := _size(seeker.population, other.population):
        reasons.append(size)
    if other.country and other.country in set(countries):
        reasons.append(Reason("country", COUNTRY, (other.country,)))
    return Match(other, tuple(reasons))


def rank(seeker: Profile, others: Iterable[Profile], countries: Iterable[str] = ()) -> list[Match]:
    """Return those who may be partners, the best first, those of one score by name; never the seeker itself."""
    wished = frozenset(countries)
    found = (compare(seeker, other, wished) for other in others if other.key != seeker.key)
    return sorted(
        (match for match in found if match is not None),
        key=lambda match: (-match.score, match.profile.name, match.profile.key),
    )


def profiles(members: Any) -> list[Profile]:
    """Return the profiles of members (`Member.objects.visible_to_public().with_names()`); two queries."""
    members = list(members)
    topics: dict[int, dict[str, set[UUID]]] = defaultdict(lambda: defaultdict(set))
    if members:
        from alliance.models import MemberTopic  # which the pure part of this module needs not

        rows = MemberTopic.objects.filter(member__in=[member.pk for member in members])
        for key, topic, role in rows.values_list("member", "topic", "role"):
            topics[key][role].add(topic)
    return [
        Profile(
            key=member.pk,
            name=getattr(member, "name", "") or member.organisation.name,
            country=member.organisation.country,
            population=member.population,
            languages=frozenset(member.languages),
            offers=frozenset(topics[member.pk][OFFER]),
            needs=frozenset(topics[member.pk][NEED]),
        )
        for member in members
    ]


def profile_of_application(application: Any) -> Profile:
    """Return the profile of an applicant, who is not among the members; one query."""
    topics: dict[str, set[UUID]] = defaultdict(set)
    for topic, role in application.topics.values_list("topic", "role"):
        topics[role].add(topic)
    return Profile(
        key=-application.pk,
        name=application.organisation_name,
        country=application.country,
        population=application.population,
        languages=frozenset(application.spoken_languages),
        offers=frozenset(topics[OFFER]),
        needs=frozenset(topics[NEED]),
    )


def _size(one: int | None, other: int | None) -> Reason | None:
    if not one or not other:
        return None
    ratio = max(one, other) / min(one, other)
    if ratio <= 2:
        return Reason("same_size", SAME_SIZE)
    return Reason("like_size", LIKE_SIZE) if ratio <= 5 else None


def _ordered(keys: frozenset[UUID]) -> tuple[UUID, ...]:
    return tuple(sorted(keys))


def _listed(names: Iterable[str]) -> str:
    found: Sequence[str] = [name for name in names if name]
    return formats.format_list(in_order(found, get_language() or "en"))
