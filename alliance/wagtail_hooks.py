"""Where joining plugs into Wagtail's admin: its records, and the words of its log."""

from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.deletion import Collector, ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from alliance.choices import VISIBLE_EVENTS
from alliance.desk import waiting  # noqa: F401 - registers what waits
from alliance.desk.applications import ApplicationAdmin
from alliance.desk.choosing import AssignMany
from alliance.desk.members import MemberViewSet, PartnershipViewSet
from alliance.desk.menu import menu_items
from alliance.desk.webhook_admin import WebhookViewSet
from alliance.membership.journal import action_of
from alliance.models import ConsentText, MembershipRule
from alliance.vocabulary import STAFF_EVENTS
from cms.record_admin import RecordViewSet, column, updated


class ConsentTextViewSet(RecordViewSet):
    model = ConsentText
    icon = "clipboard-list"
    list_display = ["heading", column(ConsentText, "purpose"), "locale", updated()]
    search_fields = ["heading"]


class MembershipRuleViewSet(RecordViewSet):
    model = MembershipRule
    icon = "list-ol"
    list_display = [
        "name",
        column(MembershipRule, "place"),
        column(MembershipRule, "outcome"),
        "locale",
        updated(),
    ]
    list_filter = ["outcome"]
    search_fields = ["name"]


class JoiningGroup(SnippetViewSetGroup):
    """Everything about joining under one entry of the menu: what comes in, and what staff write for it."""

    menu_label = _("Joining")
    menu_icon = "group"
    menu_order = 260
    items = (MembershipRuleViewSet, ConsentTextViewSet)

    def get_submenu_items(self) -> list[MenuItem]:
        return [*menu_items(applications, lists), *super().get_submenu_items()]


applications = ApplicationAdmin()
applications.register_with_wagtail()
lists: list[ViewSet] = [MemberViewSet(), PartnershipViewSet(), WebhookViewSet()]
register_snippet(JoiningGroup)
hooks.register("register_bulk_action", AssignMany)


@hooks.register("register_admin_viewset")
def viewsets_of_joining() -> list[ViewSet]:
    return lists


@hooks.register("insert_global_admin_css")
def desk_style() -> SafeString:
    sheets = ((static(f"css/admin-{name}.css"),) for name in ("desk", "numbers"))
    return format_html_join("", '<link rel="stylesheet" href="{}">', sheets)


@hooks.register("before_delete_snippet")
def keep_what_is_needed(request: HttpRequest, instances: list[models.Model]) -> HttpResponse | None:
    """Say what keeps a record from being deleted: Wagtail (8.0.1) hides the button and fails where it is pressed."""
    collector = Collector(using=DEFAULT_DB_ALIAS)
    try:
        collector.collect(instances)
    except ProtectedError as error:
        names = ", ".join(sorted({str(one) for one in error.protected_objects}))
        messages.error(request, _("Nothing was deleted, for it is needed: %s.") % names)
        return redirect(type(instances[0]).snippet_viewset.get_url_name("list"))
    return None


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    """Name each verb as the history does."""
    for verb, words in VISIBLE_EVENTS + STAFF_EVENTS:
        for is_member in (False, True):
            actions.register_action(action_of(verb, is_member=is_member), words, words)
