"""Props of the components that many pages are made of: documents, people, organisations, links.

Records come loaded (`cms.preloading`); nothing here asks the database.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from wagtail.rich_text import RichText, expand_db_html

from cms import formats
from cms.cards import page_props
from cms.choices import country_name
from cms.foreign import foreign, in_language, record_language, spoken
from cms.pagelinks import page_address, readable_page
from cms.pictures import picture
from cms.richlinks import with_addresses


def rich(value: RichText | str | None) -> SafeString:
    """Return rich text as HTML; empty where it holds no words."""
    source = value.source if isinstance(value, RichText) else value or ""
    if not strip_tags(source).strip():
        return mark_safe("")
    return mark_safe(expand_db_html(with_addresses(source)))


def document_props(value: Any) -> dict[str, Any] | None:
    """Return the props of `document_link` for a `DocumentItemBlock` value; None where the file is gone."""
    document = value["document"]
    if document is None:
        return None
    code = value.get("language") or document.language
    own_title = value.get("title") or ""
    return {
        "url": document.url,
        "title": own_title or document.title,
        "format": document.file_extension.upper(),
        "size": formats.format_size(document.file_size) if document.file_size else "",
        "language": in_language(code),
        # a title that the page gives is in the page's language, whatever the file is in
        "lang": "" if own_title else foreign(code),
    }


def documents_props(values: Iterable[Any]) -> list[dict[str, Any]]:
    """Return the props of all documents that still exist."""
    return [props for value in values if (props := document_props(value))]


def person_props(person: Any, *, role: str = "", text: str = "") -> dict[str, Any]:
    """Return the props of `person_card`; without a role of its own the person's position."""
    organisation = person.organisation
    return {
        "name": spoken(person, person.name),
        "url": person.website,
        "role": role or spoken(person, person.position),
        "organisation": spoken(organisation, organisation.name) if organisation else "",
        "image": picture(person.photo, preset="avatar"),
        "text": text,
    }


def organisation_props(organisation: Any) -> dict[str, Any]:
    """Return the props of an entry of `logo_list`."""
    return {
        "name": organisation.name,
        "lang": record_language(organisation),
        "url": organisation.website,
        "logo": picture(organisation.logo, preset="logo"),
    }


def organisations_by_role(rows: Iterable[Any]) -> list[dict[str, Any]]:
    """Return organisations grouped by what they do, in the order in which the roles first stand."""
    groups: dict[str, dict[str, Any]] = {}
    for row in rows:
        group = groups.setdefault(row.role, {"role": row.role, "label": row.get_role_display(), "items": []})
        group["items"].append(organisation_props(row.organisation))
    return list(groups.values())


def contact_props(contact: Any) -> dict[str, Any] | None:
    """Return the props of `contact`; None without one."""
    if not contact:
        return None
    organisation = contact.organisation
    other = organisation if organisation and organisation.name != contact.name else None
    return {
        "name": spoken(contact, contact.name),
        "role": spoken(contact, contact.role),
        "text": spoken(other, other.name) if other else "",
        "email": contact.email,
        "phone": contact.phone,
        "address": spoken(contact, contact.address),
        "url": contact.website,
        "url_label": host(contact.website),
    }


def host(url: str) -> str:
    """Return the name of the site an address leads to, as people say it."""
    return urlsplit(url).netloc.removeprefix("www.") if url else ""


def link_props(value: Any) -> dict[str, Any] | None:
    """Return the props of an entry of `link_list`; None where its target is gone.

    The words of a link are the page's own; the language is that of what it leads to.
    """
    href = value.href
    if not href:
        return None
    page = readable_page(value.get("page"))
    code = value.get("language") or ""
    document = value.get("document")
    own_code = foreign(page.locale.language_code) if page else ""
    if not code:
        code = foreign(document.language) if document else own_code
    return {
        "title": value.get("text") or (page.title if page else value.title),
        "lang": "" if value.get("text") else own_code,
        "url": href,
        "language": in_language(code),
        "hreflang": code,
        "is_external": not page and not document,
        "meta": document.file_extension.upper() if document else "",
    }


def links_props(values: Iterable[Any]) -> list[dict[str, Any]]:
    """Return the props of all links that still lead somewhere."""
    return [props for value in values if (props := link_props(value))]


def action_props(value: Any, **more: Any) -> dict[str, Any] | None:
    """Return the props of a button that is a link."""
    props = link_props(value)
    if props is None:
        return None
    meta = ", ".join(part for part in (props["meta"], props["language"]) if part)
    return {
        "label": props["title"],
        "url": props["url"],
        "lang": props["lang"],
        "hreflang": props["hreflang"],
        "meta": meta,
    } | more


def page_action(page: Any, label: str, **more: Any) -> list[dict[str, Any]]:
    """Return a button to a page as a list of one; empty where the page is not published."""
    address = page_address(page) if page else ""
    return [{"label": label, "url": address} | more] if address else []


def point_anchor(block_id: Any) -> str:
    """Return the address of a point within its page, the same in every language."""
    return f"p-{str(block_id)[:8]}"


def point_html(block: Any) -> SafeString:
    """Return a point (a list item or a block with an id) as HTML that can be linked to."""
    value = block.value
    title = format_html("<p><strong>{}</strong></p>", value["title"]) if value.get("title") else ""
    return format_html('<div id="{}">{}{}</div>', point_anchor(block.id), title, rich(value["text"]))


def dated(value: dt.datetime | dt.date | None) -> dict[str, str] | None:
    """Return a date for people and for machines."""
    if value is None:
        return None
    day = timezone.localtime(value).date() if isinstance(value, dt.datetime) else value
    return {"iso": day.isoformat(), "label": formats.format_date(day)}


def precise_iso(value: dt.date, precision: str) -> str:
    """Return a date for machines, as exact as it is known: “2020-04” (HTML, valid month string)."""
    return {"year": f"{value:%Y}", "month": f"{value:%Y-%m}"}.get(precision, value.isoformat())


def country_line(codes: Iterable[str]) -> str:
    """Return countries as a sentence lists them."""
    return formats.format_list(country_name(code) for code in codes)


def related_props(pages: Iterable[Any]) -> list[dict[str, Any]]:
    """Return cards of related pages, with what they are above the title."""
    return [
        page_props(page)
        | {
            "kind": kind_name(page.cached_content_type.model_class()),
            "summary": getattr(page, "summary", "") or page.search_description,
        }
        for page in pages
    ]


def kind_name(model: type | None) -> str:
    """Return what a page is, in a visitor's words: “Event”; empty for types that only editors tell apart."""
    parents = getattr(model, "parent_page_types", None) or []
    is_listed = any(str(parent).endswith("IndexPage") for parent in parents)
    return capfirst(model._meta.verbose_name) if is_listed else ""


def section(anchor: str, text: str, children: list | None = None) -> dict[str, Any]:
    """Return an entry of the page's contents."""
    return {"id": anchor, "text": text, "children": children or []}
