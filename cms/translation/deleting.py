"""What becomes of the other language versions of a page that is about to be deleted.

wagtail-localize ends every translation from and into it (`WAGTAILLOCALIZE_DISABLE_ON_DELETE`); nothing deletes the
other versions. Those made from it stay as they are, and from then on they are edited by themselves.
"""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from cms.translation.lineage import links_of, targets_from
from cms.translation.rights import may_see


def what_stays(page: Page, user: Any) -> list[str]:
    """Return in sentences which language versions of a page, and of those below it, stay when it is deleted."""
    told = [*_own_versions(page, user)]
    below = _versions_below(page)
    if below:
        told.append(
            ngettext(
                "%(count)s language version of the pages below is not deleted either.",
                "%(count)s language versions of the pages below are not deleted either.",
                below,
            )
            % {"count": below}
        )
    return told


def _own_versions(page: Page, user: Any) -> list[str]:
    versions = page.get_translations().filter(alias_of__isnull=True).select_related("locale")
    shown = [version for version in versions.order_by("locale__language_code") if may_see(user, version)]
    if not shown:
        return []
    names = ", ".join(_named(version) for version in shown)
    told = [_("Its language versions are not deleted: %(versions)s.") % {"versions": names}]
    made_from_it = {
        link.target_locale_id for link in targets_from(links_of(page.translation_key), page.locale_id)
    }
    if made_from_it & {version.locale_id for version in shown}:
        told.append(
            _(
                "Those translated from it stay as they are: they get no more facts from it, and their texts are "
                "edited like those of any page."
            )
        )
    return told


def _named(version: Page) -> str:
    language = {"language": version.locale.get_display_name()}
    return (_("%(language)s (published)") if version.live else _("%(language)s (draft)")) % language


def _versions_below(page: Page) -> int:
    below = page.get_descendants().filter(alias_of__isnull=True)
    others = Page.objects.filter(translation_key__in=below.values("translation_key"), alias_of__isnull=True)
    return others.exclude(pk__in=below.values("pk")).count()
