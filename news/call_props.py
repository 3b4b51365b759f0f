"""What the page of a call shows: state, facts, conditions, offers, what happens when, how to apply."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms import formats
from cms.below import url_of_file
from cms.choices import ORGANISATION_TYPES, language_name
from cms.foreign import spoken
from cms.props import contact_props, country_line, organisations_by_role, rich, section
from cms.serving import story_headings
from news.call_serving import call_state, deadline_label, state_tag
from news.event_props import days_left


def call_context(call: Any, closing_days: int, form: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return what the template shows beyond the page's own fields; `form` is that to express an interest."""
    now = timezone.now()
    state = call_state(call, closing_days, now)
    groups = organisations_by_role(call.organisation_roles)
    actions = _actions(call, state, form)
    context = {
        "state": state,
        "tags": [state_tag(state)],
        "facts": facts(call, state, now),
        "actions": actions,
        "header_actions": actions + _calendar_action(call, state, bool(actions)),
        "activities": [_activity(block.value) for block in call.activities],
        "activities_heading": call.activities_heading or _("Activities"),
        "benefits": [rich(block.value) for block in call.benefits],
        "benefits_heading": call.benefits_heading or _("What is offered"),
        "criteria": [
            {"label": block.value["label"], "value": rich(block.value["text"])} for block in call.criteria
        ],
        "criteria_heading": call.criteria_heading or _("Who may take part"),
        "conditions": conditions(call),
        "areas": [_area(block.value) for block in call.areas],
        "how_to_apply": rich(call.how_to_apply),
        "apply_heading": call.apply_heading or _("How to apply"),
        "contact": contact_props(call.contact),
        "survey": _survey(call),
        "funding_note": rich(call.funding_note),
        "funders": [group for group in groups if group["role"] == "funder"],
        "organisation_groups": [group for group in groups if group["role"] != "funder"],
    }
    return context | {"contents": _contents(call, context, form)}


def _contents(call: Any, context: dict[str, Any], form: dict[str, Any] | None) -> list[dict]:
    applies = context["how_to_apply"] or context["contact"] or context["actions"]
    parts = [
        (context["activities"], "activities", context["activities_heading"]),
        (context["benefits"], "benefits", context["benefits_heading"]),
        (context["criteria"] or context["conditions"], "criteria", context["criteria_heading"]),
        (context["areas"], "areas", _("Thematic areas")),
        (applies, "apply", context["apply_heading"]),
        (form, "application", form and form["heading"]),
        (context["survey"], "survey", context["survey"] and context["survey"]["heading"]),
        (context["organisation_groups"], "organisations", _("Who is behind it")),
        (context["funding_note"] or context["funders"], "funding", _("Funding")),
    ]
    result = [section("result", _("Result"))] if call.result.raw_data else []
    return (
        result + story_headings(call.body) + [section(anchor, text) for shown, anchor, text in parts if shown]
    )


def facts(call: Any, state: str, now: dt.datetime) -> list[dict[str, Any]]:
    """Return deadline, programme, audience and length, as the page's header lists them."""
    zone = call.time_zone
    deadline = deadline_label(call) or _("The date is not set yet.")
    if call.deadline_at and call.deadline_precision == "time":
        deadline = f"{deadline}, {formats.zone_label(zone, call.deadline_at)}"
    found = [{"label": _("Deadline"), "value": deadline}]
    if state in ("open", "closing"):
        left = days_left(call.deadline_at, now, zone)
        found.append({"label": _("Time left"), "value": left})
    if call.opens_at:
        opens = formats.format_datetime(call.opens_at, zone)
        label = _("Opens") if call.opens_at > now else _("Opened")
        found.append({"label": label, "value": opens})
    issuers = [
        spoken(row.organisation, row.organisation.name)
        for row in call.organisation_roles
        if row.role in ("issuer", "organiser")
    ]
    months = call.duration_months
    more = [
        (_("Issued by"), formats.format_list(issuers)),
        (_("Programme"), call.programme),
        (_("For whom"), call.audience),
        (
            _("Length"),
            ngettext("%(months)s month", "%(months)s months", months) % {"months": months} if months else "",
        ),
        (
            _("Working languages"),
            capfirst(formats.format_list(language_name(code) for code in call.working_languages)),
        ),
    ]
    return found + [{"label": label, "value": value} for label, value in more if value]


