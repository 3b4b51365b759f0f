"""What is due goes to a real mail server; what it does not take waits or has failed, and stops nothing else."""

from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms.mail import sending
from cms.mail.models import Attempt, Message
from cms.mail.vocabulary import BACK_OFF
from cms.mail.worker import Worker
from tests.cms.mail.letters import SECRET, greet

pytestmark = pytest.mark.django_db


def states() -> dict[str, str]:
    return dict(Message.objects.values_list("key", "state"))


def history(key: str) -> list[tuple[str, str]]:
    return list(Attempt.objects.filter(message__key=key).order_by("pk").values_list("outcome", "reason"))


def let_be_due(*keys: str) -> None:
    Message.objects.filter(key__in=keys).update(next_try=timezone.now())


def html_of(mail: EmailMessage) -> str:
    return mail.get_body(("html",)).get_content()


def test_a_mail_goes_out_with_its_text_and_the_same_as_html(post_office):
    message = greet(key="a", name="Ona <b>")
    call_command("send_mails", once=True)
    [mail] = post_office.mails
    assert (mail["To"], mail["From"], mail["Subject"]) == (
        "ona@example.org",
        "Tiltas <tiltas@example.org>",
        "Search",
    )
    assert mail["Message-ID"] == message.message_id
    assert (mail["Auto-Submitted"], mail["Content-Language"]) == ("auto-generated", "en")
    assert mail.get_body(("plain",)).get_content().replace("\r\n", "\n") == message.text
    assert "Hello Ona &lt;b&gt;!" in html_of(mail)
    message.refresh_from_db()
    assert (message.state, message.attempts, history("a")) == ("sent", 1, [("sent", "")])


def test_all_that_is_due_goes_over_one_connection(post_office):
    for number in range(20):
        greet(key=f"{number}", to=f"{number}@example.org")
    Message.objects.filter(key="19").update(next_try=timezone.now() + timedelta(minutes=1))
    call_command("send_mails", once=True)
    assert len(post_office.mails) == 19
    assert post_office.connections == 1
    assert [key for key, state in states().items() if state != "sent"] == ["19"]


def test_an_address_that_is_refused_fails_at_once_and_the_others_go_out(post_office):
    post_office.at_address = {"nobody@example.org": "550 5.1.1 nobody of that name"}
    post_office.at_mail = {"picky@example.org": "554 5.7.1 this looks like spam"}
    for name in ("nobody", "picky", "ona"):
        greet(key=name, to=f"{name}@example.org")
    call_command("send_mails", once=True)
    assert states() == {"nobody": "failed", "picky": "failed", "ona": "sent"}
    assert history("nobody") == [("refused", "550 5.1.1 nobody of that name")]
    assert Message.objects.get(key="picky").failure == "554 5.7.1 this looks like spam"
    assert post_office.connections == 1


def test_what_is_not_taken_now_is_tried_again_later_and_later_until_it_has_failed(post_office):
    post_office.at_address = {"busy@example.org": "451 4.7.1 come back later"}
    greet(key="busy", to="busy@example.org")
    greet(key="ona")
    for number, delay in enumerate(BACK_OFF, start=1):
        call_command("send_mails", once=True)
        message = Message.objects.get(key="busy")
        assert (message.state, message.attempts) == ("queued", number)
        assert abs(message.next_try - timezone.now() - delay) < timedelta(seconds=10)
        let_be_due("busy")
    call_command("send_mails", once=True)
    assert states() == {"busy": "failed", "ona": "sent"}
    assert history("busy") == [
        *[("later", "451 4.7.1 come back later")] * 7,
        ("refused", "451 4.7.1 come back later"),
    ]


def test_a_mail_that_breaks_the_connection_does_not_stop_the_others(post_office):
    post_office.breaks = {"odd@example.org"}
    for name in ("odd", "ona", "jonas"):
        greet(key=name, to=f"{name}@example.org")
    call_command("send_mails", once=True)
    assert states() == {"odd": "queued", "ona": "sent", "jonas": "sent"}
    assert post_office.connections == 2


def test_a_server_that_is_down_is_asked_once_whatever_waits(post_office):
    post_office.close()
    for number in range(5):
        greet(key=f"{number}")
    worker = Worker()
    assert worker.send_due() is False
    assert sorted(Message.objects.values_list("attempts", flat=True)) == [0, 0, 0, 0, 1]
    assert set(states().values()) == {"queued"}
    post_office.open()
    assert worker.send_due() is True
    assert sorted(states().values()) == ["queued", "sent", "sent", "sent", "sent"]
    let_be_due(*states())
    assert worker.send_due() is True
    assert set(states().values()) == {"sent"}
    assert set(post_office.received().values()) == {1}


