"""Where joining plugs into Wagtail's admin: its records, and the words of its log."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from alliance.choices import VISIBLE_EVENTS
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
    """What staff write for those who join, under one entry of the menu."""

    menu_label = _("Joining")
    menu_icon = "group"
    menu_order = 260
    items = (MembershipRuleViewSet, ConsentTextViewSet)


register_snippet(JoiningGroup)


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    """Name each verb as the history does."""
    for verb, words in VISIBLE_EVENTS + STAFF_EVENTS:
        for is_member in (False, True):
            actions.register_action(action_of(verb, is_member=is_member), words, words)
