"""Who may have applied already, or be a member already: by mailbox, by domain, or by a similar name in a country."""

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db import models
from django.utils.translation import gettext as _

from cms.models import Organisation
from cms.slugs import ascii_slug

#: How alike two names must be, from 0 to 1.
ALIKE: Final = 0.84
#: How many names of a country are compared, and how many findings of a kind are told.
MOST_COMPARED: Final = 3000
MOST_TOLD: Final = 20
#: A domain that more than so many share, as of an association or a provider, tells nothing.
MOST_SHARING: Final = 5

#: Words that many names have, in ASCII: they tell nothing apart.
_GENERIC: Final = frozenset({
    "a", "akcine", "bendruomene", "city", "comune", "council", "dimos", "di", "district", "e", "for", "gemeinde",
    "gmina", "hromada", "i", "in", "istituto", "kommun", "kommune", "krajska", "kunta", "la", "le", "meras", "miasta",
    "miasto", "miestas", "miesto", "misto", "miska", "mistska", "municipal", "municipality", "municipio", "na", "nad",
    "novada", "novads", "obec", "obiednana", "oblast", "oblasna", "obshtina", "of", "opcina", "pagasts", "pasvaldiba",
    "pilseta", "pilsetas", "powiat", "rada", "raion", "rajono", "rajonas", "region", "regional", "savivaldybe",
    "savivaldybes", "selyshchna", "silska", "stadt", "stadtverwaltung", "terytorialna", "the", "und", "urad", "vald",
    "valdiba", "vallavalitsus", "valsts", "valstspilseta", "valstspilsetas", "ville", "von", "y",
})  # fmt: skip


@dataclass(frozen=True)
class Duplicate:
    """An application or a member that may be the same, and why, in words for staff."""

    thing: Any
    code: str
    reason: str


def name_key(name: str) -> str:
    """Return an organisation's name as it is compared: in ASCII, without generic words, in order of the alphabet."""
    words = ascii_slug(name).split("-")
    telling = [word for word in words if word not in _GENERIC]
    return " ".join(sorted(telling or words))


def are_alike(one: str, other: str) -> bool:
    """Tell whether two keys of names may mean the same: nearly the same letters, or all words of the shorter."""
    if not one or not other:
        return False
    if one == other:
        return True
    few, many = sorted((set(one.split()), set(other.split())), key=len)
    if few <= many and max(map(len, few)) > 3:
        return True
    matcher = difflib.SequenceMatcher(None, one, other)
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def possible_duplicates(application: Any) -> list[Duplicate]:
    """Return the applications and members that may be the same as one; five queries, whatever there is.

    Each is told once, for its strongest reason: the mailbox, then the domain, then the name.
    """
    found: dict[tuple[type, int], Duplicate] = {}
    for duplicate in (
        *_by_mailbox(application),
        *_by_domain(application),
        *_members_by_record(application),
        *_by_name(application),
    ):
        found.setdefault((type(duplicate.thing), duplicate.thing.pk), duplicate)
    return list(found.values())


def _others(application: Any) -> models.QuerySet:
    from alliance.models import Application  # whose names this module makes comparable

    return Application.objects.for_staff().named().exclude(pk=application.pk)


def _by_mailbox(application: Any) -> Iterator[Duplicate]:
    rows = _others(application).filter(email_normalised=application.email_normalised)
    for row in rows[:MOST_TOLD]:
        yield Duplicate(row, "email", _("the same e-mail address"))


def _by_domain(application: Any) -> Iterator[Duplicate]:
    hosts = {application.email_domain, application.website_host} - {""}
    if not hosts:
        return
    same = models.Q(email_domain__in=hosts) | models.Q(website_host__in=hosts)
    rows = list(_others(application).filter(same)[: MOST_SHARING + 1])
    for row in rows if len(rows) <= MOST_SHARING else ():
        yield Duplicate(row, "domain", _("the same domain"))


def _by_name(application: Any) -> Iterator[Duplicate]:
    rows = _others(application).filter(country=application.country).exclude(name_key="")
    names = rows.order_by("-pk").values_list("pk", "name_key")[:MOST_COMPARED]
    alike = [pk for pk, key in names if are_alike(application.name_key, key)][:MOST_TOLD]
    for row in _others(application).filter(pk__in=alike) if alike else ():
        yield Duplicate(row, "name", _("a similar name in the same country"))


def _members_by_record(application: Any) -> Iterator[Duplicate]:
    from alliance.models import Member
    from cms.mailboxes import host_of

    hosts = {application.email_domain, application.website_host} - {""}
    near = models.Q(organisation__country=application.country)
    for host in hosts:
        near |= models.Q(organisation__website__icontains=host)
    rows = Member.objects.exclude(application=application.pk).filter(near).select_related("organisation")
    members = {member.organisation.translation_key: member for member in rows[:MOST_COMPARED]}
    names = list(_names_of(members))
    at_home = {key for key, _name, website in names if host_of(website) in hosts}
    for key, name, _website in names:
        if key in at_home and len(at_home) <= MOST_SHARING:
            yield Duplicate(members[key], "domain", _("the same domain"))
        elif _is_near(members[key], application) and are_alike(application.name_key, name_key(name)):
            yield Duplicate(members[key], "name", _("a similar name in the same country"))


def _names_of(keys: Iterable[Any]) -> models.QuerySet:
    """Return key, name and website of organisations, in each language there is."""
    rows = Organisation.objects.filter(translation_key__in=list(keys))
    return rows.values_list("translation_key", "name", "website")


def _is_near(member: Any, application: Any) -> bool:
    return member.organisation.country == application.country
