"""What an applicant said, in the order in which one reads it."""

from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from alliance.desk.filters import call_titles
from alliance.desk.wording import moment
from alliance.models import Application, ConsentVersion
from alliance.vocabulary import NEED, OFFER
from cms.choices import country_name, language_name
from cms.formats import format_date, format_list, format_number
from cms.topics import names_of

#: A heading, and below it what is told: label, value, and whether it is in the applicant's own words.
Part = tuple[str, list[tuple[str, Any, bool]]]


def answers_of(application: Application) -> list[Part]:
    """Return all parts of an application that have something in them."""
    if application.is_anonymised:
        return []
    parts = [
        (_("Organisation"), _organisation(application)),
        (_("Contact person"), _contact(application)),
        (_("What they look for"), _wishes(application)),
        (_("Consent"), _consents(application)),
    ]
    return [(heading, [fact for fact in facts if fact[1]]) for heading, facts in parts]


def _organisation(row: Application) -> list[tuple[str, Any, bool]]:
    website = row.website and format_html(
        '<a href="{}" rel="noopener noreferrer nofollow" target="_blank">{}</a>', row.website, row.website
    )
    return [
        (_("Name"), row.organisation_name, True),
        (_("Type"), row.get_organisation_type_display(), False),
        (_("Country"), country_name(row.country), False),
        (_("Region"), row.region, True),
        (_("Inhabitants"), "" if row.population is None else format_number(row.population), False),
        (_("Website"), website, False),
        (_("Date of the decision"), format_date(row.mandate_on) if row.mandate_on else "", False),
    ]


def _contact(row: Application) -> list[tuple[str, Any, bool]]:
    mail = row.email and format_html('<a href="mailto:{}">{}</a>', row.email, row.email)
    return [
        (_("Name"), row.contact_name, True),
        (_("Role"), row.contact_role, True),
        (_("E-mail"), mail, False),
        (_("Phone"), row.phone, False),
        (_("Languages spoken"), format_list(map(language_name, row.spoken_languages or [])), False),
    ]


def _wishes(row: Application) -> list[tuple[str, Any, bool]]:
    topics = list(row.topics.values_list("topic", "role"))
    call = call_titles().get(row.call_key, "") if row.call_key else ""
    return [
        (_("Call"), call, False),
        (_("What they want"), format_list(row._meta.get_field("wishes").labels(row.wishes)), False),
        (_("Offers"), _names(topics, OFFER), False),
        (pgettext("topic", "Needs"), _names(topics, NEED), False),
        (_("Earlier partners"), row.earlier_partners, True),
        (_("In their own words"), row.text, True),
        (_("Answer to the applicant"), row.decision_text, True),
    ]


def _names(topics: list[tuple[Any, str]], wanted: str) -> str:
    return format_list(names_of(key for key, role in topics if role == wanted))


def _consents(row: Application) -> list[tuple[str, Any, bool]]:
    return [
        (_("Consent to handling"), _version(row.consent), False),
        (
            _("Consent to publication"),
            _version(row.publication_consent) if row.publication_consent else _("not given"),
            False,
        ),
        (_("Agreed"), moment(row.consented_at), False),
    ]


def _version(version: ConsentVersion | None) -> str:
    if version is None:
        return ""
    words = _("“%(heading)s”, version %(number)s, in this language: %(language)s")
    told = {"heading": version.heading, "number": version.number, "language": language_name(version.language)}
    return words % told
