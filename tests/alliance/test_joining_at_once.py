"""Several people press a button in the same moment: one of them does it, nobody waits for ever, nothing is doubled."""

from dataclasses import replace

import pytest
from django.contrib.auth import get_user_model

from alliance import membership
from alliance.membership import IllegalMoveError
from alliance.models import Application, ApplicationEvent, ConsentVersion, Member
from cms.models import Organisation
from tests.alliance.conftest import last_token, mails
from tests.translation.test_at_once import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_two_decisions_at_once_are_one(screening, reviewer):
    other = get_user_model().objects.create_superuser("other")
    answers = at_once(
        lambda: membership.approve(screening, reviewer),
        lambda: membership.decline(screening, other, "No."),
        lambda: membership.approve(screening, other),
        lambda: membership.withdraw(screening),
    )
    done = [one for one in answers if isinstance(one, Application)]
    assert len(done) == 1, answers
    assert sum(isinstance(one, IllegalMoveError) for one in answers) == 3
    screening.refresh_from_db()
    assert screening.state == done[0].state
    assert len(mails()) == 3
    is_member = int(screening.state == "approved")
    assert (Member.objects.count(), Organisation.objects.count()) == (is_member, is_member)


def test_same_form_sent_ten_times_at_once_is_one_application(data, consent):
    answers = at_once(*(lambda: membership.submit(data, consent) for _time in range(10)))
    assert answers == [membership.Receipt(data.email, 48)] * 10
    assert (Application.objects.count(), mails()) == (1, [("confirm", data.email)])
    assert ConsentVersion.objects.count() == 2


def test_different_forms_of_one_address_at_once_are_one_application(data, consent):
    forms = [replace(data, text=f"Version {number}.") for number in range(4)]
    answers = at_once(*(lambda form=form: membership.submit(form, consent) for form in forms))
    assert {type(answer) for answer in answers} == {membership.Receipt}
    assert Application.objects.count() == 1


def test_link_used_by_several_at_once_confirms_once(submitted):
    token = last_token("confirm")
    at_once(*(lambda: membership.confirm(token) for _time in range(4)))
    assert ApplicationEvent.objects.filter(verb="confirm").count() == 1
    assert [kind for kind, _to in mails()] == ["confirm", "received"]


def test_one_organisation_approved_twice_at_once_is_one_member(screening, data, consent, reviewer):
    known = Organisation.objects.create(
        locale=data.page.locale, name=data.organisation_name, type="municipality", country="LV"
    )
    membership.submit(replace(data, email="second@adazi.lv"), consent)
    second = membership.take_up(membership.confirm(last_token("confirm")), reviewer)
    at_once(
        lambda: membership.approve(screening, reviewer, organisation=known),
        lambda: membership.approve(second, reviewer, organisation=known),
    )
    assert (Member.objects.count(), Application.objects.filter(state="approved").count()) == (1, 1)
