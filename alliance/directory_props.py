"""What the directory of members shows: the list, its filters, the map, and each member's card."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import get_language, ngettext, npgettext
from django.utils.translation import gettext as _

from alliance.directory import (
    COUNTRY,
    FILTERS,
    TOPIC,
    TYPE,
    Entry,
    chosen,
    counts,
    entries,
    newest_entries,
    numbers,
    topics_in_words,
)
from alliance.europe import CENTRES, SIZE, SMALL
from alliance.models.members import Member
from alliance.vocabulary import ABOUT, NEED, OFFER
from cms import formats
from cms.choices import ORGANISATION_TYPES, country_codes, country_name
from cms.collation import in_order
from cms.filters import Choice, Filters
from cms.foreign import foreign
from cms.paging import paginate, view_title
from cms.pictures import picture
from cms.preloading import attach_images
from cms.topics import topics_by_key

#: Members on a page of the list.
PER_PAGE = 18
#: Members that the page of the alliance names.
NEWEST = 3
#: A longer question would only cost.
LONGEST_QUERY = 100


def directory_filters(request: HttpRequest) -> Filters:
    """Return the filters of the list, the words that are searched for among them."""
    return Filters(request, ("q", *FILTERS), anchor="members")


def directory_context(request: HttpRequest, url: Any) -> dict[str, Any]:
    """Return what the directory shows; `url` gives the address of something below the alliance page.

    Raises BadRequest for what is no country, type or topic.
    """
    filters = directory_filters(request)
    query = " ".join(filters.get("q").split())[:LONGEST_QUERY]
    everybody = entries()
    values = chosen_values(filters)
    found = chosen(everybody, values, query)
    paging = paginate(request, found, PER_PAGE, keep=filters.values)
    tallies = {name: counts(everybody, values, query, name) for name in FILTERS}
    choices = _choices(tallies, values)
    countries, *others = choices
    labels = [
        label
        for choice in choices
        for value, label, _count in choice.options
        if value == filters.get(choice.name)
    ]
    return {
        "query": query,
        "rows": member_rows(list(paging["page_obj"]), lambda slug: url("members", slug)),
        "found": found_words(len(found)),
        "total": len(everybody),
        "summary": members_in_countries(*_numbers_of(everybody)) if everybody else "",
        "actions": [{"label": _("Find a partner"), "url": url("find-a-partner"), "icon": "handshake"}],
        "paging": paging,
        "selects": [
            _select(choice, filters)
            for choice in others
            if len(choice.options) > 1 or filters.get(choice.name)
        ],
        "kept": [{"name": COUNTRY, "value": filters.get(COUNTRY)}] if filters.get(COUNTRY) else [],
        "country_group": filters.groups([countries]),
        "map": europe_map(countries, filters) if countries.options else None,
        "clear_url": filters.clear_url(),
        "view_title": view_title([*labels, query], paging),
    }


def _numbers_of(everybody: list[Entry]) -> tuple[int, int]:
    return len(everybody), len({entry.country for entry in everybody if entry.country})


def chosen_values(filters: Filters) -> dict[str, Any]:
    """Return what each filter looks for. Raises BadRequest for what is not known."""
    values: dict[str, Any] = {
        COUNTRY: filters.one_of(COUNTRY, country_codes()),
        TYPE: filters.one_of(TYPE, dict(ORGANISATION_TYPES)),
    }
    keys = {topic.slug: key for key, topic in topics_by_key().items()}
    for name in (TOPIC, OFFER, NEED):
        slug = filters.one_of(name, keys)
        values[name] = keys.get(slug)
    return values


def _choices(tallies: dict[str, Any], values: dict[str, Any]) -> list[Choice]:
    topics = topics_by_key()
    types = dict(ORGANISATION_TYPES)
    labels = {COUNTRY: _("Country"), TYPE: _("Type"), TOPIC: _("Topic"), OFFER: _("Offers"), NEED: _("Seeks")}
    found = []
    for name in FILTERS:
        keys = {key for key in tallies[name] if key} | ({values[name]} if values[name] else set())
        if name == COUNTRY:
            options = [(key, country_name(key), tallies[name][key]) for key in keys]
        elif name == TYPE:
            options = [(key, str(types[key]), tallies[name][key]) for key in keys]
        else:
            options = [
                (topics[key].slug, topics[key].name, tallies[name][key]) for key in keys if key in topics
            ]
        found.append(
            Choice(name, labels[name], in_order(options, get_language() or "en", lambda row: row[1]))
        )
    return found


def _select(choice: Choice, filters: Filters) -> dict[str, Any]:
    options = [
        {"value": value, "label": f"{label} ({count})", "selected": value == filters.get(choice.name)}
        for value, label, count in choice.options
    ]
    return {"name": choice.name, "label": choice.label, "options": options}


def europe_map(countries: Choice, filters: Filters) -> dict[str, Any]:
    """Return the countries that have members, as `components/europe_map.html` shows them."""
    current = filters.get(COUNTRY)
    shown = [
        {
            "code": code,
            "url": filters.url(COUNTRY, "" if code == current else code),
            "label": country_members(str(name), count or 0),
            "count": count,
            "current": code == current,
            "x": CENTRES[code][0],
            "y": CENTRES[code][1],
            "small": code in SMALL,
        }
        for code, name, count in countries.options
        if code in CENTRES
    ]
    return {"countries": shown, "width": SIZE[0], "height": SIZE[1]}


def country_members(country: str, number: int) -> str:
    """Return “Lithuania: 3 members”."""
    words = ngettext("%(country)s: %(number)s member", "%(country)s: %(number)s members", number)
    return words % {"country": country, "number": formats.format_number(number)}


def found_words(number: int) -> str:
    """Return how many members were found, in words."""
    words = ngettext("%(number)s member found", "%(number)s members found", number)
    return words % {"number": formats.format_number(number)}


def members_in_countries(members: int, countries: int) -> str:
    """Return “42 members in 9 countries”: two phrases, each in its own number."""
    counted = npgettext("alliance", "%(number)s member", "%(number)s members", members)
    # Translators: stands after "42 members".
    places = ngettext("in %(number)s country", "in %(number)s countries", countries)
    number, places_number = formats.format_number(members), formats.format_number(countries)
    return f"{counted % {'number': number}} {places % {'number': places_number}}"


def member_rows(shown: list[Entry], url_of: Any) -> list[dict[str, Any]]:
    """Return cards of members, in their order; two queries for all of them."""
    members = Member.objects.visible_to_public().select_related("organisation")
    rows = members.in_bulk([entry.key for entry in shown])
    attach_images([(member.organisation, "logo") for member in rows.values()])
    return [_card(entry, rows[entry.key], url_of) for entry in shown if entry.key in rows]


def members_teaser(url: Any) -> dict[str, Any] | None:
    """Return how many members there are and the newest of them; None without any. At most four queries."""
    members, countries = numbers()
    if not members:
        return None
    newest = newest_entries(NEWEST)
    return {
        "words": members_in_countries(members, countries),
        "rows": member_rows(newest, lambda slug: url("members", slug)),
        "url": url("members"),
        "find_url": url("find-a-partner"),
    }


def topic_name(key: UUID) -> str:
    """Return the name of a topic in the active language; empty where it is gone."""
    topic = topics_by_key().get(key)
    return topic.name if topic else ""


def _card(entry: Entry, member: Member, url_of: Any) -> dict[str, Any]:
    roles = (OFFER, NEED) if {OFFER, NEED} & entry.topics.keys() else (ABOUT,)
    said = topics_in_words(entry.topics, topic_name, roles)
    return {
        "name": entry.name,
        "lang": foreign(entry.language),
        "url": url_of(entry.slug),
        "kind": str(dict(ORGANISATION_TYPES)[entry.type]),
        "country": country_name(entry.country) if entry.country else "",
        "place": entry.region,
        "logo": picture(member.organisation.logo, preset="logo") if member.organisation.logo else None,
        "since_label": _("Member since %s") % formats.format_date(entry.since, "year"),
        "lines": [{"label": label, "text": formats.format_list(names)} for label, names in said],
    }
