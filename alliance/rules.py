"""As what an organisation joins, by the rules that staff wrote. Pure, but for `rules_for`, which reads them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Locale

from alliance.vocabulary import REFUSED


@dataclass(frozen=True)
class Facts:
    """What the rules look at."""

    country: str
    organisation_type: str
    population: int | None = None


@dataclass(frozen=True)
class Rule:
    """A rule; what is empty fits everybody. Bounds are included."""

    outcome: str
    countries: tuple[str, ...] = ()
    organisation_types: tuple[str, ...] = ()
    population_from: int | None = None
    population_to: int | None = None
    name: str = ""
    reason: str = ""

    def fits(self, facts: Facts) -> bool:
        """Tell whether it is about an organisation. One that tells no number of inhabitants fits no bounds."""
        if self.countries and facts.country not in self.countries:
            return False
        if self.organisation_types and facts.organisation_type not in self.organisation_types:
            return False
        low, high = self.population_from, self.population_to
        if low is None and high is None:
            return True
        if facts.population is None:
            return False
        return (low is None or low <= facts.population) and (high is None or facts.population <= high)


@dataclass(frozen=True)
class Verdict:
    """A category, or a refusal with its reason."""

    category: str
    reason: str = ""
    rule: str = ""

    @property
    def is_refused(self) -> bool:
        """Whether the rules let nobody like that join."""
        return not self.category


def judge(rules: Iterable[Rule], facts: Facts) -> Verdict:
    """Return what the first rule that fits says.

    Without any rules everybody joins as a full member; where there are some and none fits, nobody does.
    """
    rules = list(rules)
    for rule in rules:
        if rule.fits(facts):
            if rule.outcome == REFUSED:
                return Verdict("", rule.reason, rule.name)
            return Verdict(rule.outcome, rule=rule.name)
    if not rules:
        return Verdict("full")
    return Verdict("", _("None of the kinds of membership fits what you told us of your organisation."))


def rules_for(language: str) -> list[Rule]:
    """Return the rules in their order, with their texts in a language or else as they were written; two queries."""
    from alliance.models import MembershipRule  # which the pure part of this module needs not

    codes = dict(Locale.objects.values_list("pk", "language_code"))
    rows: dict[Any, MembershipRule] = {}
    for row in MembershipRule.objects.order_by("pk"):
        if row.translation_key not in rows or codes.get(row.locale_id) == language:
            rows[row.translation_key] = row
    return [_rule(row) for row in sorted(rows.values(), key=lambda row: (row.place, row.pk))]


def _rule(row: Any) -> Rule:
    return Rule(
        outcome=row.outcome,
        countries=tuple(row.countries),
        organisation_types=tuple(row.organisation_types),
        population_from=row.population_from,
        population_to=row.population_to,
        name=row.name,
        reason=row.reason,
    )
