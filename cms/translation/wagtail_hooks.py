"""Where the rights of translators plug into Wagtail; each hook here comes before wagtail-localize's own."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from cms.translation import record_hooks, waiting  # noqa: F401 - registers what waits
from cms.translation.deleting import what_stays
from cms.translation.desk import TranslationDesk
from cms.translation.difference_forms import DifferFact, LocalBlockForm
from cms.translation.difference_views import Differences
from cms.translation.differing import AGREE, DIFFER
from cms.translation.guards.addresses import guarded_addresses
from cms.translation.guards.checks import require
from cms.translation.guards.editors import open_editor
from cms.translation.guards.listings import PagesApi, recent_edits
from cms.translation.languages_of import languages_of
from cms.translation.locking import lock, lock_addresses_below
from cms.translation.models import LanguageVersion
from cms.translation.overview import Versions
from cms.translation.publishing import prepare_publication
from cms.translation.rights import may_arrange, may_edit, may_publish, seen_by
from cms.translation.writing import ACTION as CARRY

FIRST = -10

hooks.register("register_admin_urls", guarded_addresses, order=FIRST)
hooks.register("before_edit_snippet", record_hooks.before_edit, order=FIRST)
hooks.register("before_delete_snippet", record_hooks.before_delete, order=FIRST)
hooks.register("before_create_snippet", record_hooks.before_create, order=FIRST)


@hooks.register("before_edit_page", order=FIRST)
def before_edit_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    return open_editor(request, page)


@hooks.register("before_create_page", order=FIRST)
def before_create_page(request: HttpRequest, parent: Page, page_class: type[Page]) -> None:
    if request.method == "POST":
        lock_addresses_below(parent)


@hooks.register("construct_page_chooser_queryset")
def pages_to_choose(pages: models.QuerySet, request: HttpRequest) -> models.QuerySet:
    return seen_by(request.user, pages)


@hooks.register("construct_admin_api")
def pages_of_the_api(router: WagtailAPIRouter) -> None:
    router.register_endpoint("pages", PagesApi)


@hooks.register("construct_homepage_panels")
def own_recent_edits(request: HttpRequest, panels: list) -> None:
    recent_edits(panels)


@hooks.register("register_admin_urls")
def own_addresses() -> list[URLPattern]:
    return [
        path("translations/", TranslationDesk.as_view(), name="translation_desk"),
        path(
            "translations/results/",
            TranslationDesk.as_view(results_only=True),
            name="translation_desk_results",
        ),
        path("translations/<int:page_id>/", Versions.as_view(), name="translation_versions"),
        path("translations/<int:page_id>/own/", Differences.as_view(), name="translation_differences"),
        path("translations/<int:page_id>/own/fact/", DifferFact.as_view(), name="translation_differ"),
        path(
            "translations/<int:page_id>/own/block/",
            LocalBlockForm.as_view(),
            name="translation_local_block",
        ),
    ]


class DeskMenuItem(MenuItem):
    """The translators' desk, for who works in a language."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(languages_of(request.user))


@hooks.register("register_admin_menu_item")
def desk_in_the_menu() -> MenuItem:
    return DeskMenuItem(
        _("Translations"),
        reverse("translation_desk"),
        name="translations",
        icon_name="wagtail-localize-language",
        order=200,
    )


@hooks.register("construct_reports_menu")
def one_report_of_translations(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Leave wagtail-localize's report out of the menu: the desk tells more."""
    address = reverse("wagtail_localize:translations_report")
    menu_items[:] = [item for item in menu_items if item.url != address]


@hooks.register("register_page_header_buttons")
def version_buttons(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if view_name != "edit" or not may_edit(user, page):
        return
    known = LanguageVersion.objects.filter(translation_key=page.translation_key, source_locale__isnull=False)
    pages = set(known.values_list("page_id", flat=True))
    if pages:
        yield Button(
            _("Language versions"),
            reverse("translation_versions", args=[page.pk]),
            icon_name="wagtail-localize-language",
            priority=54,
        )
    if page.pk in pages and may_publish(user, page):
        yield Button(
            _("What this language has of its own"),
            reverse("translation_differences", args=[page.pk]),
            icon_name="wagtail-localize-language",
            priority=55,
        )


@hooks.register("before_delete_page", order=FIRST)
def who_deletes(request: HttpRequest, page: Page) -> None:
    require(may_arrange(request.user))


@hooks.register("before_move_page", order=FIRST)
def who_moves(request: HttpRequest, page: Page, destination: Page) -> None:
    require(may_arrange(request.user))


@hooks.register("before_bulk_action", order=FIRST)
def who_arranges_many(request: HttpRequest, action_type: str, objects: list, action: Any) -> None:
    require(action.model is not Page or action_type not in ("delete", "move") or may_arrange(request.user))


@hooks.register("after_publish_page")
def tell_what_was_not_brought_in(request: HttpRequest, page: Page) -> None:
    failed = LanguageVersion.objects.filter(translation_key=page.translation_key).exclude(problem="")
    for version in failed.select_related("locale")[:10]:
        words = {"language": version.locale.get_display_name(), "problem": version.problem}
        messages.error(request, _("Not brought up to date in %(language)s: %(problem)s") % words)


@hooks.register("before_unpublish_page")
def lock_versions(request: HttpRequest, page: Page) -> None:
    if request.method == "POST":
        lock(page.translation_key)


@hooks.register("before_delete_page")
def tell_what_stays(request: HttpRequest, page: Page) -> None:
    """Tell on the question whether to delete a page what becomes of its other language versions."""
    if request.method == "GET" and (told := what_stays(page, request.user)):
        messages.warning(request, " ".join(told))


@hooks.register("before_bulk_action", order=FIRST)
def lock_versions_of_all(request: HttpRequest, action_type: str, objects: list, action: Any) -> None:
    pages = [each for each in objects if isinstance(each, Page)]
    for key in sorted({page.translation_key for page in pages}):  # in one order, whatever was chosen first
        lock(key)


@hooks.register("before_bulk_action")
def publish_translations_whole(
    request: HttpRequest, action_type: str, objects: list, action: Any
) -> HttpResponse | None:
    if action_type != "publish" or action.model is not Page:
        return None
    below = action.cleaned_form.cleaned_data.get("include_descendants", False)
    told = prepare_publication(objects, request.user, with_drafts_below=below)
    if not told:
        return None
    messages.error(request, _("Nothing was published."))
    for line in told:
        messages.error(request, line)
    return redirect(action.next_url)


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(
        CARRY, _("Bring facts in"), _("Facts were brought in from the version it is translated from.")
    )
    actions.register_action(DIFFER, _("Make different"), _("Something is different in this language now."))
    actions.register_action(AGREE, _("Make the same"), _("Something is the same as in the original again."))
