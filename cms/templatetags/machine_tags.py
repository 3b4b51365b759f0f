"""What the head of a page tells other programs: feeds, its picture, and what it is about (schema.org)."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from cms import feeds, linked_data, share_pictures

register = template.Library()


@register.simple_tag(takes_context=True)
def feed_links(context) -> list[dict[str, str]]:
    """Return the feeds to name in the head of a page."""
    page = None if context.get("shown_instead") else context.get("page")
    return feeds.feed_links(page, context["request"]) if "request" in context else []


@register.simple_tag(takes_context=True)
def own_feeds(context) -> list[dict[str, str]]:
    """Return the feeds of an index page, as `parts/feeds.html` shows them."""
    return feeds.own_feeds(context["page"], context["request"])


@register.simple_tag(takes_context=True)
def subscribe_url(context) -> str:
    """Return where one subscribes by mail to what an index page lists, by the topic it is filtered by; else empty."""
    feed = feeds.feed_of(context["page"])
    if feed is None:
        return ""
    chosen = {"kind": feed.name, "topic": context["request"].GET.get("topic", "")[:100]}
    query = urlencode({name: value for name, value in chosen.items() if value})
    return f"{reverse('subscribe')}?{query}"


@register.simple_tag(takes_context=True)
def shared_with(context) -> dict[str, Any] | None:
    """Return the picture that a page is shared with: `src`, `width`, `height`, `alt`; None for none."""
    return share_pictures.shared_with(
        context["page"], context["request"], context["furniture"], context.get("share_picture")
    )


@register.simple_tag(takes_context=True)
def structured_data(context) -> SafeString:
    """Return what a page is about as JSON-LD; empty for what is no published page of its own."""
    return linked_data.as_json(linked_data.graph_of(context))
