import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from news.models import CallPage, EventPage
from tests.factories import REQUIRED, make_site

START = dt.datetime(2030, 1, 28, 11, tzinfo=dt.UTC)


def refused(model, **fields) -> dict[str, list[str]]:
    """Return the messages by field that a page with these fields is refused with."""
    page = model(**{"title": "Page", "slug": "page", **REQUIRED[model], **fields})
    try:
        page.clean()
    except ValidationError as error:
        return {
            field: [str(message) for message in messages] for field, messages in error.message_dict.items()
        }
    return {}


@pytest.fixture(autouse=True)
def site(db):
    return make_site()


@pytest.mark.parametrize(
    ("model", "fields", "messages"),
    [
        (
            EventPage,
            {"end_at": START - dt.timedelta(minutes=1)},
            {"end_at": ["The end is before the start."]},
        ),
        (
            EventPage,
            {
                "registration_opens_at": START - dt.timedelta(hours=1),
                "registration_closes_at": START - dt.timedelta(days=1),
            },
            {"registration_closes_at": ["Registration closes before it opens."]},
        ),
        (
            EventPage,
            {"registration_opens_at": START + dt.timedelta(days=30)},
            {"registration_opens_at": ["Registration opens when the event is over."]},
        ),
        (EventPage, {"status": "cancelled"}, {"status_reason": ["Say why: visitors will ask."]}),
        (
            CallPage,
            {"opens_at": dt.datetime(2031, 1, 1, tzinfo=dt.UTC)},
            {"deadline_at": ["The deadline is before the opening."]},
        ),
        (
            CallPage,
            {"population_from": 50_000, "population_to": 400},
            {"population_to": ["The greatest number is smaller than the smallest."]},
        ),
        (CallPage, {"population_from": 400, "population_to": 50_000}, {}),
        (EventPage, {}, {}),
    ],
)
def test_bad_facts_are_refused_at_their_field(model, fields, messages):
    assert refused(model, **fields) == messages


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("time_zone", "Europe/Nowhere", "Value 'Europe/Nowhere' is not a valid choice."),
        ("working_languages", ["en", "en"], "“English” stands twice."),
        ("working_languages", ["xx"], "“xx” is not known here."),
        ("working_languages", "en", "Give a list of codes."),
    ],
)
def test_unknown_and_doubled_codes_are_refused(field, value, message):
    page = EventPage(**{"title": "Page", "slug": "page", **REQUIRED[EventPage], field: value})
    with pytest.raises(ValidationError) as caught:
        page.clean_fields(exclude=["path", "depth"])
    assert caught.value.message_dict[field] == [message]


def test_slot_outside_the_event_is_refused_at_its_slot():
    page = EventPage(**{"title": "Page", "slug": "page", **REQUIRED[EventPage]})
    page.agenda = [
        {
            "type": "slot",
            "id": "1",
            "value": {"day": "2030-01-28", "start": "12:00", "end": "13:00", "title": "Early"},
        }
    ]
    with pytest.raises(ValidationError) as caught:
        page.clean()
    (error,) = caught.value.error_dict["agenda"]
    assert error.as_json_data() == {
        "blockErrors": {
            0: {"blockErrors": {"start": {"messages": ["The slot begins before the event does."]}}}
        }
    }
