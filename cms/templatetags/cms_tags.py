"""What templates need of Python: components from props, facts as words."""

from typing import Any

from babel.core import get_global
from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cms import block_props, choices, formats, props, recordings
from cms.languages import LANGUAGES
from cms.paging import address
from cms.serving import heading_id

register = template.Library()

register.filter("language_name", choices.language_name)
register.filter("country_name", choices.country_name)
register.filter("format_date", formats.format_date)
register.filter("format_number", formats.format_number)
register.filter("format_list", formats.format_list)
register.filter("heading_id", heading_id)
register.filter("rich", props.rich)
register.filter("point_anchor", props.point_anchor)
register.filter("contact_props", props.contact_props)
register.filter("action_props", props.action_props)
register.filter("documents", props.documents_props)
register.filter("links", props.links_props)
register.filter("recordings", recordings.recordings_props)
register.filter("people", block_props.people)
register.filter("points_html", block_props.points_html)
register.filter("goals", block_props.goals)
register.filter("steps", block_props.steps)
register.filter("timeline_items", block_props.timeline_items)
register.filter("faq_items", block_props.faq_items)
register.filter("table_rows", block_props.table_rows)
register.filter("has_row_headings", block_props.has_row_headings)
register.filter("gallery_images", block_props.gallery_images)
register.simple_tag(block_props.block_picture, name="block_picture")
register.simple_tag(block_props.avatar, name="avatar")
register.simple_tag(block_props.titled_text, name="titled_text")


@register.simple_tag
def component(name: str, props: dict[str, Any], **more: Any) -> SafeString:
    """Render `components/<name>.html` with these props and nothing else."""
    return render_to_string(f"components/{name}.html", props | more)


@register.simple_tag
def system_name() -> str:
    """Return what the admin calls the site."""
    return settings.WAGTAIL_SITE_NAME


@register.simple_tag
def inner_level(level: int | str, title: str) -> int:
    """Return the level of headings below an optional title of this level."""
    return int(level or 2) + bool(title)


@register.filter
def as_list(value: Any) -> list:
    """Return a list of one; empty where there is nothing."""
    return [value] if value else []


@register.simple_tag(takes_context=True)
def whole_list_url(context, index_model: str) -> str:
    """Return the address of the page that shows a whole list, in the active language; empty for none."""
    from cms.indexes import index_address

    return index_address(context["request"], index_model) if "request" in context else ""


@register.simple_tag(takes_context=True)
def absolute_url(context, path: str) -> str:
    """Return an address with scheme and host."""
    request = context.get("request")
    return request.build_absolute_uri(path) if request else path


@register.simple_tag(takes_context=True)
def canonical_path(context) -> str:
    """Return the one address of what is shown: the page's own, with the filters and the page of its list."""
    request, page = context["request"], context.get("page")
    path = page.get_url(request) if page is not None and page.pk else request.path
    filters = getattr(page, "list_filters", None)
    if context.get("below"):  # no page, but served by one
        path, filters = request.path, context["below_filters"]
    names = () if filters is None else (*filters, "page")
    chosen = {name: request.GET.get(name, "") for name in names}
    if chosen.get("page") == "1":
        del chosen["page"]
    return address(path or request.path, chosen)


@register.simple_tag(takes_context=True)
def language_links(context) -> dict[str, list]:
    """Return the languages of this page and those that only have a home page, as the switcher lists them.

    What is no page (an error) counts as one in its own language.
    """
    everywhere = context["furniture"].languages
    code = get_language()
    current = {"code": code, "name": dict(LANGUAGES).get(code, code)}
    versions = context.get("versions")
    if not versions:
        home = next((entry["url"] for entry in everywhere if entry["code"] == code), "/")
        versions = [current | {"url": home, "current": True}]
    known = {version["code"] for version in versions}
    others = [entry for entry in everywhere if entry["code"] not in known]
    return {"current": current, "versions": versions, "others": others}


@register.simple_tag
def open_graph_locale(code: str) -> str:
    """Return language and territory as Open Graph wants them: `lt_LT`."""
    if territory := choices.babel_locale(code).territory:
        return f"{code}_{territory}"
    likely = get_global("likely_subtags").get(code, "")
    return f"{code}_{likely.rsplit('_', 1)[-1]}" if "_" in likely else code


@register.simple_tag
def story_blocks(story, start: int | str = 2) -> list[dict[str, Any]]:
    """Return a story's blocks, each with the level that a heading in it must have so that none is skipped.

    `start` is the level of the story's own first headings: 2 on a page, 3 in a section with a heading.
    """
    shift = int(start or 2) - 2
    level, found = int(start or 2), []
    for child in story:
        if child.block_type == "heading":
            own = int(child.value.get("level") or 2) + shift
            # a subsection that follows no section would skip a level
            own = min(own, level)
            found.append({"block": child, "level": own})
            level = own + 1
        else:
            found.append({"block": child, "level": level})
    return found
