"""What the page of a working group shows: origin, people, milestones, pairs, meetings, news, media."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms import formats
from cms.choices import country_name
from cms.foreign import spoken
from cms.lists import ShownList
from cms.props import (
    action_props,
    contact_props,
    host,
    organisation_props,
    person_props,
    precise_iso,
    rich,
    section,
)
from cms.recordings import recordings_props
from cms.serving import story_headings
from workinggroup.choices import ROLES

#: Roles in the order in which a group names its people.
RANK = {code: index for index, (code, _label) in enumerate(ROLES)}


def group_context(group: Any, lists: dict[str, Any]) -> dict[str, Any]:
    """Return what the template shows beyond the page's own fields."""
    today = timezone.localdate()
    present, former = members(group, today)
    context = {
        "facts": facts(group, present),
        "actions": [action for block in group.callouts if (action := action_props(block.value))],
        "mandate": rich(group.mandate),
        "milestones": [_milestone(block.value) for block in group.milestones],
        "pairs": [pair for block in group.pairs if (pair := _pair(block.value))],
        "pairs_heading": group.pairs_heading or _("Peer pairs"),
        "members": present,
        "former_members": former,
        "members_heading": group.composition_heading or _("Chair and members"),
        "members_text": rich(group.composition_text),
        "recordings": recordings_props(block.value for block in group.media),
        "contact": contact_props(group.contact),
        "member_list_host": host(group.member_list_url),
        "media_host": host(group.media_url),
    }
    return context | {"contents": _contents(group, context, lists)}


def _contents(group: Any, context: dict[str, Any], lists: dict[str, Any]) -> list[dict]:
    parts = [
        (context["milestones"], "milestones", _("Milestones")),
        (context["pairs"], "pairs", context["pairs_heading"]),
        (
            context["members"]
            or context["former_members"]
            or context["members_text"]
            or group.member_list_url,
            "members",
            context["members_heading"],
        ),
        (lists["meetings"], "meetings", _("Meetings")),
        (lists["news"], "news", _("Latest news")),
        (context["recordings"] or group.media_url, "media", _("Media")),
        (context["contact"], "contact", _("Contact")),
    ]
    mandate = [section("mandate", _("Mandate"))] if context["mandate"] else []
    return (
        mandate
        + story_headings(group.body)
        + [section(anchor, text) for shown, anchor, text in parts if shown]
    )


def group_lists(group: Any) -> dict[str, ShownList]:
    """Return the meetings, those to come first, and the latest news of the first topic (else all news)."""
    own = {"working_group__translation_key": group.translation_key}
    return {
        "meetings": ShownList("all_events", 9, filters=own),
        "news": ShownList("articles", 3, topic=group.topics[0] if group.topics else None),
    }


def facts(group: Any, present: list[dict]) -> list[dict[str, Any]]:
    """Return since when, by whom, under whom and how often, as the page's header lists them."""
    established = group.established_on
    since = formats.format_date(established, group.established_precision) if established else ""
    predecessor = group.predecessor
    if predecessor and group.predecessor_year:
        predecessor = f"{predecessor} ({group.predecessor_year})"
    meetings, count = group.meetings_per_year, group.member_count or len(present)
    every_year = ngettext(
        "at least %(number)s meeting a year", "at least %(number)s meetings a year", meetings or 0
    )
    how_many = ngettext("%(number)s member", "%(number)s members", count)
    found = [
        (_("Established"), since),
        (
            _("Established by"),
            spoken(group.established_by, group.established_by and group.established_by.name),
        ),
        (_("Parent body"), spoken(group.parent_body, group.parent_body and group.parent_body.name)),
        (_("Carries on the work of"), predecessor),
        (_("Number of members"), how_many % {"number": count} if count else ""),
        (_("Meetings"), every_year % {"number": meetings} if meetings else ""),
    ]
    return [{"label": label, "value": value} for label, value in found if value]


def members(group: Any, today: dt.date) -> tuple[list[dict], list[dict]]:
    """Return the cards of those in the group now, the chair first, and of those who were."""
    values = [block.value for block in group.members if block.value["person"]]
    values.sort(key=lambda value: RANK.get(value["role"], len(RANK)))
    former = [value for value in values if value.get("until") and value["until"] < today]
    present = [value for value in values if value not in former]
    return [_member(value) for value in present], [_member(value) for value in former]


def _member(value: Any) -> dict[str, Any]:
    person = value["person"]
    card = person_props(person, role=str(dict(ROLES).get(value["role"], "")))
    position = person.position
    if position and card["organisation"]:
        card["organisation"] = format_html("{}, {}", spoken(person, position), card["organisation"])
    return card | {
        "organisation": card["organisation"] or spoken(person, position),
        "text": _membership(person, value.get("since"), value.get("until")),
    }


def _membership(person: Any, since: dt.date | None, until: dt.date | None) -> SafeString:
    """Return country, political group and time in the group: “Poland · EPP · since 1 April 2020”."""
    parts = [country_name(person.country)] if person.country else []
    party = person.political_group
    if party and party.name and party.abbreviation:
        parts.append(format_html('<abbr title="{}">{}</abbr>', party.name, party.abbreviation))
    elif party:
        parts.append(spoken(party, str(party)))
    if since and until:
        parts.append(formats.format_days(since, until))
    elif since:
        parts.append(_("since %(date)s") % {"date": formats.format_date(since)})
    elif until:
        parts.append(_("until %(date)s") % {"date": formats.format_date(until)})
    return format_html(" · ".join(["{}"] * len(parts)), *parts) if parts else SafeString()


def _milestone(value: Any) -> dict[str, Any]:
    precision = value.get("precision") or "day"
    return {
        "date_iso": precise_iso(value["date"], precision),
        "date_label": formats.format_date(value["date"], precision),
        "title": value.get("title"),
        "text": rich(value["text"]),
    }


def _pair(value: Any) -> dict[str, Any] | None:
    named = [one for one in (value.get("first"), value.get("second")) if one]
    count, theme = value.get("count"), value.get("theme")
    if len(named) < 2 and not (theme or count):
        return None
    return {
        "organisations": [
            organisation_props(one) | {"country": country_name(one.country) if one.country else ""}
            for one in named
        ],
        "count": ngettext("%(count)s pair", "%(count)s pairs", count) % {"count": count} if count else "",
        "theme": theme,
        "year": value.get("year"),
    }
