"""In which language mails are read, what it is called, and what the site is called in it."""

from typing import Any

from django.conf import settings
from django.utils.translation import get_language_info

from cms.languages import LANGUAGES
from cms.models import SiteTexts


def language_of(user: Any) -> str:
    """Return the language in which somebody uses the admin."""
    profile = getattr(user, "wagtail_userprofile", None)
    return profile.get_preferred_language() if profile else settings.LANGUAGE_CODE


def language_name(code: str) -> str:
    """Return what a language calls itself; the code where nobody knows it any more."""
    try:
        return dict(LANGUAGES).get(code) or get_language_info(code)["name_local"]
    except KeyError:
        return code


def site_name(language: str) -> str:
    """Return what the site is called in a language: there, else in English, else as the admin calls it; one query."""
    found = SiteTexts.objects.filter(locale__language_code__in=(language, settings.LANGUAGE_CODE))
    names = dict(found.values_list("locale__language_code", "brand_name"))
    return names.get(language) or names.get(settings.LANGUAGE_CODE) or settings.WAGTAIL_SITE_NAME
