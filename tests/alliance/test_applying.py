"""The form to join: whatever is sent arrives, or comes back with a word why not and with all that was typed."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from alliance.models import ActionLink, Application, ApplicationFile, Draft, JoiningSettings
from cms import public_forms
from cms.mail.models import Message
from tests.alliance.conftest import last_token, mails, make_rule, pdf_bytes
from tests.alliance.form import FIELDS, problems, soup, upload

pytestmark = pytest.mark.django_db


def test_application_waits_for_its_sender_to_confirm_it(apply):
    response = apply()
    assert response.status_code == 200
    assert "ilze@adazi.lv" in soup(response).find(role="status").get_text()
    kept = Application.objects.get()
    assert (kept.state, kept.population, kept.website) == ("unconfirmed", 23_000, "https://www.adazi.lv")
    assert (kept.spoken_languages, kept.topics.count(), str(kept.mandate_on)) == (
        ["lv", "en"],
        1,
        "2026-05-31",
    )
    assert mails() == [("confirm", "ilze@adazi.lv")]


def test_form_needs_no_cookie_and_is_not_kept(client, join_page, apply):
    page, answer = client.get(f"/en/{join_page.slug}/"), apply()
    assert (dict(page.cookies), dict(answer.cookies)) == ({}, {})
    assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("private, no-store", "no-referrer")


def test_without_words_to_agree_to_there_is_no_form(client, join_page, apply):
    JoiningSettings.objects.update(consent_text=None)
    page = soup(client.get(f"/en/{join_page.slug}/"))
    assert page.select("form[enctype]") == []
    assert apply().status_code == 302
    assert not Application.objects.exists()


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"organisation_name": ""}, "Write the name of your organisation."),
        ({"organisation_name": "x" * 301}, "This is too long: 301 characters, of 300 at most."),
        ({"organisation_name": "Buy at https://x.example"}, "Write the name without a web address."),
        ({"organisation_type": ""}, "Choose the kind of organisation."),
        ({"country": ""}, "Choose the country."),
        ({"country": "XX"}, "Select a valid choice"),
        ({"population": "many"}, "Write a whole number, as 23000."),
        ({"population": "9" * 30}, "Write a whole number, as 23000."),
        ({"website": "adazi"}, "This is no address of a website: it looks like www.example.org."),
        (
            {"website": "javascript:alert(1)"},
            "This is no address of a website: it looks like www.example.org.",
        ),
        ({"contact_name": " "}, "Write the name of the contact person."),
        ({"email": "ilze@"}, "This is no e-mail address: it looks like name@example.org."),
        ({"email": "ilze@adazi.lv\nBcc: all@example.org"}, "This is no e-mail address"),
        ({"offers": ["3fa85f64-5717-4562-b3fc-2c963f66afa6"]}, "Select a valid choice"),
        ({"text": "x" * 5001}, "This is too long: 5001 characters, of 5000 at most."),
        ({"mandate_on": "soon"}, "This is no date: it looks like 2026-05-31."),
        ({"mandate_on": "2199-05-31"}, "This day is still to come."),
        ({"phone": "abc"}, "This is no telephone number: it looks like +371 67000000."),
        ({"consent": None}, "Tick the box if you agree. Without it we may not handle what you send."),
        ({"consent_words": "other"}, "The text you are to agree to has changed meanwhile."),
        ({"subject": "Buy"}, "This field is a trap for programs. Empty it and send again."),
        ({"stamp": ""}, "Nothing is lost: please press the button once more."),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(apply, fields, problem):
    response = apply(**fields)
    found = problems(response)
    assert (response.status_code, len(found), found[0].startswith(problem)) == (200, 1, True)
    page, sent = soup(response), FIELDS | fields
    assert page.title.get_text(" ", strip=True).startswith("Error:")
    assert page.find(id="id_text").get_text().lstrip("\n") == sent["text"]
    assert page.find(id="id_population")["value"] == sent["population"]
    assert len(page.select("[name=spoken_languages][checked]")) == 2
    assert not Application.objects.exists()
    assert mails() == []


def test_control_characters_are_taken_out(apply):
    assert (
        apply(organisation_name="Ādaži\x00\r\nBcc: all@example.org", text="one\x00\r\ntwo").status_code == 200
    )
    kept = Application.objects.get()
    assert (kept.organisation_name, kept.text) == ("Ādaži Bcc: all@example.org", "one\ntwo")
    assert "\n" not in Message.objects.get().subject


def test_text_of_ten_megabytes_is_answered_calmly(apply):
    response = apply(text="x" * 10_000_000)
    assert (response.status_code, "5,000 characters" in response.content.decode()) == (413, True)
    assert not Application.objects.exists()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "The file is empty."),
        (b"MZ executable", "This is no PDF file"),
        (b"%PDF-1.7" + b"0" * (10 * 1024 * 1024), "The file is larger than"),
        (pdf_bytes()[:200], "The file is damaged"),
    ],
)
def test_bad_file_is_told_of_and_not_kept(apply, content, problem):
    assert [told.startswith(problem) for told in problems(apply(mandate=upload(content)))] == [True]
    assert not ApplicationFile.objects.exists()


def test_file_is_not_lost_when_something_else_is_wrong(apply):
    page = soup(apply(mandate=upload(pdf_bytes()), email=""))
    assert "decision.pdf" in page.select_one(".form__file .notice").get_text()
    token = page.find(id="id_kept")["value"]
    apply(kept=token)
    assert [file.name for file in Application.objects.get().files.all()] == ["decision.pdf"]


def test_file_that_is_held_no_more_is_asked_for_again(apply):
    told = ["The file is not there any more. Please choose it once more."]
    assert problems(apply(kept="forged")) == told


def test_file_that_must_be_there_is_asked_for(apply):
    JoiningSettings.objects.update(mandate="required")
    assert problems(apply()) == ["Please add the mandate or the decision of your council, as PDF."]
    apply(mandate=upload(pdf_bytes()))
    assert Application.objects.count() == 1


def test_who_is_not_eligible_reads_why_and_may_insist(apply):
    make_rule(outcome="refused", reason="Only regions join. Come to our events.")
    response = apply()
    assert problems(response) == ["This does not fit our rules. Only regions join. Come to our events."]
    assert soup(response).find(id="id_insists") is not None
    apply(insists="on")
    assert Application.objects.get().category == ""


def test_answer_is_the_same_for_a_known_address(apply):
    first = apply()
    again = apply(text="Once more, with other words.")
    assert first.content == again.content
    assert (Application.objects.count(), mails()[-1][0]) == (1, "confirm_again")


def test_same_form_twice_is_one_application_and_one_mail(apply):
    assert apply().content == apply().content
    assert (Application.objects.count(), len(mails())) == (1, 1)


def test_draft_is_mailed_on_request_and_gone_on_with(apply, client):
    assert apply(action="draft", organisation_name="", consent=None).status_code == 200
    assert (mails(), Application.objects.count()) == ([("draft", "ilze@adazi.lv")], 0)
    token = last_token("draft")
    page = soup(client.get(f"/en/_application/draft/{token}/"))
    assert page.find(id="id_text").get_text().strip() == FIELDS["text"]
    assert [box["value"] for box in page.select("[name=wishes][checked]")] == ["partnership"]
    assert (page.find(id="id_consent").has_attr("checked"), page.find(id="id_draft")["value"]) == (
        False,
        token,
    )
    assert page.select("link[rel=canonical]") == []
    apply(action="draft", draft=token, text="Later.")
    assert (Draft.objects.get().data["text"], len(mails())) == (["Later."], 1)
    apply(draft=token)
    assert (Draft.objects.count(), Application.objects.count()) == (0, 1)


def test_draft_needs_an_address_and_nothing_else(apply):
    response = apply(action="draft", email="", country="")
    assert problems(response) == ["Write your e-mail address: the link to go on is sent there."]
    assert soup(response).find(id="id_contact_name")["value"] == FIELDS["contact_name"]
    assert not Draft.objects.exists()


def test_confirming_takes_a_button_and_twice_is_harmless(apply, client):
    apply()
    address = f"/en/_application/confirm/{last_token('confirm')}/"
    assert soup(client.get(address)).select_one("main form button") is not None
    assert Application.objects.get().state == "unconfirmed"
    for _time in range(2):
        assert soup(client.post(address)).select("main form") == []
    assert (Application.objects.get().state, len(mails())) == ("received", 2)


def test_links_that_do_not_work_say_what_to_do_and_nothing_else(apply, client):
    apply()
    token = last_token("confirm")
    ActionLink.objects.update(expires_at=timezone.now() - timedelta(hours=1))
    assert client.post(f"/en/_application/confirm/{token}/").status_code == 410
    answers = [
        client.get(f"/en/_application/{purpose}/{token[:-1]}x/")
        for purpose in ("confirm", "status", "draft", "address")
    ]
    assert [answer.status_code for answer in answers] == [404] * 4
    plain = {re.sub(rb"/(confirm|status|draft|address)/", b"", answer.content) for answer in answers}
    assert len(plain) == 1
    assert soup(answers[0]).select_one("main a.button")["href"] == "/en/_application/link/"


def test_lost_link_is_sent_and_the_answer_tells_nothing(apply, client, monkeypatch):
    apply()
    monkeypatch.setattr(public_forms, "SHORTEST", timedelta(seconds=-1))

    def ask(email: str):
        sent = {"email": email, "stamp": public_forms.make_stamp("LinkForm")}
        return client.post("/en/_application/link/", sent).content

    known, unknown = ask("ilze@adazi.lv"), ask("anna@adazi.lv")
    assert known.replace(b"ilze@", b"") == unknown.replace(b"anna@", b"")
    assert [kind for kind, _to in mails()] == ["confirm", "confirm_again"]


def test_address_of_the_form_leads_to_its_page(client, join_page):
    assert client.get(f"/en/_application/{join_page.pk}/")["Location"] == f"/en/{join_page.slug}/#application"
    assert client.get("/en/_application/999999/").status_code == 404
    assert client.get(f"/lt/_application/{join_page.pk}/").status_code == 404


def test_queries_of_the_form_are_few(client, join_page, apply, django_assert_num_queries):
    client.get(f"/en/{join_page.slug}/")
    with django_assert_num_queries(7):
        client.get(f"/en/{join_page.slug}/")
    with django_assert_num_queries(42 if connection.vendor == "postgresql" else 39):  # three locks
        apply()
