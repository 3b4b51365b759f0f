"""In which language mails are read, and what it is called."""

from typing import Any

from django.conf import settings
from django.utils.translation import get_language_info

from cms.languages import LANGUAGES


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
