"""Quotation marks as the language of the one who reads writes them."""

from django.utils.translation import gettext as _


def quoted(text: str) -> str:
    """Return a text in quotation marks: “text”, „text“ or «text»."""
    return _("“%s”") % text
