"""Whatever people type, a mail has our headers and two parts, and no link leads elsewhere."""

import email
import email.policy

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from wagtail.models import Locale

from cms.mail.composing import as_html, compose
from cms.mail.models import MAX_SUBJECT, Message
from cms.mail.wording import cleaned_value, fill_body, fill_subject
from cms.models import SiteTexts
from tests.translation.conftest import home, made_home  # noqa: F401 - fixtures

pytestmark = [pytest.mark.django_db, pytest.mark.once]

HEADERS = [
    "Content-Type",
    "MIME-Version",
    "Subject",
    "From",
    "To",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "Content-Language",
]
NASTY = [
    "Ona\r\nBcc: all@example.org",
    "Ona\n\n<script>alert(1)</script>",
    "Ona\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029Bcc: all@example.org",
    "=?utf-8?q?=0D=0ABcc:_all=40example.org?=",
    "Ona\x00\ud800\udfff\ufffe",
    "\u202egro.elpmaxe@live\u202c",
    "--===============1234==\nContent-Type: text/html",
    ".\r\nMAIL FROM:<x@example.org>",
    "{link}{name}{0}%(x)s%s",
    "From here",
    "é" * 998,
    "👩‍👩‍👧‍👦" * 40,
    "https://evil.example/ \nhttps://evil.example/\n",
]


def composed(name: str) -> email.message.EmailMessage:
    """Return a mail with a name in its subject and its text, as a mail program reads it."""
    values = {"name": cleaned_value(name)}
    message = Message(
        kind="test.greeting",
        recipient="ona@example.org",
        language="en",
        subject=fill_subject("For {name}", values, MAX_SUBJECT),
        text=fill_body("Hello {name}!\n\nEnd.", values),
        message_id="<x@example.org>",
    )
    sent = compose(message).message().as_bytes(linesep="\r\n")
    return email.message_from_bytes(sent, policy=email.policy.default)


def check(name: str) -> None:
    mail = composed(name)
    assert mail.keys() == HEADERS
    assert mail["To"] == "ona@example.org"
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    html = mail.get_body(("html",)).get_content()
    shown = BeautifulSoup(html, "html.parser")
    assert shown.select("script, img, link, iframe, form") == []
    assert {link["href"] for link in shown.select("a")} == {settings.BASE_URL + "/"}


@pytest.mark.parametrize("name", NASTY)
def test_nasty_names_do_no_harm(name):
    check(name)


@given(st.text(st.characters(codec=None), max_size=200))
@example("\ud83d")
@hypothesis_settings(max_examples=60, deadline=None)
def test_no_name_does_harm(name):
    check(name)


@pytest.mark.parametrize(
    "line",
    [
        "https://evil.example/",
        "http://127.0.0.1:8000.evil.example/",
        "http://127.0.0.1:8000@evil.example/",
        "javascript:alert(1)",
        "- Prize: https://evil.example/",
        "//evil.example/",
    ],
)
def test_only_links_to_our_site_are_links(line):
    html = as_html("Hello", f"Press:\n{line}\n", "en")
    assert {link["href"] for link in BeautifulSoup(html, "html.parser").select("a")} == {
        "http://127.0.0.1:8000/"
    }


def test_a_link_alone_is_a_button_and_the_line_above_it_says_what_for():
    text = "Hello.\nConfirm your address:\nhttp://127.0.0.1:8000/en/x/\nIt works for 48 hours.\n\nhttp://127.0.0.1:8000/en/\n"
    shown = BeautifulSoup(as_html("Hello", text, "en"), "html.parser")
    assert [(link.text.strip(), link["href"]) for link in shown.select("a.button")] == [
        ("Confirm your address", "http://127.0.0.1:8000/en/x/"),
        ("Open the page", "http://127.0.0.1:8000/en/"),
    ]
    assert shown.html["lang"] == "en"
    assert [heading.text for heading in shown.select("h1")] == ["Hello"]


def test_the_mail_goes_by_the_name_of_the_site_in_its_language(home):  # noqa: F811
    SiteTexts.objects.all().delete()
    for language, name in (("en", "Alliance of Bridges"), ("lt", "Tiltų sąjunga")):
        SiteTexts.objects.create(locale=Locale.objects.get(language_code=language), brand_name=name)
    for language, name in (("lt", "Tiltų sąjunga"), ("lv", "Alliance of Bridges")):
        shown = BeautifulSoup(as_html("Hello", "Text", language), "html.parser")
        assert shown.select_one(".sheet > p").text == name
