"""Facts that are codes: languages, countries, time zones. Stored as codes, named in the reader's language.

Names come from the Unicode Common Locale Data Repository through Babel, so every language has them.
"""

import zoneinfo
from functools import cache
from importlib import resources

from babel import Locale as BabelLocale
from babel import UnknownLocaleError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.collation import in_order
from cms.languages import LANGUAGES

#: Languages a text, a document or a meeting can be in, beside those a site can be translated into (ISO 639-1).
OTHER_LANGUAGES = [
    "ar",
    "be",
    "bs",
    "ca",
    "eu",
    "gl",
    "he",
    "hy",
    "is",
    "ka",
    "lb",
    "mk",
    "nb",
    "ru",
    "sq",
    "sr",
    "tr",
]

#: Codes in the repository that are no country of ISO 3166-1.
_NOT_COUNTRIES = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"}


@cache
def babel_locale(language: str) -> BabelLocale:
    """Return the locale data for a language code; English, as Europe writes it, where a code is unknown."""
    if language == "en":
        return BabelLocale("en", "GB")
    try:
        return BabelLocale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return BabelLocale("en", "GB")


def current_locale() -> BabelLocale:
    """Return the locale data of the active language."""
    return babel_locale(get_language() or "en")


def language_name(code: str, *, in_itself: bool = False) -> str:
    """Return a language's name in the active language, or in itself."""
    own = dict(LANGUAGES)
    if in_itself and code in own:
        return own[code]
    locale = babel_locale(code) if in_itself else current_locale()
    return locale.languages.get(code.replace("-", "_"), code)


def country_name(code: str) -> str:
    """Return a country's name in the active language; the code itself when it is unknown."""
    return current_locale().territories.get(code, code)


@cache
def country_codes() -> tuple[str, ...]:
    """Return the ISO 3166-1 alpha-2 codes that have a name."""
    return tuple(
        sorted(
            code
            for code in babel_locale("en").territories
            if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES
        )
    )


def country_choices() -> list[tuple[str, str]]:
    """Countries, sorted by their name in the active language."""
    return list(_countries(current_locale()))


def language_choices() -> list[tuple[str, str]]:
    """Languages, sorted by their name in the active language."""
    return list(_languages(current_locale()))


@cache
def _countries(locale: BabelLocale) -> tuple[tuple[str, str], ...]:
    names = ((code, locale.territories.get(code, code)) for code in country_codes())
    return tuple(in_order(names, locale.language, lambda pair: pair[1]))


@cache
def _languages(locale: BabelLocale) -> tuple[tuple[str, str], ...]:
    codes = [code for code, _name in LANGUAGES] + OTHER_LANGUAGES
    names = ((code, locale.languages.get(code.replace("-", "_"), code)) for code in codes)
    return tuple(in_order(names, locale.language, lambda pair: pair[1]))


@cache
def timezone_names() -> tuple[str, ...]:
    """IANA time zones of places by their present names, Europe first."""
    table = (resources.files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    names = {line.split("\t")[2] for line in table.splitlines() if line and not line.startswith("#")}
    known = (names & zoneinfo.available_timezones()) | {"UTC"}
    return tuple(sorted(known, key=lambda name: (not name.startswith("Europe/"), name)))


def timezone_choices() -> list[tuple[str, str]]:
    """Time zones by their IANA name, readable."""
    return [(name, name.replace("_", " ")) for name in timezone_names()]


ORGANISATION_TYPES = [
    ("municipality", _("Municipality or city")),
    ("region", _("Region")),
    ("association", _("Association of local or regional authorities")),
    ("eu_body", _("European Union body")),
    ("international", _("International organisation")),
    ("state", _("State body")),
    ("bank", _("Development bank")),
    ("ngo", _("Non-governmental organisation")),
    ("academia", _("University or research body")),
    ("media", _("Media")),
    ("company", _("Company")),
    ("other", _("Other")),
]

ORGANISATION_ROLES = [
    ("organiser", _("Organiser")),
    ("partner", _("Partner")),
    ("issuer", _("Issued by")),
    ("funder", _("Funded by")),
    ("implementer", _("Implemented by")),
    ("supporter", _("Supported by")),
]

DATE_PRECISIONS = [("day", _("Day")), ("month", _("Month")), ("year", _("Year"))]

MEDIA_KINDS = [("video", _("Video")), ("audio", _("Audio"))]

LICENCES = [
    ("", _("All rights reserved")),
    ("cc0", "CC0 1.0"),
    ("cc-by", "CC BY 4.0"),
    ("cc-by-sa", "CC BY-SA 4.0"),
    ("cc-by-nc", "CC BY-NC 4.0"),
    ("cc-by-nd", "CC BY-ND 4.0"),
    ("eupl", "EUPL 1.2"),
    ("public-domain", _("Public domain")),
]
