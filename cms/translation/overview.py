"""All language versions of a page side by side: where each comes from and how far it is."""

from typing import Any

from django.urls import reverse
from wagtail.models import Page

from cms.translation.models import LanguageVersion
from cms.translation.rights import may_edit
from cms.translation.vocabulary import STATES


def versions_overview(page: Page, user: Any) -> list[dict[str, Any]]:
    """Return every language version of a page for a list: language, where it comes from, state, problems.

    Versions that the user may neither read in public nor edit are left out.
    """
    rows = {
        row.locale_id: row
        for row in LanguageVersion.objects.filter(translation_key=page.translation_key).select_related(
            "source_locale"
        )
    }
    found = []
    for version in (
        page.get_translations(inclusive=True).select_related("locale").order_by("locale__language_code")
    ):
        editable = may_edit(user, version)
        if version.alias_of_id or not (version.live or editable):
            continue
        known = rows.get(version.locale_id)
        found.append(
            {
                "page": version,
                "language": version.locale.get_display_name(),
                "source": known.source_locale.get_display_name() if known and known.source_locale else "",
                "state": dict(STATES)[known.state] if known else "",
                "version": known,
                "edit_url": reverse("wagtailadmin_pages:edit", args=[version.pk]) if editable else "",
                "is_current": version.pk == page.pk,
            }
        )
    return found
