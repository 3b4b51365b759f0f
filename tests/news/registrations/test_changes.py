"""An event that changes after it was published says so: editors are asked for a note, visitors and guests read it."""

import datetime as dt
import json

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

from cms.mail.models import Message
from cms.users.roles import EDITORS, ensure_roles
from cms.waiting import waiting_for
from news.models import EventPage
from news.registrations.announcing import tell_of_change
from tests.news.posting import edit, errors, posted
from tests.news.registrations.conftest import DAY, guest, guests_of, mails, publish
from tests.translation.languages import translated

pytestmark = pytest.mark.django_db

ASKED = ["Time, place or status have changed: say what, for those who meant to come."]
LATER = {"start_at": "2030-06-01 11:00", "end_at": "2030-06-01 14:00"}


@pytest.fixture
def editor(client, event):
    user = get_user_model().objects.create_user("editor")
    user.groups.add(next(group for group in ensure_roles() if group.name == EDITORS))
    client.force_login(user)
    return user


def form_of(event: EventPage, **fields) -> dict:
    """Return what the form of the event sends, with some fields otherwise."""
    page = EventPage.objects.get(pk=event.pk)
    zone = "%Y-%m-%d %H:%M"
    values = {
        "title": page.title,
        "slug": page.slug,
        "start_at": page.start_at.astimezone(dt.timezone(dt.timedelta(hours=2))).strftime(zone),
        "end_at": page.end_at.astimezone(dt.timezone(dt.timedelta(hours=2))).strftime(zone),
        "time_zone": page.time_zone,
        "status": page.status,
        "status_reason": page.status_reason,
        "change_note": page.change_note,
        "mode": page.mode,
        "venue": page.venue,
        "join_url": page.join_url,
        "join_access": page.join_access,
        "takes_registrations": "on",
        "capacity": "2",
        "has_waiting_list": "on",
        "body-count": "0",
        "agenda-count": "0",
        "history-count": "0",
        "recordings-count": "0",
        "documents-count": "0",
    }
    return values | fields


def changed(event: EventPage, **fields) -> EventPage:
    publish(event, **fields)
    return EventPage.objects.get(pk=event.pk)


def notices(client, event: EventPage) -> list[str]:
    page = BeautifulSoup(client.get(event.url).content, "html.parser")
    return [" ".join(each.get_text(" ").split()) for each in page.select(".notice--box")]


@pytest.mark.parametrize(
    "fields",
    [LATER, {"venue": "Library"}, {"mode": "online"}, {"status": "planned"}],
    ids=["time", "place", "mode", "status"],
)
def test_editor_is_asked_for_a_note_when_she_publishes_a_change(client, event, editor, fields):
    assert errors(edit(client, event, form_of(event, **fields))) == {"change_note": ASKED}
    assert edit(client, event, form_of(event, **fields), "save").status_code == 302
    done = edit(client, event, form_of(event, **fields, change_note="Elsewhere, later."))
    assert done.status_code == 302
    page = EventPage.objects.get(pk=event.pk)
    assert page.change_note == "Elsewhere, later."
    assert timezone.now() - page.changed_at < dt.timedelta(minutes=1)


def test_what_is_no_change_of_time_or_place_needs_no_note(client, event, editor):
    assert edit(client, event, form_of(event, title="Great forum")).status_code == 302
    assert EventPage.objects.get(pk=event.pk).changed_at is None


def test_reason_of_a_new_status_is_note_enough_and_an_earlier_note_goes(client, event, editor):
    changed(event, venue="Library", change_note="In the library.")
    assert edit(client, event, form_of(event, status="cancelled", status_reason="Snow.")).status_code == 302
    page = EventPage.objects.get(pk=event.pk)
    assert (page.status, page.change_note) == ("cancelled", "")


def test_every_change_needs_a_note_of_its_own(client, event, editor):
    changed(event, venue="Library", change_note="In the library.")
    assert errors(edit(client, event, form_of(event, venue="School"))) == {"change_note": ASKED}


def test_event_that_is_over_is_corrected_without_a_note(client, event):
    with time_machine.travel(event.end_at + DAY, tick=False):
        page = changed(event, venue="Library")
        page.venue, page.must_tell_changes = "School", True
        page.full_clean()
    assert page.changed_at is None


def test_release_and_list_ask_for_the_note_that_a_draft_lacks(event):
    page = EventPage.objects.get(pk=event.pk)
    page.venue = "Library"
    page.save_revision()
    latest = page.get_latest_revision_as_object()
    assert list(latest.missing_to_publish()) == ["change_note"]
    latest.change_note = "In the library."
    assert latest.missing_to_publish() == {}


def test_change_has_the_moment_of_its_publication_not_of_its_draft(event):
    page = EventPage.objects.get(pk=event.pk)
    page.venue, page.change_note = "Library", "In the library."
    revision = page.save_revision()
    with time_machine.travel(timezone.now() + DAY, tick=False):
        revision.publish()
        assert EventPage.objects.get(pk=event.pk).changed_at == timezone.now()


