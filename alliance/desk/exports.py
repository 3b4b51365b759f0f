"""What an export of applications holds, column by column."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alliance.desk.wording import name_of
from alliance.models import Application
from alliance.vocabulary import NEED, OFFER
from cms.choices import country_name, language_name

#: The columns by name, with their headings.
HEADINGS: Final[dict[str, Any]] = {
    "reference": pgettext_lazy("application", "Reference"),
    "state": _("State"),
    "organisation": _("Organisation"),
    "type": _("Type"),
    "country": _("Country"),
    "region": _("Region"),
    "population": _("Inhabitants"),
    "website": _("Website"),
    "category": _("Category"),
    "call": _("Call"),
    "language": _("Language"),
    "contact": _("Contact person"),
    "role": _("Role"),
    "email": _("E-mail"),
    "phone": _("Phone"),
    "spoken": _("Languages spoken"),
    "wishes": _("What they want"),
    "offers": _("Offers"),
    "needs": pgettext_lazy("topic", "Needs"),
    "partners": _("Earlier partners"),
    "text": _("In their own words"),
    "mandate_on": _("Date of the decision"),
    "assignee": _("Assigned to"),
    "due_on": _("Due"),
    "received": _("Received"),
    "decided": _("Decided"),
    "answer": _("Answer to the applicant"),
    "consent": _("Consent to handling"),
    "directory": _("Consent to publication"),
}


def row_of(row: Application, topics: dict[Any, Any], calls: dict[Any, str]) -> dict[str, Any]:
    """Return the cells of an application by column; topics and calls by translation key, read once for all."""
    meta = Application._meta
    return {
        "reference": row.reference,
        "state": row.get_state_display(),
        "organisation": row.organisation_name,
        "type": row.get_organisation_type_display(),
        "country": country_name(row.country),
        "region": row.region,
        "population": "" if row.population is None else row.population,
        "website": row.website,
        "category": row.get_category_display(),
        "call": calls.get(row.call_key, ""),
        "language": language_name(row.language),
        "contact": row.contact_name,
        "role": row.contact_role,
        "email": row.email,
        "phone": row.phone,
        "spoken": ", ".join(map(language_name, row.spoken_languages or [])),
        "wishes": ", ".join(meta.get_field("wishes").labels(row.wishes)),
        "offers": _topics(row, OFFER, topics),
        "needs": _topics(row, NEED, topics),
        "partners": row.earlier_partners,
        "text": row.text,
        "mandate_on": row.mandate_on or "",
        "assignee": name_of(row.assignee),
        "due_on": row.due_on or "",
        "received": row.confirmed_at or "",
        "decided": row.decided_at or "",
        "answer": row.decision_text,
        "consent": str(row.consent or ""),
        "directory": row.publication_consent_id is not None,
    }


def _topics(row: Application, role: str, known: dict[Any, Any]) -> str:
    keys = [each.topic for each in row.topics.all() if each.role == role]
    return ", ".join(known[key].name for key in keys if key in known)
