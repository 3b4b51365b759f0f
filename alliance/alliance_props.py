"""What the page of an alliance shows: origin, role, principles, actions, demands, partners, media, news."""

from typing import Any

from django.utils.translation import gettext as _

from alliance.directory_props import members_teaser
from cms import formats
from cms.block_props import goals, points_html
from cms.foreign import spoken
from cms.props import (
    contact_props,
    documents_props,
    host,
    organisations_by_role,
    page_action,
    rich,
    section,
)
from cms.recordings import recordings_props
from cms.serving import story_headings


def alliance_context(page: Any, lists: dict[str, Any], url: Any) -> dict[str, Any]:
    """Return what the template shows beyond the page's own fields; `url` gives addresses below the page."""
    insights = documents_props(block.value for block in page.insights)
    join = page_action(page.join_page, _("Join the alliance"))
    context = {
        "actions": [
            *({**action, "style": "accent"} for action in join),
            *(_download(one) for one in insights[:1]),
        ],
        "founded": formats.format_date(page.founded_on) if page.founded_on else "",
        "origin": rich(page.origin),
        "insights": insights,
        "role_heading": page.role_heading or _("Role"),
        "role_intro": rich(page.role_intro),
        "roles": goals(page.roles),
        "principles_heading": page.principles_heading or _("Principles"),
        "principles": points_html(page.principles),
        "principles_closing": rich(page.principles_closing),
        "actions_heading": page.actions_heading or _("Actions"),
        "action_points": points_html(page.actions),
        "demands": [_demand(block.value) for block in page.calls_on],
        "partner_groups": organisations_by_role(page.organisation_roles),
        "join_heading": page.join_heading or _("Join us"),
        "join_text": rich(page.join_text),
        "join_actions": join,
        "media_heading": page.media_heading or _("Multimedia"),
        "recordings": recordings_props(block.value for block in page.media),
        "media_host": host(page.media_url),
        "contact": contact_props(page.contact),
        "members": members_teaser(url),
    }
    return context | {"contents": _contents(page, context, lists)}


def _contents(page: Any, context: dict[str, Any], lists: dict[str, Any]) -> list[dict]:
    """Return the sections of the text and, after them, the bands below it."""
    text = [
        (context["origin"] or context["founded"], "origin", _("Origin")),
        (context["role_intro"] or context["roles"], "role", context["role_heading"]),
        (context["principles"], "principles", context["principles_heading"]),
        (context["action_points"] or context["demands"], "actions", context["actions_heading"]),
    ]
    bands = [
        (context["insights"], "insights", _("Documents")),
        (context["join_text"] or context["join_actions"], "join", context["join_heading"]),
        (context["members"], "members", _("Members")),
        (lists["news"], "news", _("Latest news")),
        (context["partner_groups"], "partners", _("Partners")),
        (context["recordings"] or page.media_url, "media", context["media_heading"]),
        (context["contact"], "contact", _("Contact")),
    ]
    first, last = (
        [section(anchor, words) for shown, anchor, words in part if shown] for part in (text, bands)
    )
    return first + story_headings(page.body) + last


def _download(document: dict[str, Any]) -> dict[str, Any]:
    """Return the button that offers a document."""
    meta = ", ".join(part for part in (document["format"], document["language"]) if part)
    return {
        "label": document["title"],
        "url": document["url"],
        "lang": document["lang"],
        "hreflang": document["lang"],
        "meta": meta,
        "icon": "download",
        "style": "on-deep",
    }


def _demand(value: Any) -> dict[str, Any]:
    names = [
        spoken(organisation, organisation.abbreviation or organisation.name)
        for organisation in value["addressees"]
        if organisation
    ]
    return {"addressees": formats.format_list(names), "text": rich(value["text"])}
