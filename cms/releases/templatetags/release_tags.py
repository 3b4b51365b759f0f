"""What the admin says of releases on screens that are not theirs."""

from django import template
from wagtail.models import Page

from cms.releases.deleting import what_lacks

register = template.Library()


@register.simple_tag
def what_lacks_of(page: Page) -> str:
    """Say which releases will lack a page when it is deleted."""
    return what_lacks(page)
