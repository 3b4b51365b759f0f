"""What Django and Wagtail mail is written into the outbox, in the transaction of what caused it."""

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMultiAlternatives, send_mail
from django.core.mail.message import BadHeaderError
from django.db import transaction
from django.urls import reverse
from wagtail.users.models import UserProfile

from cms.mail.backend import UnfitMailError
from cms.mail.environment import SMTP, delivery_of
from cms.mail.models import Message
from cms.mail.worker import Worker

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def outbox(settings):
    settings.EMAIL_BACKEND = "cms.mail.backend.OutboxBackend"


@pytest.fixture
def ona(db):
    user = get_user_model().objects.create_superuser("ona", "ona@example.org", "before")
    UserProfile.objects.create(user=user, preferred_language="lt")
    return user


def test_a_mail_is_written_for_each_reader_and_sent_by_the_worker_alone(post_office):
    letter = EmailMultiAlternatives(
        "Hello", "Text", "Press <press@example.org>", ["Ona <ona@example.org>"], ["jonas@example.org"]
    )
    letter.attach_alternative("<p>Text</p>", "text/html")
    letter.reply_to = ["answers@example.org"]
    assert letter.send() == 1
    assert post_office.mails == mail.outbox == []
    Worker().send_due()
    assert [(each["To"], each["From"], each["Reply-To"]) for each in post_office.mails] == [
        ("ona@example.org", "Press <press@example.org>", "answers@example.org"),
        ("jonas@example.org", "Press <press@example.org>", "answers@example.org"),
    ]
    assert post_office.mails[0].get_body(("html",)).get_content().strip() == "<p>Text</p>"
    assert [part.get_content_type() for part in post_office.mails[0].walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]


def test_a_mail_is_gone_with_what_caused_it():
    with transaction.atomic():
        send_mail("Hello", "Text", None, ["ona@example.org"])
        transaction.set_rollback(True)
    assert Message.objects.count() == 0


def test_a_plain_mail_stays_plain(post_office):
    send_mail("Hello", "  two\n  columns", None, ["ona@example.org"])
    Worker().send_due()
    assert post_office.mails[0].get_content_type() == "text/plain"


@pytest.mark.parametrize("field", ["subject", "from_email", "reply_to", "to"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_break_in_a_header_is_refused(field, end):
    evil = f"x@example.org{end}Bcc: all@example.org"
    fields = {"to": ["ona@example.org"], field: [evil] if field in ("to", "reply_to") else evil}
    with pytest.raises(BadHeaderError):
        EmailMultiAlternatives(body="Text", **fields).send()
    assert Message.objects.count() == 0


def test_what_the_outbox_does_not_take_is_refused_with_what_to_do():
    letter = EmailMultiAlternatives("Hello", "Text", to=["ona@example.org"])
    letter.attach("minutes.pdf", b"%PDF", "application/pdf")
    with pytest.raises(UnfitMailError, match="mail the link"):
        letter.send()
    with pytest.raises(UnfitMailError, match="at most 500000"):
        send_mail("Hello", "x" * 500_001, None, ["ona@example.org"])
    assert Message.objects.count() == 0


def test_a_new_password_comes_in_the_language_of_its_reader_and_is_secret(client, ona):
    answer = client.post(reverse("wagtailadmin_password_reset"), {"email": "ona@example.org"})
    message = Message.objects.get()
    assert (message.kind, message.is_secret, message.language) == ("account.password", True, "lt")
    assert message.values == {}
    link = next(line for line in message.text.splitlines() if line.startswith("http://127.0.0.1:8000/admin/"))
    page = client.get(link.removeprefix("http://127.0.0.1:8000"), follow=True)
    assert "new_password1" in page.context["form"].fields
    nobody = client.post(reverse("wagtailadmin_password_reset"), {"email": "nobody@example.org"})
    assert Message.objects.count() == 1
    assert (nobody.status_code, nobody.url) == (answer.status_code, answer.url)


def test_new_passwords_cannot_be_asked_for_without_end(client, ona, settings):
    settings.MAIL_LIMIT_ADDRESS = 0
    client.post(reverse("wagtailadmin_password_reset"), {"email": "ona@example.org"})
    assert Message.objects.count() == 0


def test_another_mail_with_such_a_link_is_secret_too():
    send_mail(
        "Hello", "http://127.0.0.1:8000/admin/password_reset/confirm/MQ/x-y/", None, ["ona@example.org"]
    )
    assert Message.objects.get().is_secret is True


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("console:", {"MAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}),
        ("consolemail:", {"MAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}),
        ("file:///var/mails", {"EMAIL_FILE_PATH": "/var/mails"}),
        (
            "smtp+tls://ona%40x:p%2Fw@post.example:2525",
            {
                "MAIL_BACKEND": SMTP,
                "EMAIL_HOST": "post.example",
                "EMAIL_PORT": 2525,
                "EMAIL_HOST_USER": "ona@x",
                "EMAIL_HOST_PASSWORD": "p/w",
                "EMAIL_USE_TLS": True,
                "EMAIL_USE_SSL": False,
            },
        ),
        ("smtp+ssl://post.example", {"EMAIL_PORT": 465, "EMAIL_USE_SSL": True, "EMAIL_USE_TLS": False}),
        ("smtp://localhost", {"EMAIL_PORT": 25, "EMAIL_USE_SSL": False, "EMAIL_USE_TLS": False}),
    ],
)
def test_the_address_of_the_mail_server_is_understood(url, expected):
    found = delivery_of(url)
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize("url", ["", "smtp:", "file:", "ftp://x", "post.example:25"])
def test_an_address_that_is_not_understood_is_refused(url):
    with pytest.raises(ImproperlyConfigured):
        delivery_of(url)
