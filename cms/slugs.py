"""Addresses in ASCII from titles in any script, and those that are taken by the site itself."""

from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import LocalePrefixPattern, get_resolver
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from cms.languages import LANGUAGES
from cms.transliteration import romanize


def ascii_slug(text: str, language: str = "") -> str:
    """Return a slug of at most 200 ASCII letters, digits and hyphens; “page” where nothing is left.

    It is written by the rule of the language the text is in (`cms.transliteration`).
    """
    return slugify(romanize(text.replace("/", " "), language))[:200].strip("-") or "page"


@cache
def reserved_slugs() -> frozenset[str]:
    """Return what the addresses of the site itself begin with, after the language: “search”, “paieska”, “_util”."""
    found = set()
    for language, _name in LANGUAGES:
        with translation.override(language):
            for resolver in get_resolver().url_patterns:
                if isinstance(resolver.pattern, LocalePrefixPattern):
                    found |= {str(each.pattern).lstrip("^").split("/")[0] for each in resolver.url_patterns}
    return frozenset(slug for slug in found if slug.replace("-", "").replace("_", "").isalnum())


def is_reserved(slug: str, parent: Any) -> bool:
    """Tell whether a page with this slug could not be reached below `parent`, or would hide what stands there."""
    from cms.below import reserved_below  # which needs the models, which need this module

    if parent is None:
        return False
    return (parent.depth == 2 and slug in reserved_slugs()) or slug in reserved_below(parent)


def refuse_reserved(slug: str, parent: Any) -> None:
    """Raise `ValidationError` for a slug that is reserved below `parent`."""
    if is_reserved(slug, parent):
        raise ValidationError(_("The site itself uses this address: choose another slug."), code="reserved")
