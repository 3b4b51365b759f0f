"""What templates need of Python: components from props, facts as words."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from cms import choices, formats
from cms.serving import heading_id

register = template.Library()

register.filter("language_name", choices.language_name)
register.filter("country_name", choices.country_name)
register.filter("format_date", formats.format_date)
register.filter("format_number", formats.format_number)
register.filter("format_list", formats.format_list)
register.filter("heading_id", heading_id)


@register.simple_tag
def component(name: str, props: dict[str, Any]) -> SafeString:
    """Render `components/<name>.html` with these props and nothing else."""
    return render_to_string(f"components/{name}.html", props)


@register.simple_tag(takes_context=True)
def whole_list_url(context, index_model: str) -> str:
    """Return the address of the page that shows a whole list, in the active language; empty when there is none."""
    from cms.indexes import index_address

    return index_address(context["request"], index_model)
