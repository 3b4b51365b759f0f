"""Registering for an event: a place is given to proved addresses, never one too many, and goes on when it is free."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from cms.mail.models import Message
from cms.tokens import ExpiredLinkError, UnknownLinkError
from news.models import GuestList, Registration
from news.registrations.links import OWN, find
from news.registrations.refusals import ClosedError, FullError, OverError
from news.registrations.registering import Receipt, cancel, confirm, look_at_confirmation, register
from tests.news.registrations.conftest import DAY, data, guest, guests_of, last_token, mails, publish, states
from tests.translation.languages import translated

pytestmark = pytest.mark.django_db


def test_who_confirms_has_a_place_and_confirming_twice_is_harmless(event):
    assert register(event.translation_key, data("ona")) == Receipt("ona@example.org", 48)
    assert states() == {"ona": "unconfirmed"}
    token = last_token("confirm")
    assert look_at_confirmation(token).state == "unconfirmed"  # as a link scanner does
    assert [confirm(token).state, confirm(token).state] == ["registered", "registered"]
    assert mails() == [("confirm", "ona@example.org"), ("registered", "ona@example.org")]


def test_only_who_has_a_place_is_told_how_to_join(event):
    for name in ("ona", "jonas", "rita"):
        guest(event, name)
    told = {message.kind: message.text for message in Message.objects.order_by("pk")}
    assert "Link to join: https://meet.example.org/forum" in told["registration.registered"]
    assert "meet.example.org" not in told["registration.waiting"]
    assert "meet.example.org" not in told["registration.confirm"]


def test_who_has_not_confirmed_takes_no_place(event):
    for name in ("ona", "jonas", "rita"):
        register(event.translation_key, data(name))
    guest(event, "zita")
    assert states() == {
        "ona": "unconfirmed", "jonas": "unconfirmed", "rita": "unconfirmed", "zita": "registered",
    }  # fmt: skip


def test_when_all_places_are_taken_one_waits_and_moves_up_when_somebody_cancels(event):
    ona, _jonas, _rita, zita = (guest(event, name) for name in ("ona", "jonas", "rita", "zita"))
    assert states() == {"ona": "registered", "jonas": "registered", "rita": "waiting", "zita": "waiting"}
    cancel(ona)
    cancel(ona)
    assert states() == {"ona": "cancelled", "jonas": "registered", "rita": "registered", "zita": "waiting"}
    assert mails()[-2:] == [("cancelled", "ona@example.org"), ("moved_up", "rita@example.org")]
    cancel(zita)
    assert mails()[-1] == ("cancelled", "zita@example.org")


def test_more_places_let_those_who_wait_move_up(event):
    for name in ("ona", "jonas", "rita", "zita"):
        guest(event, name)
    publish(event, capacity=3)
    assert states()["rita"] == "registered"
    assert states()["zita"] == "waiting"
    publish(event, capacity=None)
    assert states()["zita"] == "registered"
    assert [kind for kind, _to in mails()].count("moved_up") == 2


def test_fewer_places_take_none_away(event):
    guest(event, "ona")
    guest(event, "jonas")
    publish(event, capacity=1)
    assert states() == {"ona": "registered", "jonas": "registered"}
    assert guest(event, "rita").state == "waiting"


def test_without_a_waiting_list_a_full_event_takes_nobody(event):
    register(event.translation_key, data("late"))
    token = last_token("confirm")
    publish(event, has_waiting_list=False, capacity=1)
    ona = guest(event, "ona")
    with pytest.raises(FullError):
        register(event.translation_key, data("rita"))
    with pytest.raises(FullError):
        confirm(token)
    cancel(ona)
    assert confirm(token).state == "registered"


def test_registration_opens_and_closes_at_its_minute(event):
    opens = timezone.now().replace(second=0, microsecond=0) + DAY
    closes = opens + DAY
    publish(event, registration_opens_at=opens, registration_closes_at=closes)
    second = dt.timedelta(seconds=1)
    for moment, is_open in ((opens - second, False), (opens, True), (closes - second, True), (closes, False)):
        with time_machine.travel(moment, tick=False):
            if is_open:
                register(event.translation_key, data("ona"))
            else:
                with pytest.raises(ClosedError):
                    register(event.translation_key, data("ona"))


def test_who_sent_the_form_in_time_confirms_in_time(event):
    register(event.translation_key, data("ona"))
    publish(event, registration_closes_at=timezone.now() + dt.timedelta(minutes=1))
    with time_machine.travel(timezone.now() + DAY, tick=False):
        assert confirm(last_token("confirm")).state == "registered"


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_nobody_registers_for_or_moves_up_in_what_is_called_off(event, status):
    ona, *_others = (guest(event, name) for name in ("ona", "jonas", "rita"))
    register(event.translation_key, data("late"))
    publish(event, status=status, status_reason="Snow.")
    with pytest.raises(ClosedError):
        register(event.translation_key, data("zita"))
    with pytest.raises(OverError):
        confirm(last_token("confirm"))
    cancel(ona)
    assert states()["rita"] == "waiting"


def test_link_to_confirm_works_for_48_hours(event):
    register(event.translation_key, data("ona"))
    token = last_token("confirm")
    with (
        time_machine.travel(timezone.now() + dt.timedelta(hours=49), tick=False),
        pytest.raises(ExpiredLinkError),
    ):
        confirm(token)
    with time_machine.travel(timezone.now() + dt.timedelta(hours=47), tick=False):
        confirm(token)
    with time_machine.travel(timezone.now() + 5 * DAY, tick=False):
        assert confirm(token).state == "registered"  # it still tells how it went


def test_link_does_only_what_it_is_for(event):
    guest(event, "ona")
    for token in (last_token("confirm"), "1.a.b", "x", "", f"{last_token('own')}x"):
        with pytest.raises(UnknownLinkError):
            find(token, OWN)
    with pytest.raises(UnknownLinkError):
        confirm(last_token("own"))


def test_known_address_gets_the_same_answer_and_another_mail(event):
    guest(event, "ona")
    once_more = data("ona", email="Ona+news@Example.org", name="Somebody else")
    assert register(event.translation_key, once_more) == Receipt("Ona+news@Example.org", 48)
    assert mails()[-1] == ("already", "ona@example.org")
    assert states() == {"ona": "registered"}


def test_same_form_sent_twice_writes_one_mail(event):
    register(event.translation_key, data("ona"))
    register(event.translation_key, data("ona"))
    assert mails() == [("confirm", "ona@example.org")]


def test_what_nobody_has_confirmed_is_corrected_by_a_second_form(event):
    register(event.translation_key, data("ona", name="Onna"))
    token = last_token("confirm")
    register(event.translation_key, data("ona", name="Ona", language="lt"))
    assert confirm(token).name == "Ona"
    assert Registration.objects.count() == 1


def test_who_has_cancelled_may_register_again(event):
    cancel(guest(event, "ona"))
    assert guest(event, "ona").state == "registered"
    assert list(Registration.objects.values_list("state", flat=True)) == ["cancelled", "registered"]


def test_mail_is_written_in_the_language_of_the_form(event):
    translated(event, "lt")
    register(event.translation_key, data("ona", language="lt"))
    confirm(last_token("confirm"))
    message = Message.objects.get(kind="registration.registered")
    assert message.language == "lt"
    assert "lt: Forum" in message.text
    assert "/lt/_registration/own/" in message.text


def test_all_languages_of_an_event_share_one_list_of_the_first_ones_facts(event):
    translated(event, "lt")
    publish(event, capacity=7)
    version = event.get_translations().get().specific
    version.save_revision().publish()
    assert GuestList.objects.count() == 1
    assert (guests_of(event).capacity, guests_of(event).title, version.capacity) == (7, "Forum", 7)


def test_event_that_is_taken_down_in_every_language_takes_nobody(event):
    translated(event, "lt")
    version = event.get_translations().get().specific
    version.unpublish()
    assert guests_of(event).takes_registrations is True
    event.unpublish()
    assert guests_of(event).takes_registrations is False
    with pytest.raises(ClosedError):
        register(event.translation_key, data("ona"))


def test_event_without_registration_has_no_list(event):
    publish(event, takes_registrations=False)
    with pytest.raises(ClosedError):
        register(event.translation_key, data("ona"))
