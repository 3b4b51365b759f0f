"""Each verb may be done in the states of its row and in no other; nothing happens where it may not."""

import datetime as dt
from dataclasses import replace

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from wagtail.models import ModelLogEntry

from alliance import membership
from alliance.choices import MEMBER_STATES, STATES
from alliance.membership import IllegalMoveError
from alliance.models import Application, ApplicationEvent, Member
from alliance.vocabulary import MEMBER_MOVES, MOVES
from cms.mail.models import Message
from cms.models import Organisation
from news.models import CallPage
from tests.alliance.conftest import history, hold_file, last_token, mails
from tests.factories import make_page

pytestmark = pytest.mark.django_db

#: What each verb is called with, besides the application; None stands for the user.
STAFF_VERBS = {
    "take_up": (),
    "ask": ("Why?",),
    "approve": (),
    "decline": ("Because.",),
    "assign": (),
    "set_due": (dt.date(2030, 1, 2),),
    "override_category": ("partner", "Because."),
    "note": ("Seen.",),
}
CONTACT = {"name": "Juris", "role": "", "phone": "", "email": "ilze@adazi.lv"}


def call(verb: str, application: Application, user, held: str = ""):
    if verb == "assign":
        return membership.assign(application, user, user)
    if verb in STAFF_VERBS:
        return getattr(membership, verb)(application, user, *STAFF_VERBS[verb])
    if verb == "answer":
        return membership.answer(application, "Yes.")
    if verb == "attach":
        return membership.attach(application, [held])
    if verb == "change_contact":
        return membership.change_contact(application, **CONTACT)
    return getattr(membership, verb)(application)


@pytest.mark.parametrize("verb", [verb for verb in MOVES if verb != "confirm"])
def test_verb_is_refused_in_every_other_state(received, reviewer, verb):
    held = hold_file() if verb == "attach" else ""
    for state, _label in STATES:
        Application.objects.update(state=state)
        before = Application.objects.values().get(), ApplicationEvent.objects.count(), Message.objects.count()
        if state in MOVES[verb]:
            with transaction.atomic():
                call(verb, received, reviewer, held)
                assert ApplicationEvent.objects.count() > before[1]
                transaction.set_rollback(True)
            continue
        with pytest.raises(IllegalMoveError) as refused:
            call(verb, received, reviewer, held)
        assert refused.value.state == state
        assert before == (
            Application.objects.values().get(),
            ApplicationEvent.objects.count(),
            Message.objects.count(),
        )


@pytest.mark.parametrize("verb", MEMBER_MOVES)
def test_verb_of_members_is_refused_in_every_other_state(member, reviewer, verb):
    for state, _label in MEMBER_STATES:
        Member.objects.update(state=state)
        if state in MEMBER_MOVES[verb]:
            with transaction.atomic():
                assert getattr(membership, verb)(member, reviewer).state != state
                transaction.set_rollback(True)
        else:
            with pytest.raises(IllegalMoveError):
                getattr(membership, verb)(member, reviewer)
            assert Member.objects.get().state == state


def test_who_may_not_decide_does_nothing(screening, member_of_staff):
    for verb in STAFF_VERBS:
        with pytest.raises(PermissionDenied):
            call(verb, screening, member_of_staff)
    with pytest.raises(PermissionDenied):
        membership.find_person("ilze@adazi.lv", member_of_staff)
    with pytest.raises(PermissionDenied):
        membership.record_access(screening, member_of_staff)
    screening.refresh_from_db()
    assert screening.state == "screening"


@pytest.fixture
def member_of_staff():
    return get_user_model().objects.create_user("colleague")


def test_second_decision_is_refused_and_nobody_is_told_of_it(screening, reviewer):
    membership.decline(screening, reviewer, "Not a municipality.")
    for verb in ("approve", "decline"):
        with pytest.raises(IllegalMoveError):
            call(verb, screening, reviewer)
    assert [kind for kind, _to in mails()] == ["confirm", "received", "declined"]
    assert (Member.objects.count(), Organisation.objects.count()) == (0, 0)
    screening.refresh_from_db()
    assert screening.decision_text == "Not a municipality."


def test_call_accepted_makes_no_member(data, consent, reviewer):
    page = make_page(CallPage, parent=data.page.get_parent())
    membership.submit(replace(data, page=page), consent)
    found = membership.confirm(last_token("confirm"))
    assert (found.call_key, found.scope) == (page.translation_key, str(page.translation_key))
    membership.take_up(found, reviewer)
    membership.approve(found, reviewer)
    assert (Member.objects.count(), mails()[-1][0]) == (0, "interest_accepted")