def test_page_feed_and_calendar_say_what_has_changed_in_each_language(client, event):
    translated(event, "lt")
    changed(event, venue="Library", change_note="In the library.")
    translated(event, "lt")
    [told] = notices(client, event)
    assert told.startswith("Important: Changed on ")
    assert told.endswith("In the library.")
    version = event.get_translations().get().specific
    assert version.changed_at == EventPage.objects.get(pk=event.pk).changed_at
    [theirs] = notices(client, version)
    assert "library" in theirs
    index = event.get_parent().url
    assert "In the library." in json.dumps(client.get(f"{index}feed.json").json())
    for address in (f"{index}calendar.ics", f"{event.url}event.ics"):
        response = client.get(address)
        text = response.getvalue().decode().replace("\r\n ", "")
        assert "In the library." in text
    with time_machine.travel(event.end_at + DAY, tick=False):
        assert notices(client, event) == []


def test_new_status_with_its_reason_stands_in_one_notice(client, event):
    changed(event, status="cancelled", status_reason="Snow.")
    [told] = notices(client, event)
    assert "Snow." in told
    assert "Changed on" not in told


def test_copy_of_an_event_has_not_changed(event):
    page = changed(event, venue="Library", change_note="In the library.")
    copy = page.copy(update_attrs={"slug": "again", "title": "Again"}).specific
    assert (copy.change_note, copy.changed_at) == ("", None)


def test_whoever_publishes_a_change_is_offered_to_tell_the_guests(client, event, editor):
    for name, language in (("ona", "en"), ("jonas", "lt"), ("rita", "en")):
        guest(event, name, language=language)
    response = client.post(
        reverse("wagtailadmin_pages:edit", args=[event.pk]),
        posted_change(event),
        follow=True,
    )
    tell = f"/admin/registrations/{guests_of(event).pk}/tell/"
    assert tell in response.content.decode()
    screen = client.get(tell).content.decode()
    assert "3 people with a place or on the waiting list" in screen
    assert "The note is not translated yet: Lithuanian." in screen
    client.post(tell)
    client.post(tell)
    told = Message.objects.filter(kind="registration.changed").order_by("pk")
    assert [(each.recipient, each.language) for each in told] == [
        ("ona@example.org", "en"), ("jonas@example.org", "lt"), ("rita@example.org", "en"),
    ]  # fmt: skip
    assert "In the library." in told[0].text
    assert "Library" in told[0].text
    assert f"{settings.BASE_URL}/en/" in told[0].text
    assert "Everybody who is registered knows" in client.get(tell).content.decode()


def posted_change(event: EventPage) -> dict:
    return posted(form_of(event, venue="Library", change_note="In the library."))


def test_only_who_registered_before_a_change_is_told_of_it_and_of_each_change_once(event):
    guest(event, "ona")
    user = get_user_model().objects.create_superuser("admin")
    changed(event, venue="Library", change_note="In the library.")
    guest(event, "jonas")
    assert [tell_of_change(guests_of(event), user) for _time in range(2)] == [1, 0]
    changed(event, venue="School", change_note="In the school.")
    assert tell_of_change(guests_of(event), user) == 2
    assert [to for kind, to in mails() if kind == "changed"] == [
        "ona@example.org", "ona@example.org", "jonas@example.org",
    ]  # fmt: skip


def test_home_page_names_an_event_whose_guests_do_not_know(event):
    user = get_user_model().objects.create_superuser("admin")
    guest(event, "ona")
    changed(event, venue="Library", change_note="In the library.")
    [entry] = [entry for entry in waiting_for(user) if "registrations" in entry.url]
    assert (entry.count, entry.words) == (
        1,
        "person registered for “Forum” does not know that it has changed",
    )
    tell_of_change(guests_of(event), user)
    assert [entry for entry in waiting_for(user) if "registrations" in entry.url] == []


def test_who_may_not_publish_the_event_tells_nobody(client, event):
    guest(event, "ona")
    changed(event, venue="Library", change_note="In the library.")
    user = get_user_model().objects.create_user("translator")
    user.groups.add(next(group for group in ensure_roles() if group.name == "Translators lt"))
    client.force_login(user)
    assert client.post(f"/admin/registrations/{guests_of(event).pk}/tell/").status_code == 302
    assert [kind for kind, _to in mails()].count("changed") == 0


@pytest.mark.parametrize(
    ("status", "subject", "said"),
    [
        ("cancelled", "Cancelled: ", "the event is cancelled, so please do not set out"),
        ("postponed", "Postponed: ", "It is postponed, so please do not set out"),
    ],
)
def test_mail_about_an_event_that_is_called_off_says_so_at_once_and_why(event, status, subject, said):
    guest(event, "ona")
    changed(event, status=status, status_reason="Snow.")
    tell_of_change(guests_of(event), get_user_model().objects.create_superuser("admin"))
    mail = Message.objects.get(kind=f"registration.event_{status}")
    assert mail.subject == f"{subject}{event.title}"
    assert said in mail.text
    assert "Snow." in mail.text
    assert "Town hall" not in mail.text


def test_event_that_takes_place_after_all_is_told_as_any_change(event):
    guest(event, "ona")
    changed(event, status="postponed", status_reason="Snow.")
    changed(event, status="rescheduled", status_reason="The snow is gone.")
    tell_of_change(guests_of(event), get_user_model().objects.create_superuser("admin"))
    mail = Message.objects.get(kind="registration.changed")
    assert mail.subject == f"Something has changed: {event.title}"
    assert "Town hall" in mail.text
