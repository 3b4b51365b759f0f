"""Mails and their texts in the admin: who sees them, what they show, and what can be done."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.mail.editing import examples_of
from cms.mail.kinds import kind_named, kinds
from cms.mail.mail_kinds import DIGEST, PASSWORD
from cms.mail.models import Attempt, MailText, Message
from cms.users.roles import EDITORS, REVIEWERS, translators
from cms.waiting import waiting_for
from tests.cms.mail.letters import GREETING, SECRET, greet
from tests.translation.conftest import home, made_home, sign_in_as  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db

#: How often the list of mails asks the database.
QUERIES = 12


@pytest.fixture
def staff(home, sign_in_as):  # noqa: F811
    """A client of somebody who decides on requests."""
    return sign_in_as(REVIEWERS)


def shown(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def rows(response) -> list[list[str]]:
    return [
        [" ".join(cell.text.split()) for cell in row.select("td")]
        for row in shown(response).select("tbody tr")
    ]


def detail(message: Message) -> str:
    return reverse("mails:detail", args=[message.pk])


def text_url(kind=GREETING, language="en") -> str:
    return reverse("mails:text", args=[kind.name, language])


def letter(response) -> BeautifulSoup:
    """Return the HTML mail that a screen shows in a frame of its own."""
    frame = shown(response).select_one("iframe")
    assert "sandbox" in frame.attrs
    return BeautifulSoup(frame["srcdoc"], "html.parser")


def test_mails_are_listed_filtered_and_searched(staff):
    greet(key="a", to="ona@example.org", language="lt")
    greet(SECRET, key="b", to="jurgis@example.org")
    Message.objects.filter(key="b").update(state="failed", attempts=8)
    url = reverse("mails:index")
    assert [row[:5] for row in rows(staff.get(url))] == [
        ["jurgis@example.org", "Failed", "Secret", "English", "8"],
        ["ona@example.org", "Waiting", "Greeting", "lietuvių", "0"],
    ]

    def found(query: str) -> list[str]:
        return [row[0] for row in rows(staff.get(f"{url}?{query}"))]

    assert (
        found("state=failed") == found("kind=test.secret") == found("language=en") == ["jurgis@example.org"]
    )
    assert found("q=ONA") == ["ona@example.org"]
    assert found("q=nobody") == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_queries(staff, count, django_assert_num_queries):
    for number in range(count):
        greet(key=f"{number}")
    staff.get(reverse("mails:index"))
    with django_assert_num_queries(QUERIES):
        staff.get(reverse("mails:index"))


def test_only_those_who_decide_see_mails_and_change_texts(home, sign_in_as):  # noqa: F811
    message = greet(key="a")
    for groups, expected in ((EDITORS, 302), (translators("lt"), 302), (REVIEWERS, 200)):
        client = sign_in_as(groups)
        for url in (reverse("mails:index"), detail(message), reverse("mails:texts"), text_url()):
            assert client.get(url).status_code == expected, (groups, url)
    seer = sign_in_as(REVIEWERS)
    Group.objects.get(name=REVIEWERS).permissions.remove(
        *Group.objects.get(name=REVIEWERS).permissions.filter(codename__startswith="change_")
    )
    assert seer.post(detail(message), {"action": "now"}).status_code == 302
    assert seer.get(text_url()).status_code == 302
    assert seer.get(detail(message)).status_code == 200
    assert ModelLogEntry.objects.count() == 0


def test_a_mail_is_shown_as_its_reader_sees_it_with_what_became_of_it(staff):
    message = greet(key="a", name='Ona "<script>alert(1)</script>')
    Attempt.objects.create(message=message, outcome="later", reason="451 come back later")
    page = staff.get(detail(message))
    assert letter(page).select_one("p:nth-of-type(1)") is not None
    assert 'Hello Ona "<script>alert(1)</script>!' in letter(page).body.text
    assert letter(page).select("script") == []
    assert letter(page).select_one("a.button")["href"] == "http://127.0.0.1:8000/en/"
    [row] = [" ".join(row.text.split()) for row in shown(page).select("#mail-history ~ table tbody tr")]
    assert "Not taken now, to be tried again 451 come back later" in row


def test_a_mail_leads_to_what_it_is_about(staff, sign_in_as, home):  # noqa: F811
    message = greet(key="a", about=home)
    assert "Home en" in staff.get(detail(message)).content.decode()
    edit = reverse("wagtailadmin_pages:edit", args=[home.pk])
    assert shown(staff.get(detail(message))).select(f'dd a[href="{edit}"]') == []
    assert len(shown(sign_in_as().get(detail(message))).select(f'dd a[href="{edit}"]')) == 1


@pytest.mark.parametrize("state", ["queued", "failed"])
def test_a_secret_text_is_shown_to_nobody(staff, state, settings):
    message = greet(SECRET, key="a", link="http://127.0.0.1:8000/secret-link")
    Message.objects.update(state=state)
    assert "secret-link" not in staff.get(detail(message)).content.decode()
    assert "shown to nobody" in staff.get(detail(message)).content.decode()
    settings.MAIL_SHOWS_SECRETS = True
    assert "secret-link" in staff.get(detail(message)).content.decode()


def test_a_failed_mail_is_sent_again_and_a_waiting_one_tried_now(staff):
    message = greet(key="a")
    Message.objects.update(state="failed", failure="550 nobody")
    assert [
        button.text for button in shown(staff.get(detail(message))).select("form button[name=action]")
    ] == ["Send again"]
    staff.post(detail(message), {"action": "again"})
    Message.objects.update(next_try=timezone.now() + timedelta(days=1))
    staff.post(detail(message), {"action": "now"})
    message.refresh_from_db()
    assert (message.state, message.next_try <= timezone.now()) == ("queued", True)
    assert list(ModelLogEntry.objects.order_by("pk").values_list("action", "user")) == [
        ("mail.message.send_again", staff.user.pk),
        ("mail.message.try_now", staff.user.pk),
    ]
    history = [" ".join(row.text.split()) for row in shown(staff.get(detail(message))).select("tbody tr")]
    assert ["Tried at once" in history[0], "Sent again" in history[1]] == [True, True]
    assert staff.post(detail(message), {"action": "delete"}).status_code == 404


def test_nothing_is_done_where_a_mail_is_on_its_way(staff):
    message = greet(key="a")
    Message.objects.update(state="sending")
    page = staff.post(detail(message), {"action": "again"}, follow=True)
    assert "on its way already" in page.content.decode()
    assert Message.objects.get().state == "sending"


def test_failed_and_late_mails_wait_for_those_who_can_send_them_again(staff):
    for key in "abc":
        greet(key=key)
    Message.objects.filter(key="a").update(state="failed")
    Message.objects.filter(key="b").update(next_try=timezone.now() - timedelta(hours=2))
    entries = waiting_for(staff.user)
    assert [(entry.count, entry.words) for entry in entries] == [
        (1, "mail could not be sent"),
        (1, "mail waits for more than an hour"),
    ]
    assert [len(rows(staff.get(entry.url))) for entry in entries] == [1, 2]


def test_the_list_of_texts_marks_what_is_edited(staff):
    MailText.objects.create(kind=GREETING.name, language="lt", subject="Labas", body="{link}")
    found = {
        row.select_one("strong").text: [" ".join(item.text.split()) for item in row.select("li")]
        for row in shown(staff.get(reverse("mails:texts"))).select("tbody tr")
    }
    assert found["Greeting"] == ["English", "lietuvių edited", "latviešu"]
    assert found[str(PASSWORD.label)] == ["English", "lietuvių", "latviešu", "українська"]
    assert "Message of the system" not in found


def test_a_text_is_changed_previewed_and_given_up(staff):
    url = text_url(language="lt")
    page = staff.get(url)
    assert shown(page).select_one("[name=subject]")["value"] == "Paieška"
    words = {"subject": "Labas, {name}", "body": "Štai:\r\n{link}\r\n"}
    seen = staff.post(url, {**words, "action": "preview"})
    assert "Labas, Ona" in shown(seen).select_one("#mail-preview ~ p").text
    assert (letter(seen).html["lang"], letter(seen).select_one("a.button").text.strip()) == ("lt", "Štai")
    assert MailText.objects.count() == 0
    staff.post(url, {**words, "action": "save"})
    text = MailText.objects.get()
    assert (text.subject, text.body, text.changed_by) == ("Labas, {name}", "Štai:\n{link}", staff.user)
    staff.post(url, {"action": "restore"})
    assert MailText.objects.count() == 0
    assert list(ModelLogEntry.objects.order_by("pk").values_list("action", flat=True)) == [
        "mail.text.change",
        "mail.text.restore",
    ]


@pytest.mark.once
def test_a_preview_leads_to_pages_in_the_language_of_the_mail(settings):
    settings.BASE_URL = "https://bridges.example"
    for kind in (kind for kind in kinds() if not kind.is_verbatim):
        for text in examples_of(kind, "lt").values():
            assert "www.example.org" not in text
            assert "/en/" not in text
    assert examples_of(kind_named("registration.reminder"), "lt")["page"].startswith(
        "https://bridges.example/lt/"
    )


def test_a_preview_takes_the_values_of_the_latest_mail_unless_they_are_secret(staff):
    greet(key="a", name="Jonas")
    sent = {"subject": "Hello {name}", "body": "{link}", "values": "latest", "action": "preview"}
    assert "Hello Jonas" in staff.post(text_url(), sent).content.decode()
    greet(SECRET, key="b", name="Petras")
    page = staff.post(text_url(SECRET), sent)
    assert "Petras" not in page.content.decode()
    assert shown(page).select("[name=values]") == []


@pytest.mark.parametrize(
    ("subject", "body", "expected"),
    [
        ("Hello", "{lnik}", "{lnik} is no placeholder; there are: {name} and {link}."),
        ("{x.__class__}", "{link}", "{x.__class__} is no placeholder; there are: {name} and {link}."),
        ("Hello", "Nothing", "{link} is missing: without it the mail is of no use."),
        ("{link}", "Nothing", "{link} is missing: without it the mail is of no use."),
        ("Hello {name", "{link}", "A brace is left over: a placeholder looks like {name}."),
        ("", "{link}", "This field is required."),
        ("a\x07b", "{link}", "A subject is one line without control characters."),
    ],
)
def test_wrong_texts_are_refused_with_what_is_wrong(staff, subject, body, expected):
    page = staff.post(text_url(), {"subject": subject, "body": body, "action": "save"})
    assert expected in " ".join(error.text for error in shown(page).select(".error-message"))
    assert MailText.objects.count() == 0


def test_there_is_no_text_of_other_kinds_and_languages(staff):
    assert staff.get(text_url(language="xx")).status_code == 404
    assert staff.get(text_url(DIGEST, "mt")).status_code == 404
    assert staff.get(reverse("mails:text", args=["system", "en"])).status_code == 404
    assert staff.get(reverse("mails:text", args=["no.such", "en"])).status_code == 404
