"""The form on a page, and what the status page shows of an application."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from alliance.applying.application_form import ApplicationForm
from alliance.choices import CATEGORIES, WISHES
from alliance.models import Application, JoinPage
from alliance.vocabulary import APPROVED, CLOSED, DECLINED, INFORMATION, NEED, OFFER, SCREENING, WITHDRAWN
from cms import formats
from cms.choices import ORGANISATION_TYPES, country_name, language_name
from cms.topics import names_of


def application_on(page: Any, request: HttpRequest) -> dict[str, Any] | None:
    """Return what shows the form on a page: bound where it came back; None where nobody can apply there.

    Nobody can on an original that is shown under the address of another language, nor without words to agree to.
    """
    if page.shown_instead or not page.takes_applications:
        return None
    form = getattr(request, "application_form", None) or make_form(page)
    return shown(form, page) if form.is_open else None


def make_form(page: Any, *args: Any, **kwargs: Any) -> ApplicationForm:
    """Return the form of a page."""
    return ApplicationForm(*args, page=page, is_call=not isinstance(page, JoinPage), **kwargs)


def shown(form: ApplicationForm, page: Any) -> dict[str, Any]:
    """Return what the template of a form needs."""
    return {
        "template": "alliance/applying/form.html",
        "form": form,
        "action": reverse("apply", args=[page.pk]) if page.pk else "",
        "heading": _("Express your interest") if form.is_call else _("Your application"),
        "challenge_url": form.challenge_url,
        "lost_url": reverse("ask_for_link"),
    }


def steps_of(application: Application) -> list[dict[str, str]]:
    """Return where an application stands: what is done, what is now, what comes."""
    state = application.state
    names = [
        (pgettext("application", "Sent"), application.created_at),
        (pgettext("application", "Received"), application.confirmed_at),
        (pgettext("application", "In review"), application.taken_up_at),
    ]
    last = dict(Application._meta.get_field("state").choices).get(state) if state in CLOSED else _("Decision")
    if state == WITHDRAWN and not application.taken_up_at:
        del names[2]
    names.append((last, application.withdrawn_at if state == WITHDRAWN else application.decided_at))
    now = len(names) - 1 if state in CLOSED else 2 if state in (SCREENING, INFORMATION) else 1
    return [
        {
            "title": name,
            "text": _day(moment) if moment and index <= now else "",
            "state": "done" if index < now else "current" if index == now else "next",
        }
        for index, (name, moment) in enumerate(names)
    ]


def history_of(application: Application) -> list[dict[str, str]]:
    """Return what happened, the newest first, as `components/timeline.html` shows it."""
    return [
        {
            "date_iso": event.at.isoformat(timespec="seconds"),
            "date_label": _day(event.at),
            "title": event.get_verb_display(),
            "text": event.text,
        }
        for event in application.events.for_applicant().order_by("-at", "-pk")
    ]


def sent_by(application: Application) -> list[dict[str, str]]:
    """Return what an applicant filled in, as `components/facts.html` lists it."""
    topics = list(application.topics.values_list("topic", "role"))
    offers, needs = ([key for key, its in topics if its == role] for role in (OFFER, NEED))
    wishes, kinds = dict(WISHES), dict(ORGANISATION_TYPES)
    people = application.population
    day = application.mandate_on
    found = [
        (_("Name of the organisation"), application.organisation_name),
        (_("Kind of organisation"), kinds.get(application.organisation_type, "")),
        (_("Country"), country_name(application.country) if application.country else ""),
        (_("Region"), application.region),
        (_("Number of inhabitants"), formats.format_number(people) if people is not None else ""),
        (_("Website"), application.website),
        (_("Contact person"), ", ".join(filter(None, (application.contact_name, application.contact_role)))),
        (_("E-mail address"), application.email),
        (_("Phone"), application.phone),
        (_("Languages"), formats.format_list(language_name(code) for code in application.spoken_languages)),
        (_("Looking for"), _listed(wishes.get(code, code) for code in application.wishes)),
        (_("Offers"), _listed(names_of(offers))),
        (pgettext("topic", "Needs"), _listed(names_of(needs))),
        (_("Earlier partners"), application.earlier_partners),
        (_("In your own words"), application.text),
        (_("Date of the decision"), formats.format_date(day) if day else ""),
        (_("Kind of membership"), dict(CATEGORIES).get(application.category, "")),
    ]
    return [{"label": label, "value": value} for label, value in found if value]


def decision_of(application: Application) -> dict[str, str] | None:
    """Return how it ended, with what staff wrote."""
    if application.state not in (APPROVED, DECLINED):
        return None
    return {"title": application.get_state_display(), "text": application.decision_text}


def question_of(application: Application) -> str:
    """Return what staff wait for; empty where they do not."""
    if application.state != INFORMATION:
        return ""
    asked = application.events.for_applicant().filter(verb="ask").order_by("-at", "-pk").first()
    return asked.text if asked else ""


def _day(moment: Any) -> str:
    return formats.format_date(timezone.localtime(moment).date())


def _listed(words: Any) -> str:
    return formats.format_list([str(word) for word in words])
