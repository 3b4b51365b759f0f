"""The form every page is edited with."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from cms.slugs import ascii_slug, is_reserved, refuse_reserved


class BasePageForm(WagtailAdminPageForm):
    """A page form that makes the slug from the title when it is left empty, in ASCII, unique among its siblings."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_slug(self) -> str:
        """Return the slug as typed, in ASCII, or one made from the title."""
        slug = self.cleaned_data.get("slug")
        title = self.cleaned_data.get("title") or self.data.get("title", "")
        if slug:
            slug = slug if slug.isascii() else ascii_slug(slug)
            refuse_reserved(slug, self.parent_page)
            return slug
        if not title:
            return ""
        base = candidate = ascii_slug(title)
        number = 1
        while is_reserved(candidate, self.parent_page) or not Page._slug_is_available(
            candidate, self.parent_page, self.instance
        ):
            number += 1
            candidate = f"{base}-{number}"
        return candidate
