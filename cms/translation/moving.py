"""Where a page stands is a fact: when it is moved, the versions made from it follow.

wagtail-localize leaves them behind (#469). Delete when it moves them.
"""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page

from cms.translation.lineage import links_of, targets_from
from cms.translation.models import LanguageVersion
from cms.translation.quiet import is_quiet


def page_has_moved(
    sender: type, instance: Page, parent_page_before: Page, parent_page_after: Page, **kwargs
) -> None:
    """Move the versions made from a page below the same page in their languages.

    A version that stands elsewhere on purpose stays there; one whose new place is not there in its language stays
    too, and says so among the versions of the page. Redirects are made by Wagtail, for each version its own.
    """
    if is_quiet() or parent_page_before == parent_page_after:
        return
    for link in targets_from(links_of(instance.translation_key), instance.locale_id):
        locale = link.translation.target_locale
        version = Page.objects.filter(
            translation_key=instance.translation_key, locale=locale, alias_of=None
        ).first()
        if version is None:
            continue
        before = version.get_parent()
        if before.translation_key == parent_page_before.translation_key:
            _follow(version, parent_page_after, locale)


@transaction.atomic
def _follow(version: Page, parent: Page, locale: Locale) -> None:
    above = Page.objects.filter(translation_key=parent.translation_key, locale=locale, alias_of=None).first()
    if above is None or above.path.startswith(version.path):
        LanguageVersion.objects.filter(page=version).update(
            problem=_("It did not follow the original to its new place: that is not there in this language.")
        )
        return
    slug = find_available_slug(above, version.slug, ignore_page_id=version.pk)
    if slug != version.slug:
        version = version.specific
        version.slug = slug
        version.save()
    version.move(above, pos="last-child")
