"""Applications in the admin: the screen, the verbs, and what becomes of two who decide at once."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale

from alliance.membership import approve, ask, assign, attach, note, take_up
from alliance.membership.forgetting import anonymise
from alliance.models import Application, Member
from cms.mail.models import Message
from cms.models import Organisation
from cms.users.roles import EDITORS
from tests.alliance.conftest import hold_file, mails
from tests.alliance.desk import act, screen, shown

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_screen_tells_all_of_an_application_and_notes_who_looked(enter, received):
    client = enter()
    page = client.get(screen(received))
    words = shown(page)
    for told in ("Ādažu novada pašvaldība", "Latvia", "Ilze Kalniņa", "Energy", "Youth", "23,000"):
        assert told in words
    assert list(received.events.access().values_list("verb", "user__username")) == [("view", "Reviewers")]


def test_nobody_sees_what_is_not_confirmed(enter, submitted):
    assert enter().get(screen(submitted)).status_code == 404


@pytest.mark.parametrize(
    ("verb", "typed", "state"),
    [
        ("ask", {"question": "Has your council decided?"}, "information"),
        ("approve", {"message": "Sveiki!", "since": "2020-01-02", "organisation": ""}, "approved"),
        ("decline", {"reason": "You are no town."}, "declined"),
        ("override_category", {"category": "partner", "reason": "They asked for it."}, "screening"),
        ("note", {"text": "A call with Ilze on Monday."}, "screening"),
        ("set_due", {"due_on": "2030-02-03"}, "screening"),
        ("rotate_link", {}, "screening"),
    ],
)
def test_verbs_are_done_on_the_screen(enter, screening, verb, typed, state):
    client = enter()
    response = client.post(act(screening, verb), {"action": "do", **typed})
    assert (response.status_code, response.url) == (302, screen(screening))
    screening.refresh_from_db()
    assert screening.state == state
    event = screening.events.filter(user=client.user).latest("pk")
    assert event.verb in (verb, "approve")
    for text in typed.values():
        if len(text) > 12:
            assert text in shown(client.get(screen(screening)))


def test_application_is_taken_up_with_one_press(enter, received):
    client = enter()
    assert client.post(act(received, "take_up")).status_code == 302
    received.refresh_from_db()
    assert (received.state, received.assignee) == ("screening", client.user)


def test_application_is_assigned_to_somebody_who_decides_only(enter, screening):
    client = enter()
    client.post(act(screening, "assign"), {"assignee": client.user.pk})
    screening.refresh_from_db()
    assert screening.assignee == client.user
    client.post(act(screening, "assign"), {"assignee": ""})
    screening.refresh_from_db()
    assert screening.assignee is None


def test_mail_is_seen_with_its_data_before_it_is_sent(enter, screening):
    client, before = enter(), Message.objects.count()
    page = client.post(act(screening, "approve"), {"action": "preview", "message": "Welcome to Ukmergė!"})
    letter = page.context["letter"]
    assert "Welcome to Ukmergė!" in letter.text
    assert "Ilze Kalniņa" in letter.text
    assert "Ādažu novada pašvaldība" in letter.subject
    assert Message.objects.count() == before
    screening.refresh_from_db()
    assert screening.state == "screening"
    assert "Welcome to Ukmergė!" in page.context["form"]["message"].value()


def test_preview_is_what_is_sent(enter, screening):
    client = enter()
    letter = client.post(act(screening, "decline"), {"action": "preview", "reason": "Not yet."}).context[
        "letter"
    ]
    client.post(act(screening, "decline"), {"action": "do", "reason": "Not yet."})
    sent = Message.objects.get(kind="membership.declined")
    assert (sent.subject, sent.text) == (letter.subject, letter.text)


def test_second_decision_is_refused_and_nothing_typed_is_lost(enter, screening, reviewer):
    client = enter()
    assert client.get(act(screening, "decline")).status_code == 200
    approve(screening, reviewer)
    page = client.post(act(screening, "decline"), {"action": "do", "reason": "A long and careful reason."})
    words = shown(page)
    assert "This cannot be done any more: the state is now “Approved”." in words
    assert "A long and careful reason." in page.content.decode()
    assert page.context["is_legal"] is False
    assert mails()[-1][0] == "approved"
    again = client.get(act(screening, "decline"), follow=True)
    assert "the state is now “Approved”" in shown(again)


def test_empty_reason_is_asked_for(enter, screening):
    page = enter().post(act(screening, "decline"), {"action": "do", "reason": "  "})
    assert page.context["form"].errors.keys() == {"reason"}


def test_buttons_are_those_of_the_state(enter, received, reviewer):
    client = enter()

    def labels() -> list[str]:
        return [str(button["label"]) for button in client.get(screen(received)).context["buttons"]]

    assert labels() == ["Take up", "Change the category", "Send a new link"]
    take_up(received, reviewer)
    assert labels() == ["Approve", "Ask a question", "Decline", "Change the category", "Send a new link"]
    approve(received, reviewer)
    assert labels() == ["Send a new link"]


def test_unknown_verbs_are_not_there(enter, screening):
    client = enter()
    assert [getattr(client, method)(act(screening, "confirm")).status_code for method in ("get", "post")] == [
        404
    ] * 2


def test_file_is_handed_out_to_be_kept_and_noted(enter, received):
    attach(received, [hold_file("Council decision.pdf")])
    client = enter()
    page = client.get(screen(received))
    (file,) = page.context["files"]
    response = client.get(file["url"])
    assert b"".join(response).startswith(b"%PDF")
    assert response["Content-Disposition"] == 'attachment; filename="Council decision.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'"
    assert received.events.filter(verb="download").count() == 1
    assert enter(EDITORS).get(file["url"]).status_code == 302


def test_file_of_another_application_is_not_there(enter, received, submitted):
    attach(received, [hold_file()])
    other = Application.objects.create(
        organisation_name="Other", email="x@y.example", email_normalised="x@y.example", state="received"
    )
    url = screen(other) + f"files/{received.files.get().pk}/"
    assert enter().get(url).status_code == 404


def test_possible_duplicates_are_named_with_the_reason(enter, received):
    Application.objects.create(
        organisation_name="Adazi", email="a@adazi.lv", email_normalised="a@adazi.lv", email_domain="adazi.lv",
        state="declined", country="LV", name_key="adazi",
    )  # fmt: skip
    words = shown(enter().get(screen(received)))
    assert "Perhaps it is here already: Adazi (Latvia, Declined) – the same domain" in words


def test_what_people_type_is_no_markup(enter, received, reviewer):
    Application.objects.filter(pk=received.pk).update(
        organisation_name="<script>alert(1)</script>", text="<img src=x onerror=alert(1)>"
    )
    note(received, reviewer, "<b>bold</b>")
    page = enter().get(screen(received)).content.decode()
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page
    assert "<b>bold" not in page


def test_approval_may_use_a_record_that_is_there(enter, screening):
    english = Locale.objects.get(language_code="en")
    organisation = Organisation.objects.create(
        locale=english, name="Adazi", country="LV", type="municipality"
    )
    enter().post(act(screening, "approve"), {"action": "do", "organisation": organisation.pk})
    assert Member.objects.get().organisation == organisation


def test_history_tells_of_an_approval_once(enter, screening, reviewer):
    approve(screening, reviewer, "Welcome.")
    page = BeautifulSoup(enter().get(screen(screening)).content, "html.parser")
    lines = [line.text for line in page.select("[aria-labelledby=history-heading] tbody strong")]
    assert lines.count("Approved") == 1
    assert page.select_one("[aria-labelledby=history-heading] .desk-words").text == "Welcome."


def test_screen_of_an_erased_application_names_it_once(enter, received, reviewer):
    client = enter()

    def title() -> str:
        return " ".join(BeautifulSoup(client.get(screen(received)).content, "html.parser").h1.text.split())

    assert title() == f"Ādažu novada pašvaldība: {received.reference}"
    anonymise(received, user=reviewer)
    assert title() == received.reference


def test_screen_asks_the_same_number_of_queries_whatever_happened(
    enter, screening, reviewer, django_assert_num_queries
):
    client = enter()
    client.get(screen(screening))
    with CaptureQueriesContext(connection) as few:
        client.get(screen(screening))
    for number in range(4):
        note(screening, reviewer, f"Note {number}")
        attach(screening, [hold_file(f"{number}.pdf")])
    ask(screening, reviewer, "Why?")
    assign(screening, reviewer, client.user)
    with django_assert_num_queries(len(few)):
        client.get(screen(screening))


def test_home_page_tells_what_waits(enter, received):
    client = enter()
    assert "1 new application" in shown(client.get("/admin/"))
    take_up(received, client.user)
    assert "1 application waits for you" in shown(client.get("/admin/"))
    Application.objects.update(due_on=timezone.localdate() - dt.timedelta(days=1))
    assert "1 application is overdue" in shown(client.get("/admin/"))
    assert "application" not in shown(enter(EDITORS).get("/admin/"))