def conditions(call: Any) -> list[dict[str, str]]:
    """Return the conditions that are facts, in words: inhabitants, kinds, countries, exclusions."""
    kinds = dict(ORGANISATION_TYPES)
    excluded = call._meta.get_field("exclusions").labels(call.exclusions)
    more = [
        (_("Inhabitants"), population(call.population_from, call.population_to)),
        (
            _("Kinds of organisation"),
            "; ".join(str(kinds[code]) for code in call.organisation_types if code in kinds),
        ),
        (_("Countries"), country_line(call.countries)),
        (_("Not for"), "; ".join(excluded)),
    ]
    return [{"label": label, "value": value} for label, value in more if value]


def population(low: int | None, high: int | None) -> str:
    """Return a range of inhabitants in words; empty where there is no bound."""
    if low is not None and high is not None:
        bounds = {"low": formats.format_number(low), "high": formats.format_number(high)}
        return _("from %(low)s to %(high)s") % bounds
    if low is not None:
        return _("%(number)s or more") % {"number": formats.format_number(low)}
    if high is not None:
        return _("up to %(number)s") % {"number": formats.format_number(high)}
    return ""


def _actions(call: Any, state: str, form: dict[str, Any] | None) -> list[dict[str, Any]]:
    if form:
        return [{"label": _("Apply"), "url": "#application", "icon_after": "arrow-right"}]
    if not call.apply_url or state not in ("open", "closing"):
        return []
    return [{"label": _("Apply"), "url": call.apply_url, "icon_after": "arrow-right"}]


def _calendar_action(call: Any, state: str, has_others: bool) -> list[dict[str, Any]]:
    if state not in ("future", "open", "closing"):
        return []
    action = {
        "label": _("Add the deadline to your calendar"),
        "url": url_of_file(call.url or "", "deadline.ics"),
        "icon": "calendar-plus",
        "meta": ".ics",
    }
    return [action | {"style": "secondary"} if has_others else action]


def _activity(value: Any) -> dict[str, Any]:
    """Return a step of the project with all its periods."""
    periods = [period for period in value["periods"] if period_label(period)]
    days = {period_day(period) for period in periods}
    return {
        "date_iso": days.pop() if len(days) == 1 else "",
        "date_label": formats.format_list(period_label(period) for period in periods),
        "title": value["title"],
        "text": value.get("place"),
    }


def period_label(period: Any) -> str:
    """Return a stretch of time in words; those that are given win over its dates."""
    start, end = period.get("starts_on"), period.get("ends_on")
    if period.get("period"):
        return period["period"]
    if start:
        return formats.format_days(start, end)
    return _("Until: %(date)s") % {"date": formats.format_date(end)} if end else ""


def period_day(period: Any) -> str:
    """Return a period for machines where it is shown as a single day, else nothing."""
    start, end = period.get("starts_on"), period.get("ends_on")
    is_day = start and not period.get("period") and end in (None, start)
    return start.isoformat() if is_day else ""


def _area(value: Any) -> dict[str, str]:
    return {"label": value["name"]}


def _survey(call: Any) -> dict[str, Any] | None:
    text, data_use = rich(call.survey_text), rich(call.survey_data_use)
    if not (text or call.survey_url):
        return None
    button = {"label": call.survey_link_text, "url": call.survey_url, "icon_after": "external-link"}
    return {
        "heading": call.survey_heading or _("Survey"),
        "text": text,
        "data_use": data_use,
        "actions": [button | {"style": "secondary"}] if call.survey_url else [],
    }
