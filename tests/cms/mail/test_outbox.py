"""A mail is written once for a key, in its reader's language, with nothing in it that people could smuggle in."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.mail.message import BadHeaderError
from django.db import transaction
from django.test import RequestFactory
from wagtail.models import ModelLogEntry

from cms.mail.kinds import Kind, Placeholder, register
from cms.mail.limits import may_mail, network_of
from cms.mail.models import MailText, Message
from cms.mail.outbox import message_id_of, queue, send_again, try_now
from tests.cms.mail.letters import GREETING, SECRET, greet

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(db):
    return get_user_model().objects.create_user("staff")


def test_a_mail_is_written_once_for_a_key():
    first = greet(key="a", name="Ona")
    second = greet(key="a", name="Jonas", to="jonas@example.org")
    assert second == first
    assert Message.objects.count() == 1
    assert (first.subject, first.text) == ("Search", "Hello Ona!\n\nhttp://127.0.0.1:8000/en/\n")
    assert first.values == {"name": "Ona", "link": "http://127.0.0.1:8000/en/"}


def test_a_mail_is_gone_with_the_transaction_that_wrote_it():
    with transaction.atomic():
        greet(key="a")
        transaction.set_rollback(True)
    assert Message.objects.count() == 0


def test_the_text_is_in_the_language_of_its_reader():
    assert greet(key="lt", language="lt").subject == "Paieška"
    assert greet(key="mt", language="mt").subject == "Tfittxija"
    unknown = greet(key="xx", language="xx")
    assert (unknown.language, unknown.subject) == ("en", "Search")


def test_what_staff_wrote_is_sent_in_that_language_only():
    MailText.objects.create(kind=GREETING.name, language="lt", subject="Labas, {name}", body="Štai: {link}")
    assert greet(key="lt", language="lt").text == "Štai: http://127.0.0.1:8000/en/\n"
    assert greet(key="lt").subject == "Labas, Ona"
    assert greet(key="en").subject == "Search"


def test_nothing_is_kept_of_the_values_of_a_secret_mail():
    assert greet(SECRET, key="s").values == {}
    assert greet(SECRET, key="s").is_secret is True


@pytest.mark.parametrize(
    "name",
    [
        "Ona\r\nBcc: all@example.org",
        "Ona\nBcc: all@example.org",
        "Ona\rBcc: all@example.org",
        "Ona\x0bBcc: all@example.org",
        "Ona\u2028Bcc: all@example.org",
        "Ona\x85Bcc: all@example.org",
        "Ona\r\n\r\nBcc: all@example.org",
    ],
)
def test_a_name_cannot_begin_a_header(name):
    assert greet(SECRET, key="s", name=name).subject in (
        "For Ona Bcc: all@example.org",
        "For OnaBcc: all@example.org",
    )


@pytest.mark.parametrize(
    "to",
    [
        "ona@example.org\nBcc: all@example.org",
        "ona@example.org\r\n",
        "ona@example.org\r\n\r\nHello",
        "ona@example.org\x00",
        "ona@example.org\u2028",
        "a@example.org, b@example.org",
        "Ona <ona@example.org>",
        "ona",
        "",
        f"{'o' * 250}@example.org",
        "óna@example.org",
    ],
)
def test_what_is_no_address_is_refused(to):
    with pytest.raises((BadHeaderError, ValidationError)):
        greet(key="a", to=to)
    assert Message.objects.count() == 0


def test_what_no_reader_sees_is_cleaned_out_of_what_people_typed():
    text = greet(key="a", name="O\x00n\x07a\ud800\u202e gro.elpmaxe\r\nsecond\tline").text
    assert text == "Hello Ona gro.elpmaxe\nsecond\tline!\n\nhttp://127.0.0.1:8000/en/\n"


def test_braces_in_a_value_are_only_braces():
    assert greet(key="a", name="{link} {name.__class__}").text.startswith("Hello {link} {name.__class__}!")


def test_long_values_are_cut():
    assert len(greet(key="a", name="x" * 100_000).text) < 5100
    assert len(greet(SECRET, key="b", name="x" * 100_000).subject) <= 200


def test_values_are_those_of_the_placeholders():
    with pytest.raises(ValueError, match="link"):
        queue(GREETING, to="a@example.org", language="en", key="a", values={"name": "Ona"})
    with pytest.raises(ValueError, match="key"):
        greet(key="k" * 201)


def test_a_message_id_is_always_the_same_for_a_key_and_tells_nothing_of_it(settings):
    settings.DEFAULT_FROM_EMAIL = "Tiltas <tiltas@tiltas.example>"
    assert message_id_of("a") == message_id_of("a")
    assert message_id_of("a") != message_id_of("b")
    assert message_id_of("a").endswith("@tiltas.example>")
    assert greet(key="a").message_id == message_id_of("a")


def test_a_kind_is_refused_whose_name_is_taken_or_whose_text_is_wrong():
    link = {"link": Placeholder("the link", "x")}
    with pytest.raises(ImproperlyConfigured, match="already"):
        register(GREETING)
    with pytest.raises(ImproperlyConfigured, match="no placeholder lnik"):
        register(Kind("test.wrong", "Wrong", "Hello", "{lnik}", link))
    with pytest.raises(ImproperlyConfigured, match="leaves out link"):
        register(Kind("test.wrong", "Wrong", "Hello", "Nothing", link, frozenset({"link"})))


def test_staff_send_a_failed_mail_again_as_the_same_mail(staff):
    message = greet(key="a")
    Message.objects.update(state="failed", attempts=8, failure="550 no such user")
    again = send_again(message, staff)
    assert (again.pk, again.state, again.attempts, again.failure) == (message.pk, "queued", 0, "")
    assert again.message_id == message.message_id
    assert list(ModelLogEntry.objects.values_list("action", "user")) == [
        ("mail.message.send_again", staff.pk)
    ]


def test_staff_send_a_sent_mail_once_more_as_another_mail(staff):
    message = greet(key="a")
    Message.objects.update(state="sent")
    again = send_again(message, staff)
    assert (again.key, again.state, again.text) == ("a#again-1", "queued", message.text)
    assert again.message_id != message.message_id
    Message.objects.update(state="sent")
    assert send_again(again, staff).key == "a#again-2"


@pytest.mark.parametrize(("state", "text"), [("queued", "x"), ("sending", "x"), ("sent", ""), ("failed", "")])
def test_what_is_on_its_way_or_was_emptied_is_not_sent_again(staff, state, text):
    message = greet(key="a")
    Message.objects.update(state=state, text=text)
    with pytest.raises(ValidationError):
        send_again(message, staff)


def test_a_waiting_mail_is_tried_at_once(staff):
    message = greet(key="a")
    Message.objects.update(next_try=message.created_at + timedelta(days=1))
    assert list(Message.objects.due()) == []
    try_now(message, staff)
    assert list(Message.objects.due()) == [message]
    Message.objects.update(state="failed")
    with pytest.raises(ValidationError):
        try_now(message, staff)


def test_an_address_gets_three_mails_a_day():
    for key in "abc":
        assert may_mail("Ona@example.org", "")
        greet(key=key)
    assert not may_mail("Ona@Example.org ", "")
    assert may_mail("jonas@example.org", "")
    Message.objects.filter(key="a").update(
        created_at=Message.objects.get(key="a").created_at - timedelta(days=1)
    )
    assert may_mail("ona@example.org", "")


def test_mails_that_we_write_by_ourselves_take_nothing_from_those_asked_for():
    for key in "abcd":
        greet(SECRET, key=key)
    assert may_mail("ona@example.org", "")


def test_a_network_and_all_together_get_so_many_an_hour(settings):
    settings.MAIL_LIMIT_NETWORK, settings.MAIL_LIMIT_ALL = 2, 3
    for number in range(2):
        greet(key=f"{number}", to=f"{number}@example.org", network="n")
    assert not may_mail("other@example.org", "n")
    assert may_mail("other@example.org", "m")
    greet(key="other", to="else@example.org")
    assert not may_mail("other@example.org", "m")


def test_a_network_is_told_by_a_hash_and_no_address_is_kept(settings):
    def network(address: str, **meta: str) -> str:
        return network_of(RequestFactory().get("/", REMOTE_ADDR=address, **meta))

    assert network("192.0.2.1") == network("192.0.2.250") == network("::ffff:192.0.2.7")
    assert network("192.0.2.1") != network("192.0.3.1")
    assert network("2001:db8:1::1") == network("2001:db8:1:ffff::1")
    assert network("2001:db8:1::1") != network("2001:db8:2::1")
    assert network("") == ""
    assert network("127.0.0.1", HTTP_X_FORWARDED_FOR="192.0.2.1") == network("127.0.0.1")
    settings.BEHIND_PROXY = True
    forwarded = network("127.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.9, 192.0.2.1")
    assert forwarded == network("192.0.2.1")
