"""The demo site's settings with two languages beside those Tiltas knows, both written from right to left."""

from cms.languages import LANGUAGES

LANGUAGES += [("ar", "العربية"), ("he", "עברית")]  # the list that all of Tiltas reads

from cms.settings import *  # noqa: E402, F403
