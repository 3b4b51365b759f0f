"""What the profile of a member shows: facts, offers and needs, its own words, partnerships, and who matches it."""

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404
from django.utils.html import linebreaks
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from alliance.directory import topics_in_words
from alliance.directory_props import topic_name
from alliance.matching import Match, profiles, rank
from alliance.member_data import member_data
from alliance.models.members import Member, Partnership
from alliance.vocabulary import ABOUT, NEED, OFFER
from cms import formats
from cms.choices import country_name, language_name
from cms.foreign import foreign
from cms.pictures import picture
from cms.preloading import attach_images
from cms.props import host
from cms.topics import names_of, topics_by_key

#: How many partners a profile names; the others are on a page of their own.
FIRST_MATCHES = 3

Addresses = Callable[..., str]


def public_member(slug: str) -> Member:
    """Return a member that the public may see, with its name in the active language. Raises Http404 for any other."""
    member = Member.objects.visible_to_public().with_names().filter(slug=slug).first()
    if member is None:
        raise Http404("There is no such member.")
    return member


def member_context(member: Member, url: Addresses) -> dict[str, Any]:
    """Return what the profile shows; `url` gives the address of something below the alliance page."""
    topics: dict[str, list[UUID]] = {}
    for key, role in member.topics.values_list("topic", "role"):
        topics.setdefault(role, []).append(key)
    organisation = member.organisation
    attach_images([(organisation, "logo")])
    matches = matches_of(member)
    return {
        "member": member,
        "below_data": partial(member_data, member, url("members", member.slug)),
        "name_lang": foreign(member.name_language),
        "logo": picture(organisation.logo, preset="logo") if organisation.logo else None,
        "facts": member_facts(member),
        "topic_groups": [
            {"label": label, "role": role, "topics": found}
            for role in (OFFER, NEED, ABOUT)
            if (found := _links(topics.get(role, ()), role, url))
            for label, _names in topics_in_words({role: topics[role]}, topic_name, (role,))
        ],
        "text": own_words(member.text),
        "text_lang": foreign(member.text_language),
        "text_language": _named(member.text_language),
        "partnerships": partnerships(member, url),
        "matches": match_rows(matches[:FIRST_MATCHES], url),
        "matches_url": f"{url('find-a-partner')}?{urlencode({'member': member.slug})}" if matches else "",
        "matches_number": len(matches),
    }


def member_facts(member: Member) -> list[dict[str, Any]]:
    """Return what is known of a member as `components/facts.html` lists it."""
    organisation = member.organisation
    place = ", ".join(
        part for part in (member.region, organisation.country and country_name(organisation.country)) if part
    )
    facts = [
        (_("Type"), organisation.get_type_display(), "building-2", ""),
        (_("Where"), place, "map-pin", ""),
        (
            _("Inhabitants"),
            formats.format_number(member.population) if member.population else "",
            "users",
            "",
        ),
        (
            _("Languages"),
            formats.format_list(language_name(code) for code in member.languages),
            "languages",
            "",
        ),
        (_("Member since"), formats.format_date(member.since, "month"), "calendar", ""),
        (_("Membership"), member.get_category_display(), "badge-check", ""),
        (_("Website"), host(organisation.website), "link", organisation.website),
    ]
    return [
        {"label": label, "value": str(value), "icon": icon, "url": link}
        for label, value, icon, link in facts
        if value
    ]


def _named(code: str) -> str:
    return language_name(code) if foreign(code) else ""


def own_words(text: str) -> str:
    """Return plain text as paragraphs of safe HTML."""
    return mark_safe(linebreaks(text, autoescape=True)) if text else ""


def _links(keys: Any, role: str, url: Addresses) -> list[dict[str, str]]:
    known = topics_by_key()
    name = "topic" if role == ABOUT else role
    return [
        {"title": known[key].name, "url": f"{url('members')}?{urlencode({name: known[key].slug})}#members"}
        for key in keys
        if key in known
    ]


def partnerships(member: Member, url: Addresses) -> list[dict[str, Any]]:
    """Return the partnerships of a member with others that the public may see; two queries."""
    found = list(Partnership.objects.visible_to_public().of(member))
    keys = {row.first_id if row.first_id != member.pk else row.second_id for row in found}
    others = Member.objects.visible_to_public().with_names().in_bulk(keys) if keys else {}
    rows = []
    for row in found:
        other = others.get(row.second_id if row.first_id == member.pk else row.first_id)
        if other is not None:
            rows.append(
                {
                    "name": other.name,
                    "lang": foreign(other.name_language),
                    "url": url("members", other.slug),
                    "since": _("Since %s") % formats.format_date(row.since, "month") if row.since else "",
                    "topics": formats.format_list(names_of(row.topics)),
                    "text": own_words(row.text),
                    "text_lang": foreign(row.text_language),
                    "text_language": _named(row.text_language),
                }
            )
    return rows


def matches_of(member: Member) -> list[Match]:
    """Return who may be a partner of a member, the best first; three queries for all."""
    everybody = profiles(Member.objects.visible_to_public().with_names())
    own = next((profile for profile in everybody if profile.key == member.pk), None)
    return rank(own, everybody) if own else []


def match_rows(matches: list[Match], url: Addresses) -> list[dict[str, Any]]:
    """Return matches as `components/match.html` shows them, with their reasons in words; one query."""
    keys = [match.profile.key for match in matches]
    members = Member.objects.visible_to_public().with_names().in_bulk(keys) if keys else {}
    names = {key: topic.name for key, topic in topics_by_key().items()}
    rows = []
    for match in matches:
        member = members.get(match.profile.key)
        if member is not None:
            country = member.organisation.country
            rows.append(
                {
                    "name": member.name,
                    "lang": foreign(member.name_language),
                    "url": url("members", member.slug),
                    "place": ", ".join(
                        part for part in (member.region, country and country_name(country)) if part
                    ),
                    "reasons": [reason.words(names) for reason in match.reasons],
                    "points": pgettext("how well a partner fits", "%s points")
                    % formats.format_number(match.score),
                }
            )
    return rows
