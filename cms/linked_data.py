"""What a page is about, for search engines and other programs: JSON-LD in the vocabulary of schema.org.

A page type says it with a method `linked_data(told)`, which returns nodes; where a page stands in the tree is said of
all. It is data in a `<script>`, which no browser runs.
"""

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

from cms.plain_texts import plain
from cms.share_pictures import shared_with

Node = dict[str, Any]
#: A browser looks for the end of the script, or a comment, before JSON is read.
_ESCAPES: Final = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@dataclass
class Told:
    """What surrounds a page: its address, its picture, and the organisation whose site it is."""

    page: Any
    request: HttpRequest
    furniture: Any
    #: the page's own, if it has one
    share_picture: dict[str, Any] | None = None
    #: whether a node refers to the organisation
    names_publisher: bool = False

    @cached_property
    def url(self) -> str:
        """The page's address."""
        return self.absolute(self.page.get_url(self.request))

    @property
    def language(self) -> str:
        """The page's language."""
        return self.page.locale.language_code

    def absolute(self, path: str) -> str:
        """Return an address with scheme and host; empty for none."""
        return self.request.build_absolute_uri(path) if path else ""

    def image(self) -> str:
        """Return the address of the picture that the page is shared with; empty for none."""
        shown = shared_with(self.page, self.request, self.furniture, self.share_picture)
        return self.absolute(shown["src"]) if shown else ""

    def publisher(self) -> Node:
        """Return a reference to the organisation whose site it is, which is then described as well."""
        self.names_publisher = True
        return {"@id": self.absolute(self.furniture.home_url) + "#organization"}

    def organisation(self) -> Node:
        """Return the organisation whose site it is."""
        texts = self.furniture.texts
        contacts = [contact for contact in self.furniture.contacts if contact.email or contact.phone]
        return pruned(
            {
                "@type": "Organization",
                "@id": self.publisher()["@id"],
                "name": plain(texts.brand_name),
                "description": plain(texts.description),
                "url": self.absolute(self.furniture.home_url),
                "logo": self.absolute(static("img/apple-touch-icon.png")),
                "contactPoint": [
                    pruned(
                        {"@type": "ContactPoint", "name": plain(contact.name)}
                        | {"email": contact.email, "telephone": contact.phone}
                    )
                    for contact in contacts
                ],
            }
        )


def graph_of(context: Any) -> list[Node]:
    """Return the nodes that a page is told with; none for previews and what is no page of its own.

    An address below a page is told by `below_data(told)` of its context, where it has that.
    """
    page, request = context.get("page"), context.get("request")
    if page is None or not page.pk or request is None or getattr(request, "is_preview", False):
        return []
    if context.get("shown_instead") or not context["furniture"].texts:
        return []
    told = Told(page, request, context["furniture"], context.get("share_picture"))
    tell = context.get("below_data") if context.get("below") else getattr(page, "linked_data", None)
    nodes = tell(told) if tell else []
    if told.names_publisher and all(node.get("@id") != told.publisher()["@id"] for node in nodes):
        nodes = [*nodes, told.organisation()]
    return [*nodes, *breadcrumb(told, context.get("breadcrumb") or [])]


def breadcrumb(told: Told, items: list[dict[str, str]]) -> list[Node]:
    """Return where a page stands below the home page; none for the home page."""
    if len(items) < 2:
        return []
    steps = [
        pruned(
            {"@type": "ListItem", "position": position, "name": plain(item["title"])}
            | {"item": told.absolute(item["url"])}
        )
        for position, item in enumerate(items, 1)
    ]
    return [{"@type": "BreadcrumbList", "itemListElement": steps}]


def organisations(rows: Any, roles: tuple[str, ...]) -> list[Node]:
    """Return the organisations that have one of these roles for a page, by rows of `organisation_links`."""
    return [
        pruned(
            {"@type": "Organization", "name": plain(row.organisation.name), "url": row.organisation.website}
        )
        for row in rows
        if row.role in roles
    ]


def pruned(node: Node) -> Node:
    """Return a node without what is empty."""
    return {name: value for name, value in node.items() if value not in ("", None, [], {})}


def as_json(nodes: list[Node]) -> SafeString:
    """Return nodes as a JSON-LD document that can stand in a page; empty without any."""
    if not nodes:
        return mark_safe("")
    document = {"@context": "https://schema.org", "@graph": nodes}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_ESCAPES))
