"""What several guards require."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation, TranslationSource

from cms.translation.rights import is_locked_for, may_edit


def require(allowed: bool) -> None:
    """Raise PermissionDenied where something is not allowed."""
    if not allowed:
        raise PermissionDenied


def require_target(user: Any, key: int, *, unlocked: bool = False) -> tuple[Translation, models.Model]:
    """Return a translation and its target, which the user must be allowed to edit.

    `unlocked`: something is going to be written, so no lock may keep her from it. Raise Http404 where there is
    no such translation or its target was deleted.
    """
    translation = get_object_or_404(
        Translation.objects.select_related("source__object", "source__locale", "target_locale"), pk=key
    )
    try:
        target = translation.get_target_instance()
    except ObjectDoesNotExist as error:
        raise Http404 from error
    require(may_edit(user, target))
    require(not (unlocked and is_locked_for(user, target)))
    return translation, target


def source_instance(source: TranslationSource) -> models.Model:
    """Return the page or record a source was taken from; raise Http404 where it was deleted."""
    try:
        return source.get_source_instance()
    except ObjectDoesNotExist as error:
        raise Http404 from error


def answering_in_json(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view that scripts ask: refusals are plain statuses, not pages and redirects."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except PermissionDenied:
            return JsonResponse({"error": [_("You may not do this.")]}, status=403)
        except Http404:
            return JsonResponse({"error": [_("There is no such thing any more.")]}, status=404)

    return answer
