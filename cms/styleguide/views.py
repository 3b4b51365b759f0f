"""The gallery's pages. For all others than staff they are not there: what has no page answers."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from cms.elsewhere import without_language
from cms.languages import LANGUAGES
from cms.styleguide.samples import GROUPS
from cms.styleguide.words import GALLERY_LANGUAGES, words_of

#: Names, in themselves, of the languages that the site itself has not.
TEST_LANGUAGES = {"ar": "العربية", "he": "עברית"}


def may_look(request: HttpRequest) -> bool:
    """Tell whether a request is allowed in: one of the staff, or anybody on a developer's machine."""
    return settings.DEBUG or request.user.has_perm("wagtailadmin.access_admin")


def for_staff(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer those who may not look as any address is answered that has no page; set the language asked for."""

    @require_safe
    def shown(request: HttpRequest, **names: str) -> HttpResponse:
        language = request.GET.get("language", "en")
        if language not in GALLERY_LANGUAGES:
            raise Http404("The gallery does not have this language.")
        with translation.override(language):
            response = view(request, **names)
        response.headers["Content-Language"] = language
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    @wraps(view)
    def guarded(request: HttpRequest, **names: str) -> HttpResponse:
        if may_look(request):
            return shown(request, **names)
        return without_language(request, request.path_info.lstrip("/"))

    return guarded


@for_staff
def overview(request: HttpRequest) -> HttpResponse:
    """Every component by name, in its group."""
    words = words_of(translation.get_language())
    groups = [
        {
            "group": group,
            "components": [
                {"component": each, "states": len(each.states(words))} for each in group.components
            ],
        }
        for group in GROUPS
    ]
    return _render(request, "styleguide/overview.html", {"title": "Components", "groups": groups})


@for_staff
def group(request: HttpRequest, slug: str) -> HttpResponse:
    """Every component of a group with all its states."""
    found = next((each for each in GROUPS if each.slug == slug), None)
    if found is None:
        raise Http404("The gallery has no such group.")
    return _states(request, found.title, found.components, found.slug)


@for_staff
def component(request: HttpRequest, name: str) -> HttpResponse:
    """One component with all its states."""
    for group in GROUPS:
        for each in group.components:
            if each.name == name:
                return _states(request, each.name, [each], group.slug)
    raise Http404("The gallery has no such component.")


def _states(request: HttpRequest, title: str, components: list, group: str) -> HttpResponse:
    words = words_of(translation.get_language())
    shown = [{"component": each, "states": each.shown(words)} for each in components]
    return _render(request, "styleguide/states.html", {"title": title, "shown": shown, "group": group})


def _render(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    names = dict(LANGUAGES) | TEST_LANGUAGES
    active = translation.get_language()
    frame = {
        "language": active,
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
        "languages": [
            {"code": code, "name": names[code], "current": code == active} for code in GALLERY_LANGUAGES
        ],
        "all_groups": GROUPS,
    }
    return render(request, template, frame | context)
