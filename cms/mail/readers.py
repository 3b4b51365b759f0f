"""Who on staff reads mails, and in which language."""

from typing import Any

from django.conf import settings


def language_of(user: Any) -> str:
    """Return the language in which somebody uses the admin."""
    profile = getattr(user, "wagtail_userprofile", None)
    return profile.get_preferred_language() if profile else settings.LANGUAGE_CODE
