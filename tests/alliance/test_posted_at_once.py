"""The same form is posted by several requests in the same moment: a button pressed twice, a proof used by many."""

import pytest
from django.test import Client

from alliance.models import Application
from cms.defences import turned_away
from cms.defences.models import Passage
from tests.alliance.conftest import mails
from tests.alliance.form import problems, solved
from tests.translation.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def little_work(settings):
    settings.PROOF_STEPS = 2


@pytest.mark.parametrize("is_proved", [True, False])
def test_same_form_posted_several_times_at_once_is_one_application_and_one_mail(apply, client, is_proved):
    proof = solved(client) if is_proved else None
    answers = at_once(*(lambda: apply(Client(), proof=proof) for _time in range(4)))
    assert [answer.status_code for answer in answers] == [200] * 4
    assert len({answer.content for answer in answers}) == 1
    assert [problems(answer) for answer in answers] == [[]] * 4
    assert (Application.objects.count(), mails()) == (1, [("confirm", "ilze@adazi.lv")])
    assert (Passage.objects.count(), turned_away.numbers_by_defence()) == (1, {})


def test_one_proof_used_by_several_at_once_lets_one_through(apply, client):
    proof = solved(client)
    posts = (
        lambda number=number: apply(Client(), proof=proof, email=f"desk@town{number}.example")
        for number in range(4)
    )
    answers = at_once(*posts)
    assert [answer.status_code for answer in answers] == [200] * 4
    assert sorted(len(problems(answer)) for answer in answers) == [0, 1, 1, 1]
    assert (Application.objects.count(), len(mails())) == (1, 1)
    assert turned_away.numbers_by_defence() == {"used_proof": 3}


def test_forms_without_a_proof_are_no_more_when_they_come_at_once(apply):
    posts = (
        lambda number=number: apply(Client(), email=f"desk@town{number}.example", network=f"203.0.{number}.7")
        for number in range(5)
    )
    answers = at_once(*posts)
    assert sorted(len(problems(answer)) for answer in answers) == [0, 0, 0, 1, 1]
    assert (Application.objects.count(), turned_away.numbers_by_defence()) == (3, {"unproved": 2})
