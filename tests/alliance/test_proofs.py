"""A form goes through with a proof of work, once; without one few do, and everybody else by the mailbox."""

import time
from base64 import b64encode
from datetime import timedelta

import pytest
from altcha import Challenge, solve_challenge
from django.urls import reverse
from django.utils import timezone

from alliance import membership
from alliance.models import Application
from cms.defences import proofs, turned_away
from cms.defences.models import Passage, TurnedAway
from tests.alliance.conftest import last_token, mails
from tests.alliance.form import problems, solved, soup

pytestmark = pytest.mark.django_db

ONCE_MORE = ["Nothing is lost: please press the button once more."]
BY_MAIL = "Too many forms have come in that were sent without script."


@pytest.fixture(autouse=True)
def little_work(settings):
    settings.PROOF_STEPS = 2


def test_challenge_is_for_one_reader_and_needs_no_cookie(client, join_page):
    answer = client.get("/en/_application/challenge/")
    assert (answer["Cache-Control"], dict(answer.cookies)) == ("private, no-store", {})
    assert client.get("/en/_application/challenge/").json() != answer.json()
    asked_at = soup(client.get(f"/en/{join_page.slug}/")).select_one("[data-proof]")["data-proof"]
    assert asked_at == "/en/_application/challenge/"


def test_work_is_between_half_of_what_is_set_and_all_of_it(settings, monkeypatch):
    settings.PROOF_STEPS = 10
    counters = set()
    monkeypatch.setattr(proofs, "COST", 1)
    for _time in range(40):
        challenge = Challenge.from_dict(proofs.make_challenge())
        counters.add(solve_challenge(challenge).counter)
    assert counters <= set(range(5, 10))
    assert len(counters) > 1


def test_form_with_a_proof_goes_through_however_many_came_without(apply, client, settings):
    settings.UNPROVED_LIMIT_NETWORK = settings.UNPROVED_LIMIT_ALL = 0
    apply(proof=solved(client))
    assert (Application.objects.count(), Passage.objects.get().network) == (1, "")
    assert not TurnedAway.objects.exists()


def test_proof_is_used_once_and_the_same_form_may_come_twice(apply, client):
    proof = solved(client)
    assert apply(proof=proof).content == apply(proof=proof).content
    assert (Application.objects.count(), len(mails())) == (1, 1)
    assert problems(apply(proof=proof, email="anna@adazi.lv")) == ONCE_MORE
    assert (Application.objects.count(), turned_away.numbers_by_defence()) == (1, {"used_proof": 1})


@pytest.mark.parametrize(
    "make",
    [
        lambda client: "x",
        lambda client: "é",
        lambda client: "\ufffd\x00",
        lambda client: "W10=",
        lambda client: b64encode(b'{"challenge": {"parameters": []}, "solution": 1}').decode(),
        lambda client: "A" * 4000,
        lambda client: solved(client, cost=1),
        lambda client: solved(client, keyPrefix=""),
        lambda client: solved(client, expiresAt=int(time.time()) + 10**6),
        lambda client: solved(client, nonce="zz"),
    ],
)
def test_wrong_proof_is_turned_away_and_the_next_one_is_taken(apply, client, make):
    response = apply(proof=make(client))
    assert (problems(response), Application.objects.count()) == (ONCE_MORE, 0)
    assert (soup(response).find(attrs={"name": "proof"}), turned_away.numbers_by_defence()) == (
        None,
        {"bad_proof": 1},
    )
    apply(proof=solved(client))
    assert Application.objects.count() == 1


def test_proof_expires(apply, client, monkeypatch):
    monkeypatch.setattr(proofs, "LASTS", -1)
    assert problems(apply(proof=solved(client))) == ONCE_MORE


def test_proof_of_a_form_that_was_not_right_can_be_sent_again(apply, client):
    proof = solved(client)
    assert len(problems(apply(proof=proof, country=""))) == 1
    apply(proof=proof)
    assert Application.objects.count() == 1


def test_few_forms_go_through_without_a_proof_and_nothing_typed_is_lost(apply):
    for number in range(2):
        apply(email=f"desk@town{number}.example")
    response = apply(email="desk@town2.example", text="Labdien!")
    assert problems(response)[0].startswith(BY_MAIL)
    assert soup(response).find(id="id_text").get_text().strip() == "Labdien!"
    assert (Application.objects.count(), len(mails())) == (2, 2)
    assert turned_away.numbers_by_defence() == {"unproved": 1}
    apply(email="desk@town1.example")  # the same once more
    assert turned_away.numbers_by_defence() == {"unproved": 1}
    Passage.objects.update(at=timezone.now() - timedelta(hours=1))
    apply(email="desk@town2.example")
    assert Application.objects.count() == 3


def test_without_script_and_with_all_taken_the_mailbox_is_the_way(apply, client, settings):
    settings.UNPROVED_LIMIT_ALL = 0
    assert problems(apply())[0].startswith(BY_MAIL)
    apply(action="draft")
    token = last_token("draft")
    assert problems(apply(draft=token, email="other@adazi.lv"))[0].startswith(BY_MAIL)
    assert problems(apply(draft=token[:-1] + "x"))[0].startswith(BY_MAIL)
    apply(draft=token)
    assert Application.objects.get().email == "ilze@adazi.lv"


def test_answer_is_the_same_for_a_known_address_when_too_many_came(apply, settings):
    apply()
    settings.UNPROVED_LIMIT_ALL = 0
    known, unknown = apply(text="Other."), apply(text="Other.", email="anna@adazi.lv")
    fresh = (b"ilze@", b"anna@")
    plain = [answer.content.replace(fresh[place], b"") for place, answer in enumerate((known, unknown))]
    assert plain[0] == plain[1]


def test_everything_turned_away_is_counted_and_staff_see_the_numbers(apply, client, settings, enter):
    apply(subject="Buy")
    apply(stamp="")
    settings.MAIL_LIMIT_ALL = 0
    apply(proof=solved(client))
    assert turned_away.numbers_by_defence() == {"mails": 1, "too_fast": 1, "trap": 1}
    assert list(turned_away.numbers_by_day().values()) == [3]
    TurnedAway.objects.create(day=timezone.localdate() - timedelta(days=31), defence="trap", count=100)
    tables = enter().get(reverse("applications_modeladmin_numbers")).context["tables"]
    assert [row["count"] for table in tables[-2:] for row in table["rows"]] == ["1", "1", "1", "3"]


def test_what_went_through_is_forgotten_after_a_day(apply):
    apply()
    assert membership.tidy()["forms let through"] == 0
    assert membership.tidy(timezone.now() + timedelta(days=1))["forms let through"] == 1
