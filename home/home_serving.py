"""What the home page shows: lists that others offer, messages, the invitation, the partners."""

from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _

from cms.block_props import CARD_ICONS
from cms.linked_data import Node, Told
from cms.lists import ShownList
from cms.props import action_props, organisations_by_role, page_action


class ServedHome:
    """The home page."""

    page_links = ("join_page",)
    shows_organisations = True
    shows_topics = False

    def linked_data(self, told: Told) -> list[Node]:
        """Say whose site it is."""
        return [told.organisation()]

    def shown_lists(self) -> dict[str, ShownList]:
        return {"news": ShownList("articles"), "events": ShownList("events"), "calls": ShownList("calls")}

    def get_context(self, request: HttpRequest, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "actions": self._hero_actions(),
            "messages": [
                _message(block.value, CARD_ICONS[index % len(CARD_ICONS)])
                for index, block in enumerate(self.key_messages)
            ],
            "join_heading": self.join_heading or _("Join us"),
            "join_actions": page_action(self.join_page, _("Join the alliance")),
            "partner_groups": organisations_by_role(self.organisation_roles),
        }

    def _hero_actions(self) -> list[dict[str, Any]]:
        actions = [action for block in self.hero_links if (action := action_props(block.value))]
        for index, action in enumerate(actions):
            action["style"] = "on-deep" if index else "accent"
        return actions


def _message(value: Any, icon: str) -> dict[str, Any]:
    action = action_props(value["link"])
    text = format_html("<p>{}</p>", value["text"]) if value.get("text") else ""
    if action:
        text = format_html('{}<p><a href="{}">{}</a></p>', text, action["url"], action["label"])
    return {"icon": icon, "title": value["title"], "text": text}