def test_a_server_that_breaks_every_connection_is_left_alone(post_office):
    post_office.breaks = {f"{number}@example.org" for number in range(10)}
    for number in range(10):
        greet(key=f"{number}", to=f"{number}@example.org")
    assert Worker().send_due() is False
    assert post_office.connections == 2


def test_a_server_that_takes_for_ever_is_given_up(post_office, settings, monkeypatch):
    monkeypatch.setattr(sending, "DEADLINE", 0.2)
    post_office.seconds = 2
    greet(key="slow")
    Worker().send_due()
    [(outcome, reason)] = history("slow")
    assert (outcome, reason[-43:]) == ("later", "The mail server took longer than 0 seconds.")


def test_a_mail_that_cannot_be_composed_does_not_stop_the_others(post_office):
    greet(key="broken")
    Message.objects.update(subject="two\nlines")
    greet(key="ona")
    call_command("send_mails", once=True)
    assert states() == {"broken": "failed", "ona": "sent"}
    assert "BadHeaderError" in Message.objects.get(key="broken").failure


def test_a_secret_mail_is_emptied_once_it_is_sent_and_its_link_stands_in_no_reason(post_office, settings):
    post_office.at_mail = {"picky@example.org": "554 bad link http://127.0.0.1:8000/secret in it"}
    greet(SECRET, key="secret")
    greet(SECRET, key="refused", to="picky@example.org")
    call_command("send_mails", once=True)
    sent, refused = Message.objects.get(key="secret"), Message.objects.get(key="refused")
    assert (sent.state, sent.text) == ("sent", "")
    assert (refused.state, refused.failure) == ("failed", "554 bad link … in it")
    settings.MAIL_SHOWS_SECRETS = True
    greet(SECRET, key="shown")
    call_command("send_mails", once=True)
    assert Message.objects.get(key="shown").text.startswith("http")


def test_a_claim_that_lapsed_is_taken_up_again_by_another_worker(post_office):
    greet(key="a")
    first = sending.claim()
    assert sending.claim() is None
    Message.objects.update(claimed_until=timezone.now())
    second = sending.claim()
    assert (second.pk, second.attempts) == (first.pk, 2)
    assert history("a") == [("interrupted", "")]


def test_whoever_lost_its_claim_changes_nothing_unless_the_mail_was_sent(post_office):
    greet(key="a")
    first = sending.claim()
    Message.objects.update(claimed_until=timezone.now())
    sending.claim()
    sending.record_failed(first, sending.Verdict("too late", is_final=True))
    assert states() == {"a": "sending"}
    sending.record_sent(first)
    sending.record_sent(first)
    assert states() == {"a": "sent"}
    assert history("a") == [("interrupted", ""), ("sent", "")]


def test_a_mail_at_which_workers_die_is_not_tried_for_ever():
    greet(key="deadly")
    for _number in range(8):
        assert sending.claim() is not None
        Message.objects.update(claimed_until=timezone.now())
    assert sending.claim() is None
    assert states() == {"deadly": "failed"}


@pytest.mark.parametrize(
    ("language", "name", "direction"),
    [("uk", "Уляна Мостова", "ltr"), ("mt", "Ġużè Ħaż-Żebbuġ", "ltr"), ("ar", "أونا", "rtl")],
)
def test_any_script_arrives_as_it_was_written_in_the_direction_of_its_language(
    post_office, language, name, direction
):
    greet(SECRET, key="a", name=name, language=language)
    call_command("send_mails", once=True)
    [mail] = post_office.mails
    assert mail["Subject"] == f"For {name}"
    assert f'<html lang="{language}" dir="{direction}">' in html_of(mail)
    assert mail.get_body(("plain",)).get_content().strip() == "http://127.0.0.1:8000/en/"


def test_an_address_in_any_script_goes_out_in_ascii(post_office):
    greet(key="a", to="ona@žalia.example")
    call_command("send_mails", once=True)
    assert post_office.envelopes == [("tiltas@example.org", ["ona@xn--alia-kbb.example"])]


def test_a_login_that_is_refused_or_a_folder_that_is_not_there_loses_nothing(post_office, settings, tmp_path):
    greet(key="a")
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "tiltas", "wrong"
    assert Worker().send_due() is False
    (tmp_path / "file").touch()
    settings.MAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "file")
    let_be_due("a")
    assert Worker().send_due() is False
    assert states() == {"a": "queued"}
    assert [outcome for outcome, _reason in history("a")] == ["later", "later"]
    settings.EMAIL_FILE_PATH = str(tmp_path / "mails")
    let_be_due("a")
    assert Worker().send_due() is True
    assert states() == {"a": "sent"}
