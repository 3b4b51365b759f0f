"""What a page says in another language than its own, named and marked as such."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.choices import language_name
from cms.sitestate import known_state, site_state


def in_language(code: str) -> str:
    """Return “in English”, empty without a code."""
    if not code:
        return ""
    # Translators: the language stands as a list of languages has it ("anglų", "angļu", "англійська").
    return _("in %(language)s") % {"language": language_name(code)}


def foreign(code: str) -> str:
    """Return a language code where it is not the page's own language, else nothing."""
    return code if code and code != get_language() else ""


def record_language(record: Any) -> str:
    """Return the language of a record where it is not the page's own, else nothing."""
    state = known_state() or site_state()
    codes = (locale.language_code for locale in state.locales if locale.pk == record.locale_id)
    return foreign(next(codes, ""))


def spoken(record: Any, text: str) -> str | SafeString:
    """Return a record's text, marked with its language where that is not the page's own.

    A record that nobody has brought into a language stands on its pages as it is.
    """
    code = record_language(record) if record and text else ""
    return format_html('<span lang="{}">{}</span>', code, text) if code else text
