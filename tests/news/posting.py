"""Posts the admin's own forms of events and calls, as an editor's browser does."""

from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from tests.factories import make_page

ROWS = {name: inline_formset([]) for name in ("topic_links", "project_links", "organisation_links", "tracks")}
EMPTY = {"related_pages": streamfield([]), "comments": inline_formset([])}


def create(client, model, index, data, action="publish", **headers):
    """Post the form of a new page; return the response."""
    parent = make_page(index)
    url = reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parent.pk])
    return client.post(url, posted(data, action), **headers)


def edit(client, page, data, action="publish"):
    """Post the form of a page that exists; return the response."""
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), posted(data, action))


def posted(data, action="publish") -> dict:
    """Return what a browser posts for a page with these fields; `action` is the button pressed."""
    lists = {
        name: value for name, value in data.items() if isinstance(value, list) and isinstance(value[0], str)
    }
    rest = {name: value for name, value in data.items() if name not in lists}
    base = {
        "title": "A page",
        "slug": "a-page",
        "summary": "",
        **EMPTY,
        **ROWS,
        **rest,
        f"action-{action}": "1",
    }
    return nested_form_data(base) | lists


def errors(response) -> dict:
    form = response.context["form"]
    return {field: [str(message) for message in messages] for field, messages in form.errors.items()}


def slot(start, end, title="Slot", **rest):
    return (
        "slot",
        {
            "day": "2030-01-28", "start": start, "end": end, "kind": "session", "track": "", "title": title,
            "speakers": listed(), "minutes_per_speaker": "", "text": rich_text("<p></p>"), "questions": listed(),
            "documents": listed(), **rest,
        },
    )  # fmt: skip


def listed(*items):
    return {"count": str(len(items)), **{str(index): item for index, item in enumerate(items)}}


def event(**fields):
    values = {
        "start_at": "2030-01-28 13:00", "end_at": "2030-01-28 14:30", "time_zone": "America/New_York",
        "partner_time_zone": "", "status": "confirmed", "mode": "online", "join_access": "registered",
        "body": streamfield([]), "agenda": streamfield([]), "history": streamfield([]),
        "recordings": streamfield([]), "documents": streamfield([]),
    }  # fmt: skip
    return values | fields


def a_call(**fields):
    values = {
        "opens_at": "", "deadline_at": "2030-06-10 23:59", "deadline_precision": "time",
        "time_zone": "Europe/Riga", "countries": ["LV"],
        "population_from": "400", "population_to": "50000", "exclusions": ["capital"],
        "working_languages": ["en", "uk"], "body": streamfield([]), "activities": streamfield([]),
        "benefits": streamfield([]), "criteria": streamfield([]), "areas": streamfield([]),
        "result": streamfield([]), "how_to_apply": rich_text("<p>Write.</p>"), "survey_text": rich_text(""),
        "survey_data_use": rich_text(""), "funding_note": rich_text(""),
    }  # fmt: skip
    return values | fields
