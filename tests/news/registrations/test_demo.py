"""The guests of the demo site: on their lists as visitors would be, and written to by nobody."""

from collections import Counter

import pytest
import yaml
from wagtail.models import Page

from cms.content.references import key_for, kind_of
from cms.mail.models import Message
from news.demo_registrations import REGISTRATIONS, load_demo_registrations
from news.models import Registration
from tests.news.registrations.conftest import guests_of, publish

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ENTRIES = yaml.safe_load(REGISTRATIONS.read_text("utf-8"))["registrations"]


@pytest.fixture
def visit(event):
    """The event that most of the guests are for, with six places."""
    Page.objects.filter(pk=event.pk).update(translation_key=key_for(kind_of(Page), "study-visit-korosten"))
    event.refresh_from_db()
    publish(event, capacity=6)
    return event


def test_guests_have_places_wait_and_cancel_as_visitors_do(visit):
    mine = [entry for entry in ENTRIES if entry["event"] == "study-visit-korosten"]
    assert load_demo_registrations() == len(mine)
    rows = guests_of(visit).registrations.order_by("pk")
    assert [(row.email, row.language, row.question) for row in rows] == [
        (entry["email"], entry["language"], entry.get("question", "")) for entry in mine
    ]
    assert Counter(row.state for row in rows) == {"registered": 6, "waiting": 2, "cancelled": 1}
    assert [row.name for row in rows if row.state == "cancelled"] == ["Liis Tamm"]


def test_nobody_is_written_to_and_a_second_time_adds_nobody(visit):
    load_demo_registrations()
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}
    addresses = Message.objects.values_list("recipient", flat=True)
    assert [address for address in addresses if not address.endswith("@example.org")] == []
    count = Message.objects.count()
    assert load_demo_registrations() == 0
    assert Message.objects.count() == count


def test_without_its_events_there_is_nobody(event):
    assert load_demo_registrations() == 0
    assert Registration.objects.count() == 0


def test_who_has_not_confirmed_has_no_place(event):
    Page.objects.filter(pk=event.pk).update(translation_key=key_for(kind_of(Page), "energy-workshop"))
    event.refresh_from_db()
    publish(event, capacity=20)
    load_demo_registrations()
    unconfirmed = Registration.objects.get(state="unconfirmed")
    assert (unconfirmed.name, unconfirmed.confirmed_at) == ("Dainis Ozols", None)
