"""What the page of an article shows: date, authors, place, further information, corrections, source."""

from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

from cms import formats
from cms.foreign import spoken
from cms.models.media import LICENCE_URLS
from cms.props import host, links_props, rich, section
from cms.serving import story_headings


def article_context(page: Any) -> dict[str, Any]:
    """Return what the template shows beyond the page's own fields."""
    context = {
        "kicker": page.get_kind_display(),
        "facts": facts(page),
        "further_links": links_props(block.value for block in page.further_information),
        "corrections": [_correction(block.value) for block in page.corrections],
        "source": source(page),
    }
    parts = [
        ("further_links", "further", _("Further information")),
        ("corrections", "corrections", _("Corrections")),
        ("source", "source", _("Source")),
    ]
    found = story_headings(page.body)
    found += [section(anchor, text) for key, anchor, text in parts if context[key]]
    return context | {"contents": found}


def facts(page: Any) -> list[dict[str, Any]]:
    """Return date, place and authors, as the page's header lists them."""
    day = page.published_on
    date = format_html('<time datetime="{}">{}</time>', day.isoformat(), formats.format_date(day))
    found = [{"label": _("Published"), "value": date, "icon": "calendar"}]
    if page.place:
        found.append({"label": _("Place"), "value": page.place, "icon": "map-pin"})
    if names := author_names(page):
        found.append({"label": _("Authors"), "value": formats.format_list(names), "icon": "user"})
    return found


def author_names(page: Any) -> list[str]:
    """Return who wrote an article, by name."""
    return [
        spoken(block.value, block.value.name) if block.block_type == "person" else block.value
        for block in page.authors
        if block.value
    ]


def _correction(value: Any) -> dict[str, Any]:
    return {
        "date_iso": value["date"].isoformat(),
        "date_label": formats.format_date(value["date"]),
        "text": rich(value["text"]),
    }


def source(page: Any) -> list[dict[str, Any]]:
    """Return where an article comes from: publisher and republisher apart, the original, the licence."""
    licence = page.get_licence_display() if page.licence else ""
    licence_url = LICENCE_URLS.get(page.licence, "")
    names = [
        (_("Original publisher"), page.original_publisher),
        (_("Republished by"), page.republished_by),
    ]
    found = [
        {"label": label, "value": spoken(organisation, organisation.name), "url": organisation.website}
        for label, organisation in names
        if organisation
    ]
    more = [
        (_("Original article"), host(page.original_url), page.original_url),
        (_("Note"), page.credit_note, ""),
        (_("Licence"), licence, licence_url),
    ]
    return found + [{"label": label, "value": value, "url": url} for label, value, url in more if value]
