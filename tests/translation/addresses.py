"""Every address of the admin, read from the URL resolver, and how to ask for each in a language."""

import re
from collections.abc import Iterator

from django.urls import get_resolver
from wagtail.models import Locale, TranslatableMixin
from wagtail.snippets.models import get_snippet_models

from tests.translation.world import LANGUAGES, NEW_LANGUAGE, Built

PREFIX = "admin/"
#: How routes written as regular expressions are shown, and asked for.
PLAIN = {
    r"^(?P<pk>\d+)/revisions/compare/(?P<revision_id_a>live|earliest|\d+)\.\.\.(?P<revision_id_b>live|latest|\d+)/$":
        "<pk>/revisions/compare/<a>...<b>/",
    "^pages/": "pages/",
    "^documents/": "documents/",
    "^images/": "images/",
    "^.*/$": "<anything else>/",
}  # fmt: skip
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


def record_models() -> list[type]:
    """Return the kinds of records: what is translated; what visitors send is none."""
    found = [model for model in get_snippet_models() if issubclass(model, TranslatableMixin)]
    return sorted(found, key=lambda model: model._meta.model_name)


def routes() -> list[str]:
    """Return the route of every address under the admin's, in the resolver's order."""
    found = dict.fromkeys(_routes(get_resolver().url_patterns, ""))
    return [route.removeprefix(PREFIX) for route in found if route.startswith(PREFIX)]


def _routes(patterns: list, above: str) -> Iterator[str]:
    for pattern in patterns:
        part = str(pattern.pattern)
        route = above + PLAIN.get(part, part)
        if hasattr(pattern, "url_patterns"):
            yield from _routes(pattern.url_patterns, route)
        else:
            yield route


def general(route: str) -> str:
    """Return a route's name in the table: the same for every kind of record."""
    for model in record_models():
        route = route.replace(_address(model), "cms/<record>/")
    return route


def record_of(route: str) -> str:
    """Return the kind of record a route is about; topics where it is about none."""
    for model in record_models():
        if _address(model) in route:
            return model._meta.model_name
    return "topic"


def _address(model: type) -> str:
    return f"{model._meta.app_label}/{model._meta.model_name}/"


def urls(route: str, built: Built) -> dict[str, str]:
    """Return the URL of a route for each language; for one only, where it has none."""
    found: dict[str, str] = {}
    for language in LANGUAGES[1:] if "<int:translation_id>" in route else LANGUAGES:
        url = "/" + PREFIX + _filled(route, language, built) + _query(route, language, built)
        if url not in found.values():
            found[language] = url
    return found


def _filled(route: str, language: str, built: Built) -> str:
    return PARAMETER.sub(lambda match: str(_value(match[1], route, language, built)), route)


def methods(route: str) -> tuple[str, ...]:
    """Return the methods an address is asked with."""
    if route.startswith(("localize/", "api/")):
        return ("GET", "POST", "PUT", "DELETE")
    return ("GET", "POST")


def _query(route: str, language: str, built: Built) -> str:
    page, hidden = built.pages[language].pk, built.hidden[language].pk
    if route == "choose-page/chosen-multiple/":
        return f"?id={page}&id={hidden}"
    if route == "choose-page/search/":
        return f"?q=secret&language={language}"
    if route.startswith("bulk/"):
        return f"?id={page}&id={hidden}"
    if "<record>" in general(route) and "chosen-multiple" in route:
        return f"?id={built.records[record_of(route), language].pk}"
    return ""


def _value(name: str, route: str, language: str, built: Built) -> object:
    workflow = route.startswith(("pages/workflow", "pages/<int:page_id>/workflow"))
    page = (built.hidden if workflow else built.pages)[language]
    if name in ("page_id", "parent_page_id", "page_to_move_id", "page_pk"):
        return page.pk
    if name == "action_name":
        return "approve" if workflow else "unpublish"
    values = built.values(language)
    if name in values:
        return values[name]
    return _by_route(name, route, language, built)


def _by_route(name: str, route: str, language: str, built: Built) -> object:
    first = route.split("/")[0]
    if name in ("app_label", "app_name", "model_name"):
        apps = {"settings": "cms.sitesettings", "bulk": "wagtailcore.page", "pages": "home.standardpage",
                "tag-autocomplete": "taggit.tag", "editing-sessions": "home.standardpage",
                "workflows": "wagtailcore.groupapprovaltask"}  # fmt: skip
        return apps.get(first, "cms.topic").split(".")[name == "model_name"]
    if name == "uploaded_file_id":
        return built.other["uploaded image" if first == "images" else "uploaded document"]
    if name == "anything else":
        return "nothing-here"
    if name == "object_id" or route.startswith(("api/main/pages", "pages/")):
        return built.pages[language].pk
    if name in ("kind", "language"):
        return {"kind": "staff.digest", "language": "lt"}[name]
    if name == "verb":
        return "hold" if first == "members" else "note"
    if route.startswith("registrations/"):
        return built.other["guest list" if name == "list_pk" else "guest"]
    if name == "file_pk":
        return built.other["file of an application"]
    if "/barrierreport/" in route:
        return built.other["barrier report"]
    if route.startswith(("snippets", "localize")):
        return built.records[record_of(route), language].pk
    if first == "locales":
        return built.locales[language].pk
    if route.startswith("workflows/tasks"):
        return built.other["task"]
    key = "document" if "documents" in route else "image" if "images" in route else None
    singular = {"collections": "collection", "workflows": "workflow", "sites": "site", "settings": "site",
                "users": "user", "groups": "group", "releases": "release", "mails": "mail",
                "applications": "application", "members": "member", "partnerships": "partnership",
                "webhooks": "webhook", "subscribers": "subscriber",
                "outside-links": "outside link"}  # fmt: skip
    return built.other[key or singular[first]]


def sent(built: Built) -> dict[str, object]:
    """Return what every POST sends: enough for forms to be read, whichever they are."""
    formsets = ("comments", "topic_links", "project_links", "organisation_links")
    management = {
        f"{name}-{key}_FORMS": number
        for name in formsets
        for key, number in (("TOTAL", 0), ("INITIAL", 0), ("MAX_NUM", 1000), ("MIN_NUM", 0))
    }
    streams = dict.fromkeys(("body-count", "related_pages-count"), 0)
    return {
        **management,
        **streams,
        "title": "Sent",
        "slug": "sent",
        "new_parent_page": built.homes["en"].pk,
        "new_title": "Sent",
        "new_slug": "sent-copy",
        "locales": Locale.objects.get(language_code=NEW_LANGUAGE).pk,
        "publish_translations": "on",
        "action": "publish",
        "next": "/admin/pages/",
        "value": "Sent",
        "external-link-chooser-url": "https://example.org/",
    }