def test_record_that_is_known_becomes_the_member(screening, reviewer):
    known = Organisation.objects.create(
        locale=screening.page.locale, name="ādažu novada pašvaldība", type="municipality", country="LV"
    )
    member = membership.approve(screening, reviewer, since=dt.date(2020, 5, 1)).member
    assert (member.organisation, member.since, Organisation.objects.count()) == (
        known,
        dt.date(2020, 5, 1),
        1,
    )


def test_member_is_not_made_twice_and_one_that_left_comes_back(member, data, consent, reviewer):
    def apply_again(number: int) -> Application:
        membership.submit(replace(data, email=f"other{number}@adazi.lv"), consent)
        return membership.take_up(membership.confirm(last_token("confirm")), reviewer)

    second = apply_again(1)
    with pytest.raises(ValidationError, match="a member already"):
        membership.approve(second, reviewer, organisation=member.organisation)
    second.refresh_from_db()
    assert (second.state, Member.objects.count()) == ("screening", 1)
    membership.leave(member, reviewer)
    back = membership.approve(second, reviewer).member
    assert (back.pk, back.state, back.left_on, back.application) == (member.pk, "member", None, second)


def test_member_is_shown_only_with_consent(screening, reviewer):
    Application.objects.update(publication_consent=None)
    member = membership.approve(screening, reviewer).member
    assert (member.is_public, Member.objects.visible_to_public().exists()) == (False, False)
    with pytest.raises(ValidationError, match="has not agreed"):
        membership.publish(member, reviewer)
    membership.publish(member, reviewer, screening.consent)
    assert Member.objects.visible_to_public().exists()
    taken_back = membership.unpublish(member, reviewer)
    assert (taken_back.is_public, taken_back.publication_consent) == (False, None)


def test_category_is_needed_and_staff_may_give_another(screening, reviewer):
    Application.objects.update(category="")
    with pytest.raises(ValidationError, match="category first"):
        membership.approve(screening, reviewer)
    found = membership.override_category(screening, reviewer, "associate", "As agreed with the board.")
    assert (found.category, found.is_category_overridden) == ("associate", True)
    assert membership.approve(screening, reviewer).member.category == "associate"


def test_looks_are_noted_once_an_hour_and_not_shown_to_the_applicant(screening, reviewer):
    for _time in range(3):
        membership.record_access(screening, reviewer)
    membership.record_access(screening, reviewer, "download")
    assert list(screening.events.access().values_list("verb", "user")) == [
        ("view", reviewer.pk),
        ("download", reviewer.pk),
    ]
    membership.note(screening, reviewer, "Ask the board.")
    assert list(screening.events.for_applicant().values_list("verb", flat=True)) == [
        "submit",
        "confirm",
        "take_up",
    ]


def test_log_of_wagtail_says_what_and_not_what_was_written(screening, reviewer):
    membership.note(screening, reviewer, "A secret word.")
    entry = ModelLogEntry.objects.get(action="alliance.application.note")
    assert (entry.user, entry.label, entry.data) == (reviewer, "Ādažu novada pašvaldība", {})


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ādažu", 1),
        ("ADAZU", 1),
        ("Ilze", 1),
        ("adazi.lv", 1),
        ("Pierīga", 1),
        ("Jūrmala", 0),
        ("novada", 1),
        ("", 1),
    ],
)
def test_applications_are_found_by_words(received, words, found):
    assert Application.objects.found_by(words).count() == found


def test_export_of_many_is_noted_in_each(screening, reviewer, member_of_staff):
    assert membership.record_export(Application.objects.all(), reviewer) == 1
    assert history(screening)[-1] == "export"
    with pytest.raises(PermissionDenied):
        membership.record_export(Application.objects.all(), member_of_staff)


def test_history_is_in_order(screening, reviewer):
    membership.assign(screening, reviewer, None)
    membership.assign(screening, reviewer, None)
    membership.set_due(screening, reviewer, dt.date(2030, 1, 2))
    assert history(screening) == ["submit", "confirm", "take_up", "assign", "set_due"]
    assert list(Application.objects.overdue(dt.date(2030, 1, 3))) == [screening]
