"""What stands at the end of every page: dates, topics, projects, related pages."""

from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from cms.foreign import spoken
from cms.formats import format_days
from cms.indexes import index_address
from cms.props import dated, related_props

#: The page whose list a topic leads to.
TOPIC_INDEX = "news.ArticleIndexPage"


def closing(page: Any, request: HttpRequest, related: list) -> dict[str, Any]:
    """Return topics, projects, related pages and dates of a page; one query for topics, one for projects."""
    published = getattr(page, "published_on", None) or page.first_published_at
    first, last = dated(published), dated(page.last_published_at)
    return {
        "topics": topics(page, request) if page.shows_topics else [],
        "projects": projects(page) if page.shows_topics else [],
        "related": related_props(related),
        "published": first,
        "updated": last if first and last and last["iso"] > first["iso"] else None,
    }


def topics(page: Any, request: HttpRequest) -> list[dict[str, str]]:
    """Return a page's topics, each with the address of the list of its news."""
    index = index_address(request, TOPIC_INDEX) if page.topics else ""
    return [
        {"title": spoken(topic, topic.name), "url": f"{index}?topic={topic.slug}" if index else ""}
        for topic in page.topics
    ]


def projects(page: Any) -> list[dict[str, Any]]:
    """Return a page's projects with all their names and who pays for them."""
    rows = page.project_links.select_related("project", "project__funder")
    return [_project(row.project) for row in rows]


def _project(project: Any) -> dict[str, Any]:
    official = project.official_name if project.official_name != project.name else ""
    names = [(entry.value["language"], entry.value["name"]) for entry in project.other_names]
    facts = [
        (_("Official name"), spoken(project, official)),
        (_("In other languages"), format_html_join("; ", '<span lang="{}">{}</span>', names)),
        (_("Funded by"), project.funder and spoken(project.funder, project.funder.name)),
        (_("Programme"), spoken(project, project.programme)),
        (_("Reference"), project.reference),
        (_("Period"), format_days(project.starts_on, project.ends_on) if project.starts_on else ""),
    ]
    return {
        "name": spoken(project, project.name),
        "url": project.website,
        "facts": [{"label": label, "value": value} for label, value in facts if value],
    }
