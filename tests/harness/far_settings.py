"""The demo site's settings with two languages beside those Tiltas knows, both written from right to left."""

from cms.settings import *  # noqa: F403
from cms.settings import LANGUAGES

LANGUAGES = [*LANGUAGES, ("ar", "العربية"), ("he", "עברית")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
