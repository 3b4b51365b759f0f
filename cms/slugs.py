"""Addresses in ASCII from titles in any script."""

from anyascii import anyascii
from django.utils.text import slugify


def ascii_slug(text: str) -> str:
    """Return a slug of at most 200 ASCII letters, digits and hyphens; “page” where nothing is left."""
    return slugify(anyascii(text))[:200].strip("-") or "page"
