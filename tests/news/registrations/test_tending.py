"""What time does to registrations: unconfirmed ones go, guests are reminded once, personal data goes, counts stay."""

import datetime as dt

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from cms.mail.models import Message
from cms.persons import copies, erase
from cms.tokens import UnknownLinkError
from news.models import GuestList, Registration, RegistrationSettings
from news.registrations.links import OWN, find
from news.registrations.registering import cancel, register
from news.registrations.tending import PERSONAL, tend
from tests.news.registrations.conftest import DAY, data, guest, guests_of, last_token, mails, publish, states

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)


def reminders() -> list[str]:
    return [to for kind, to in mails() if kind == "reminder"]


def test_what_nobody_confirms_in_48_hours_is_deleted_with_its_mail(event):
    register(event.translation_key, data("ona"))
    guest(event, "jonas")
    now = timezone.now()
    assert tend(now + 47 * HOUR)["unconfirmed"] == 0
    assert tend(now + 49 * HOUR)["unconfirmed"] == 1
    assert states() == {"jonas": "registered"}
    assert {to for _kind, to in mails()} == {"jonas@example.org"}


def test_those_with_a_place_are_reminded_once_some_days_before(event):
    for name in ("ona", "jonas", "rita"):
        guest(event, name)
    assert tend(event.start_at - 2 * DAY - HOUR)["reminded"] == 0
    assert tend(event.start_at - 2 * DAY)["reminded"] == 2
    assert [tend(event.start_at - DAY)["reminded"] for _time in range(2)] == [0, 0]
    assert reminders() == ["ona@example.org", "jonas@example.org"]


def test_reminder_is_in_the_language_of_its_reader_and_says_how_to_cancel(event):
    ona = guest(event, "ona", language="lt")
    tend(event.start_at - DAY)
    message = Message.objects.get(kind="registration.reminder")
    assert message.language == "lt"
    assert "https://meet.example.org/forum" in message.text
    assert find(last_token("own"), OWN) == ona


def test_another_date_has_a_reminder_of_its_own(event):
    guest(event, "ona")
    tend(event.start_at - DAY)
    later = event.start_at + 30 * DAY
    publish(event, start_at=later, end_at=later + HOUR)
    assert tend(event.start_at - DAY)["reminded"] == 0
    assert tend(later - DAY)["reminded"] == 1


def test_who_has_just_been_written_to_is_not_reminded(event):
    with time_machine.travel(event.start_at - DAY, tick=False):
        guest(event, "ona")
        assert tend()["reminded"] == 0


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_nobody_is_reminded_of_what_is_called_off(event, status):
    guest(event, "ona")
    publish(event, status=status, status_reason="Snow.")
    assert tend(event.start_at - DAY)["reminded"] == 0


def test_nobody_is_reminded_where_staff_want_none(event):
    guest(event, "ona")
    RegistrationSettings.load()
    RegistrationSettings.objects.update(reminder_days=0)
    assert tend(event.start_at - DAY)["reminded"] == 0


def test_thirty_days_after_the_event_nothing_says_who_was_there_and_counts_stay(event):
    people = [guest(event, name, organisation="Town", question="When?") for name in ("ona", "jonas", "rita")]
    cancel(people[1])
    own = last_token("own")
    assert tend(event.end_at + 30 * DAY)["anonymised"] == 0
    assert tend(event.end_at + 30 * DAY + HOUR)["anonymised"] == 3
    assert tend(event.end_at + 31 * DAY)["anonymised"] == 0
    rows = Registration.objects.values_list(*PERSONAL)
    assert set(rows) == {("",) * len(PERSONAL)}
    counted = GuestList.objects.counted().get()
    assert (counted.registered, counted.cancelled) == (2, 1)
    assert Message.objects.count() == 0
    with pytest.raises(UnknownLinkError):
        find(own, OWN)


def test_postponed_event_keeps_its_guests_for_a_year(event):
    guest(event, "ona")
    publish(event, status="postponed", status_reason="Snow.")
    assert tend(event.end_at + 300 * DAY)["anonymised"] == 0
    assert tend(event.end_at + 366 * DAY)["anonymised"] == 1


def test_copy_of_a_person_has_her_registrations(event):
    guest(event, "ona", question="Is there a lift?")
    guest(event, "jonas")
    [row] = copies("Ona@Example.org")["registrations"]
    assert (row["event"], row["name"], row["question"]) == ("Forum", "ona", "Is there a lift?")


def test_erased_person_gives_her_place_to_who_waits(event):
    for name in ("ona", "jonas", "rita"):
        guest(event, name)
    register(event.translation_key, data("zita"))
    assert erase("ona@example.org")["registrations"] == 1
    assert erase("zita@example.org")["registrations"] == 1
    assert states() == {"": "cancelled", "jonas": "registered", "rita": "registered"}
    assert copies("ona@example.org") == {}
    assert mails()[-1] == ("moved_up", "rita@example.org")


def test_command_says_what_it_did(event, capsys):
    register(event.translation_key, data("ona"))
    call_command("tend_registrations")
    assert capsys.readouterr().out == "nothing was due\n"
    with time_machine.travel(timezone.now() + 3 * DAY, tick=False):
        call_command("tend_registrations")
    assert capsys.readouterr().out == "unconfirmed: 1\n"
    assert guests_of(event).registrations.count() == 0
