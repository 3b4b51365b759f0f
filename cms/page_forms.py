"""The form every page is edited with."""

import re
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
            # In the browser another alphabet stays as it is typed: here it is written in ASCII by its language's rule.
            self.fields["slug"].widget.attrs["data-w-slug-allow-unicode-value"] = True

    def clean_slug(self) -> str:
        """Return the slug as typed, in ASCII, or one made from the title.

        One that was made from an earlier title follows it until the page is published for the first time: a page is
        saved while its title is still being typed. A published page keeps its address where the field is emptied.
        """
        slug = self.cleaned_data.get("slug")
        title = self.cleaned_data.get("title") or self.data.get("title", "")
        language = self._language()
        if not slug and self.instance.first_published_at:
            return self.initial.get("slug") or self.instance.slug
        if slug and not self._was_made(slug, language):
            slug = slug if slug.isascii() else ascii_slug(slug, language)
            refuse_reserved(slug, self.parent_page)
            return slug
        if not title:
            return slug or ""
        base = candidate = ascii_slug(title, language)
        number = 1
        while is_reserved(candidate, self.parent_page) or not Page._slug_is_available(
            candidate, self.parent_page, self.instance
        ):
            number += 1
            candidate = f"{base}-{number}"
        return candidate

    def _language(self) -> str:
        locale = self.instance.locale if self.instance.locale_id else self.parent_page.locale
        return locale.language_code

    def _was_made(self, slug: str, language: str) -> bool:
        """Tell whether a slug is the one that was made from the title as it was, of a page never published."""
        earlier = self.initial.get("title")
        if not (self.instance.pk and earlier) or self.instance.first_published_at:
            return False
        made = ascii_slug(earlier, language)
        return (
            slug == self.initial.get("slug") and re.fullmatch(rf"{re.escape(made)}(-\d+)?", slug) is not None
        )
