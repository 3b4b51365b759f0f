"""The way in and out: confirmed by the mailbox, changed and ended by the links in its mails, told to nobody else."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from cms.defences import turned_away
from cms.mail.models import Message
from cms.subscriptions.forgetting import purge_unconfirmed
from cms.subscriptions.links import manage_token
from cms.subscriptions.models import Subscriber
from news.models import EventIndexPage
from tests.alliance.form import problems, solved, soup
from tests.cms.subscriptions.conftest import link, mails
from tests.factories import make_topic

pytestmark = pytest.mark.django_db


def test_whole_journey_without_script(client, site, send):
    assert soup(send()).h1.get_text() == "One step is left: look into your mailbox"
    subscriber = Subscriber.objects.get()
    assert (subscriber.confirmed_at, [mail.kind for mail in mails()]) == (None, ["subscription.confirm"])

    opened = client.get(link("confirm"))  # as link scanners do
    assert (opened.status_code, opened["Cache-Control"]) == (200, "private, no-store")
    assert not Subscriber.objects.confirmed().exists()
    for _time in range(2):  # twice is harmless
        done = soup(client.post(link("confirm")))
        assert done.h1.get_text() == "Thank you: you have subscribed"
    assert Subscriber.objects.confirmed().count() == 1

    manage = done.select_one("main a")["href"]
    page = soup(client.get(manage))
    ticked = [box["value"] for box in page.select("[name=kinds][checked]")]
    assert (ticked, page.select_one("[name=rhythm][checked]")["value"]) == (["news", "events"], "weekly")
    wishes = {"kinds": ["calls"], "languages": ["lt", "en"], "language": "lt", "rhythm": "at_once"}
    saved = client.post(manage, wishes, follow=True)
    assert soup(saved).select_one("[role=status]").get_text(strip=True).startswith("Saved")
    subscriber.refresh_from_db()
    assert {name: getattr(subscriber, name) for name in wishes} == wishes
    assert subscriber.next_at <= timezone.now()

    end = soup(saved).select_one("#end").find_parent("section").form["action"]
    assert soup(client.get(end)).select_one("main form button").get_text(strip=True) == "Unsubscribe"
    assert Subscriber.objects.count() == 1
    for _time in range(2):
        assert soup(client.post(end)).h1.get_text() == "You are unsubscribed"
    assert (Subscriber.objects.count(), mails()) == (0, [])
    assert client.get(manage).status_code == 410
    assert not client.cookies


def test_one_click_of_a_mail_program_ends_it_without_cookie_or_token(make_subscriber):
    subscriber = make_subscriber()
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(
        f"/en/_subscription/end/{manage_token(subscriber)}/",
        "List-Unsubscribe=One-Click",
        content_type="application/x-www-form-urlencoded",
    )
    assert (answer.status_code, dict(answer.cookies), Subscriber.objects.count()) == (200, {}, 0)


def test_answer_is_the_same_for_a_known_address(send, make_subscriber):
    make_subscriber("known@example.org", kinds=["calls"])
    known, unknown = send(email="known@example.org"), send(email="other@example.org")
    assert known.content.replace(b"known@", b"") == unknown.content.replace(b"other@", b"")
    assert [(mail.kind, mail.recipient) for mail in mails()] == [
        ("subscription.already", "known@example.org"),
        ("subscription.confirm", "other@example.org"),
    ]
    assert Subscriber.objects.get(email="known@example.org").kinds == ["calls"]


def test_same_form_twice_is_one_mail_and_other_wishes_replace_what_is_not_confirmed(send):
    assert send().content == send().content
    send(email="RASA+x@example.org", kinds=["calls"])
    assert Subscriber.objects.get().kinds == ["calls"]
    assert [mail.recipient for mail in mails()] == ["rasa@example.org", "RASA+x@example.org"]


def test_mails_to_one_address_are_limited_and_the_answer_stays_the_same(send, settings):
    settings.UNPROVED_LIMIT_NETWORK = settings.UNPROVED_LIMIT_ALL = 100
    answers = [send(kinds=kinds).content for kinds in (["news"], ["events"], ["calls"], ["news", "calls"])]
    assert len(set(answers)) == 1
    assert (len(mails()), turned_away.numbers_by_defence()) == (3, {"mails": 1})


def test_defences_hold_as_for_joining(send, client, settings, site):
    settings.PROOF_STEPS = 2
    assert len(problems(send(subject="Buy"))) == 1
    assert problems(send(stamp="")) == ["Nothing is lost: please press the button once more."]
    proof = solved(client)
    send(proof=proof)
    assert len(problems(send(proof=proof, email="anna@example.org"))) == 1
    settings.UNPROVED_LIMIT_ALL = 0
    assert problems(send(email="anna@example.org"))[0].startswith("Too many forms have come in")
    assert turned_away.numbers_by_defence() == {"too_fast": 1, "trap": 1, "unproved": 1, "used_proof": 1}
    assert Subscriber.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"email": "nobody"}, "This is no e-mail address: it looks like name@example.org."),
        ({"email": ""}, "Write your e-mail address."),
        ({"kinds": []}, "Choose at least one."),
        ({"languages": []}, "Choose at least one language."),
        ({"rhythm": "hourly"}, "Choose how often we write to you."),
    ],
)
def test_what_is_wrong_is_told_at_its_field(send, fields, told):
    assert problems(send(**fields)) == [told]
    assert not Subscriber.objects.exists()


def test_form_begins_with_what_a_list_shows(client, site):
    energy, youth = (make_topic(name=name, slug=name.lower()) for name in ("Energy", "Youth"))
    events = EventIndexPage.objects.get().get_url()
    chip = soup(client.get(f"{events}?topic=energy")).select_one("main a[href*=_subscription]")
    assert chip.get_text(strip=True) == "Subscribe by e-mail"
    assert chip["href"] == "/en/_subscription/?kind=events&topic=energy"
    page = soup(client.get(chip["href"]))
    assert [box["value"] for box in page.select("[name=kinds][checked]")] == ["events"]
    assert [box["value"] for box in page.select("[name=topics][checked]")] == [str(energy.translation_key)]
    assert [box["value"] for box in page.select("[name=languages][checked]")] == ["en"]
    assert str(youth.translation_key) in str(page)


def test_link_to_confirm_expires_after_two_days_and_the_address_goes_after_a_week(client, send):
    send()
    with time_machine.travel(timezone.now() + dt.timedelta(hours=49), tick=True):
        assert client.post(link("confirm")).status_code == 410
    address = link("confirm")
    assert client.post(address[:-2] + "x/").status_code == 404
    now = timezone.now()
    assert purge_unconfirmed(now + dt.timedelta(days=6)) == 0
    assert purge_unconfirmed(now + dt.timedelta(days=8)) == 1
    assert (Subscriber.objects.count(), Message.objects.count()) == (0, 0)
    assert client.get(address).status_code == 404


def test_links_of_one_purpose_serve_no_other(client, send, make_subscriber):
    send(email="anna@example.org")
    token = link("confirm").split("/")[-2]
    assert client.post(f"/en/_subscription/end/{token}/").status_code == 404
    other = manage_token(make_subscriber())
    assert client.post(f"/en/_subscription/confirm/{other}/").status_code == 404
    assert Subscriber.objects.count() == 2
