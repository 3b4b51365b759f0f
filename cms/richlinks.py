"""Links in rich text, without a query a text: what they lead to is loaded with the page's surroundings.

Wagtail asks for the targets of each rich text by itself, and for each target's locale once more.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model
from django.utils.html import format_html
from django.utils.translation import get_language
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from cms.pagelinks import readable_page
from cms.preloading import shelf

#: An opening tag as Draftail stores it: `<a linktype="page" id="3">`, the attributes in any order.
LINK = re.compile(r'<a\b(?=[^>]*\blinktype="(page|document)")(?=[^>]*\bid="(\d+)")[^>]*>')


def linked_from(instance: Model) -> dict[type[Model], set[int]]:
    """Return the keys of what the rich texts of `instance` link to, by model; no query."""
    found: dict[type[Model], set[int]] = {Page: set(), get_document_model(): set()}
    for text in _texts_of(instance):
        for kind, key in LINK.findall(text):
            found[_target(kind)].add(int(key))
    return found


def with_addresses(source: str) -> str:
    """Return stored rich text with its links resolved from the shelf; untouched where no shelf is open.

    A link to a page that is not published keeps its words and loses its address.
    """
    return LINK.sub(_opening_tag, source)


def _opening_tag(match: re.Match) -> str:
    kind, key = match[1], int(match[2])
    model = _target(kind)
    loaded = shelf.take(model, [key])
    if loaded is None:
        return match[0]
    target = loaded.get(key)
    if target is None:
        return "<a>"
    if kind == "document":
        return format_html('<a href="{}">', target.url)
    page = readable_page(target)
    if page is None or not page.url:
        return "<a>"
    code = page.locale.language_code
    if code == get_language():
        return format_html('<a href="{}">', page.url)
    return format_html('<a href="{}" hreflang="{}">', page.url, code)


def _target(kind: str) -> type[Model]:
    return Page if kind == "page" else get_document_model()


def _texts_of(instance: Model) -> Iterator[str]:
    for field in instance._meta.get_fields():
        if isinstance(field, StreamField):
            yield from _strings(getattr(instance, field.name).raw_data)
        elif isinstance(field, RichTextField):
            yield getattr(instance, field.name) or ""


def _strings(raw: Any) -> Iterator[str]:
    """Yield every text in stored blocks that may hold a link."""
    if isinstance(raw, str):
        if "linktype" in raw:
            yield raw
    elif isinstance(raw, dict):
        for value in raw.values():
            yield from _strings(value)
    elif isinstance(raw, Iterable):  # a preview's blocks hold dates and numbers as they are
        for value in raw:
            yield from _strings(value)
