"""Guards in front of addresses of Wagtail's own admin: what each requires."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from wagtail.admin.auth import permission_denied
from wagtail.admin.localization import get_localized_response
from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry
from wagtail.snippets.models import get_snippet_models
from wagtail.snippets.views.snippets import get_snippet_model_from_url_params
from wagtail_localize.locales.utils import get_locale_usage
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation

from cms.translation.guards.approving import approve_whole
from cms.translation.guards.checks import require
from cms.translation.guards.listings import KNOWING
from cms.translation.languages_of import languages_of, works_in_all
from cms.translation.rights import all_explorable, all_seen, may_edit, may_see

Guard = Callable[..., HttpResponse | None]

#: What a view of one record requires: any of these rights on it.
_RECORD_VIEWS = {
    "edit": {"change"},
    "delete": {"delete"},
    "usage": {"change"},
    "history": {"add", "change", "delete"},
    "history_results": {"add", "change", "delete"},
}


def guarded(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view of the admin: its address's guard, where it has one, is asked first."""

    @wraps(view)
    def ask_first(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Who may not enter the admin is sent away by the view.
        if request.user.is_authenticated and request.user.has_perm("wagtailadmin.access_admin"):
            response = get_localized_response(_answer, request)
            if response is not None:
                return response
        return view(request, *args, **kwargs)

    return ask_first


def _answer(request: HttpRequest) -> HttpResponse | None:
    try:
        return _guard(request, request.resolver_match.kwargs)
    except PermissionDenied:
        return permission_denied(request)


def _guard(request: HttpRequest, kwargs: dict[str, Any]) -> HttpResponse | None:
    name = request.resolver_match.view_name
    space, _colon, view = name.rpartition(":")
    if space.startswith("wagtailsnippets_") and "pk" in kwargs:
        _record(request, space, view, kwargs["pk"])
    elif space.startswith("wagtailsnippetchoosers_"):
        # Records are made in their own forms; Wagtail's view fails where a chooser has no form (8.0.1).
        require(bool(languages_of(request.user)) and view != "create")
    guard = _GUARDS.get(name)
    return guard(request, **kwargs) if guard else None


def _record(request: HttpRequest, space: str, view: str, key: Any) -> None:
    """Require a right on this record, in its language."""
    model = next(model for model in get_snippet_models() if model.snippet_viewset.url_namespace == space)
    record = get_object_or_404(model, pk=unquote(str(key)))
    rights = _RECORD_VIEWS.get(view, {"change"})
    policy = policy_registry.get(record)
    require(policy.user_has_any_permission_for_instance(request.user, rights, record))


def _choose_below(request: HttpRequest, parent_page_id: int) -> None:
    """Require that one may know of the page whose children are shown."""
    require(may_see(request.user, get_object_or_404(Page, pk=parent_page_id)))


def _chosen_pages(request: HttpRequest) -> None:
    """Require that one may know of each page chosen."""
    require(all_seen(request.user, _keys(request)))


def _bulk(request: HttpRequest, app_label: str, model_name: str, action: str) -> None:
    """Require that one may know of each page or record that is to be worked on."""
    keys = _keys(request)
    if (app_label, model_name) == ("wagtailcore", "page"):
        require(all_explorable(request.user, keys))
    elif any(model._meta.label_lower == f"{app_label}.{model_name}" for model in get_snippet_models()):
        model = get_snippet_model_from_url_params(app_label, model_name)
        known = policy_registry.get_by_type(model).instances_user_has_any_permission_for(
            request.user, KNOWING
        )
        require(known.filter(pk__in=keys).count() == len(keys))


def _keys(request: HttpRequest) -> set[int]:
    return {int(key) for key in request.GET.getlist("id") if key.isdecimal()}


def _edit_page(request: HttpRequest, page_id: int, **kwargs: Any) -> None:
    """Require the right to edit the page."""
    require(may_edit(request.user, get_object_or_404(Page, pk=page_id)))


def _move_page(request: HttpRequest, page_to_move_id: int, destination_id: int) -> None:
    """Require the right to move the page there."""
    page = get_object_or_404(Page, pk=page_to_move_id)
    destination = get_object_or_404(Page, pk=destination_id)
    require(page.permissions_for_user(request.user).can_move_to(destination))


def _types_of_pages(request: HttpRequest) -> None:
    """Require that one works in all languages: the report names pages of each."""
    require(works_in_all(request.user))


def _edit_locale(request: HttpRequest, pk: int) -> HttpResponse | None:
    """Keep the language of a locale that is in use: all its pages would claim to be in another one."""
    locale = get_object_or_404(Locale.all_objects, pk=pk)
    require(request.user.has_perm("wagtailcore.change_locale"))
    wanted = request.POST.get("language_code") if request.method == "POST" else ""
    if wanted in ("", None, locale.language_code) or get_locale_usage(locale) == (0, 0):
        return None
    messages.error(
        request,
        _(
            "There are pages or records in this language: they would be taken for texts in another. It is kept."
        ),
    )
    return redirect("wagtaillocales:edit", pk)


def _delete_locale(request: HttpRequest, pk: int) -> HttpResponse | None:
    """Keep a language as long as texts are translated into it: they would go with it."""
    locale = get_object_or_404(Locale.all_objects, pk=pk)
    require(request.user.has_perm("wagtailcore.delete_locale"))
    if request.method != "POST" or not _has_translations(locale):
        return None
    messages.error(request, _("This language has translated texts, which would be lost. It is kept."))
    return redirect("wagtaillocales:index")


def _has_translations(locale: Locale) -> bool:
    by_language = {StringTranslation: "locale", SegmentOverride: "locale", Translation: "target_locale"}
    return any(model.objects.filter(**{name: locale}).exists() for model, name in by_language.items())


_GUARDS: dict[str, Guard] = {
    "wagtailadmin_choose_page_child": _choose_below,
    "wagtailadmin_choose_page_chosen_multiple": _chosen_pages,
    "wagtail_bulk_action": _bulk,
    "wagtailadmin_pages:confirm_workflow_cancellation": _edit_page,
    "wagtailadmin_pages:copy": _edit_page,
    "wagtailadmin_pages:convert_alias": _edit_page,
    "wagtailadmin_pages:revisions_index": _edit_page,
    "wagtailadmin_pages:move_confirm": _move_page,
    "wagtailadmin_pages:workflow_action": approve_whole,
    "wagtailadmin_reports:page_types_usage": _types_of_pages,
    "wagtailadmin_reports:page_types_usage_results": _types_of_pages,
    "wagtaillocales:delete": _delete_locale,
    "wagtaillocales:edit": _edit_locale,
}
