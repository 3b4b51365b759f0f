"""What the page of an article needs of Python."""

from django import template

from news.article_props import article_context

register = template.Library()


@register.simple_tag(takes_context=True)
def article_parts(context) -> str:
    """Put an article's facts, links, corrections, source and contents into the template's context."""
    for name, value in article_context(context["page"]).items():
        context[name] = value
    return ""
