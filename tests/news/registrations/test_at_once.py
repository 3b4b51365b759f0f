"""Many people want the last places in the same moment: there are never more guests than places, and nobody is lost."""

import pytest

from news.models import Registration
from news.registrations.places import places_left
from news.registrations.registering import Receipt, cancel, confirm, register
from news.registrations.tending import remind
from tests.news.registrations.conftest import data, guest, guests_of, last_token, mails, make_event, publish
from tests.translation.test_at_once import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def event(db):
    """The event, made for each test: these commit."""
    return make_event()


def count(state: str) -> int:
    return Registration.objects.filter(state=state).count()


def tokens(event, *names: str) -> list[str]:
    """Let people register; return the tokens with which they confirm."""
    found = []
    for name in names:
        register(event.translation_key, data(name))
        found.append(last_token("confirm"))
    return found


def test_eight_confirm_at_once_and_two_get_the_two_places(event):
    found = tokens(event, *"abcdefgh")
    answers = at_once(*(lambda token=token: confirm(token) for token in found))
    assert {type(answer) for answer in answers} == {Registration}
    assert (count("registered"), count("waiting")) == (2, 6)
    assert sorted(kind for kind, _to in mails() if kind != "confirm") == ["registered"] * 2 + ["waiting"] * 6


def test_cancelling_confirming_and_more_places_at_once_leave_no_place_empty_or_doubled(event):
    people = [guest(event, name) for name in "abcd"]
    found = tokens(event, *"efgh")
    at_once(
        lambda: cancel(people[0]),
        lambda: cancel(people[0]),
        lambda: cancel(people[1]),
        lambda: publish(event, capacity=3),
        *(lambda token=token: confirm(token) for token in found),
    )
    assert (count("registered"), places_left(guests_of(event))) == (3, 0)
    assert count("cancelled") == 2
    assert count("waiting") == 3
    told = mails()
    assert len(told) == len(set(told))


def test_one_form_sent_ten_times_at_once_is_one_registration(event):
    answers = at_once(*(lambda: register(event.translation_key, data("ona")) for _time in range(10)))
    assert answers == [Receipt("ona@example.org", 48)] * 10
    assert (Registration.objects.count(), mails()) == (1, [("confirm", "ona@example.org")])


def test_link_used_by_several_at_once_confirms_once(event):
    [token] = tokens(event, "ona")
    at_once(*(lambda: confirm(token) for _time in range(4)))
    assert mails() == [("confirm", "ona@example.org"), ("registered", "ona@example.org")]


def test_two_schedules_at_once_remind_everybody_once(event):
    guest(event, "ona")
    guest(event, "jonas")
    Registration.objects.update(placed_at=None)
    starts = guests_of(event).starts_at
    soon = starts.replace(hour=0) if starts.hour else starts
    answers = at_once(*(lambda: remind(soon) for _time in range(4)))
    assert sum(answers) == 2
    assert [kind for kind, _to in mails()].count("reminder") == 2
