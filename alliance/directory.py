"""The members that the public sees, as one list: filtered, counted, searched and sorted in memory.

Two queries for all of them, however many and however filtered; what is shown of those on a page comes on top.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from anyascii import anyascii
from django.db.models import Count
from django.utils.translation import get_language

from alliance.choices import MEMBER_TOPIC_ROLES
from alliance.models.members import Member, MemberQuerySet, MemberTopic
from alliance.vocabulary import ABOUT, NEED, OFFER
from cms.choices import country_name
from cms.collation import in_order

#: What the list is filtered by; these names stand in addresses.
COUNTRY, TYPE, TOPIC = "country", "type", "topic"
FILTERS: Final = (COUNTRY, TYPE, TOPIC, OFFER, NEED)


@dataclass
class Entry:
    """What the list knows of a member."""

    key: int
    slug: str
    name: str
    #: of the name
    language: str
    country: str
    type: str
    region: str
    since: dt.date
    #: role → topics by translation key, in the order in which they were given
    topics: dict[str, list[UUID]] = field(default_factory=dict)

    def values(self, name: str) -> set:
        """Return what it has of a filter."""
        if name == COUNTRY:
            return {self.country}
        if name == TYPE:
            return {self.type}
        if name == TOPIC:
            return {topic for topics in self.topics.values() for topic in topics}
        return set(self.topics.get(name, ()))


def entries() -> list[Entry]:
    """Return all public members by their names in the active language, as it orders them; two queries."""
    shown = Member.objects.visible_to_public()
    found = _read(shown.with_names(), shown.values("pk"))
    return in_order(found, get_language() or "en", lambda entry: entry.name)


def newest_entries(number: int) -> list[Entry]:
    """Return the public members that joined last, the newest first; two queries."""
    newest = Member.objects.visible_to_public().with_names().order_by("-since", "-pk")[:number]
    return _read(newest, None)


def _read(members: MemberQuerySet, keys: MemberQuerySet | None) -> list[Entry]:
    """Return entries in the order of `members`; `keys` are theirs, where they need not be named one by one."""
    fields = ("pk", "slug", "name", "name_language", "organisation__country", "organisation__type")
    found = [Entry(*row) for row in members.values_list(*fields, "region", "since")]
    by_key = {entry.key: entry for entry in found}
    topics = MemberTopic.objects.filter(member__in=list(by_key) if keys is None else keys)
    for key, topic, role in topics.values_list("member", "topic", "role"):
        if key in by_key:  # it may have come between the two queries
            by_key[key].topics.setdefault(role, []).append(topic)
    return found


def chosen(found: list[Entry], values: dict[str, object], query: str = "", but: str = "") -> list[Entry]:
    """Return those that have every value and whose name, country or region holds all words; `but` one filter."""
    wanted = [(name, value) for name, value in values.items() if value and name != but]
    words = plain(query).split()
    return [
        entry
        for entry in found
        if all(value in entry.values(name) for name, value in wanted) and (not words or _holds(entry, words))
    ]


def named(found: list[Entry], query: str) -> list[Entry]:
    """Return those whose name holds all words."""
    words = plain(query).split()
    return [entry for entry in found if words and all(word in plain(entry.name) for word in words)]


def counts(found: list[Entry], values: dict[str, object], query: str, name: str) -> Counter:
    """Return how many would be found by each value of a filter, the other filters being as they are."""
    return Counter(value for entry in chosen(found, values, query, but=name) for value in entry.values(name))


def plain(text: str) -> str:
    """Return text as it is compared: small letters without marks, any script in Latin letters."""
    return anyascii(text).casefold()


def _holds(entry: Entry, words: list[str]) -> bool:
    said = plain(f"{entry.name} {entry.region} {country_name(entry.country)}")
    return all(word in said for word in words)


def numbers() -> tuple[int, int]:
    """Return how many members there are, in how many countries; one query."""
    rows = Member.objects.visible_to_public().order_by().values("organisation__country")
    found = {row["organisation__country"]: row["members"] for row in rows.annotate(members=Count("pk"))}
    return sum(found.values()), len([code for code in found if code])


def topics_in_words(
    topics: dict[str, list[UUID]], name: Callable[[UUID], str], roles: Iterable[str] = (OFFER, NEED, ABOUT)
) -> list[tuple[str, list[str]]]:
    """Return label and names of topics, role by role; `name` says what a topic is called, empty where it is gone."""
    labels = dict(MEMBER_TOPIC_ROLES)
    found = [
        (str(labels[role]), [words for key in topics.get(role, ()) if (words := name(key))]) for role in roles
    ]
    return [(label, names) for label, names in found if names]
