"""What comes in arrives once, is told the same whoever asks, and bombs nobody."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from alliance import consents, membership
from alliance.membership import Consent, NotEligibleError
from alliance.models import (
    ActionLink,
    Application,
    ApplicationFile,
    ConsentText,
    ConsentVersion,
    Draft,
    JoiningSettings,
)
from alliance.models.consent import FrozenError
from cms.mail.models import Message
from tests.alliance.conftest import another, history, hold_file, last_token, mails, make_rule

pytestmark = pytest.mark.django_db


def test_same_form_sent_twice_is_one_application_and_one_mail(data, consent):
    assert membership.submit(data, consent) == membership.submit(data, consent)
    assert (Application.objects.count(), mails()) == (1, [("confirm", "Ilze@Adazi.lv")])
    assert history(Application.objects.get()) == ["submit"]


@pytest.mark.parametrize("address", ["ilze@adazi.lv", "ILZE@ADAZI.LV", "ilze+join@adazi.lv"])
def test_address_that_waits_for_its_owner_is_reminded(submitted, data, consent, address):
    first = submitted.content_hash
    answer = membership.submit(replace(data, email=address, text="Another."), consent)
    assert answer == membership.Receipt(address)
    assert (Application.objects.count(), Application.objects.get().content_hash) == (1, first)
    assert mails()[1:] == [("confirm_again", "Ilze@Adazi.lv")]
    assert membership.confirm(last_token("confirm")) == submitted


def test_address_in_progress_gets_its_link_and_the_sender_learns_nothing(received, data, consent):
    assert membership.submit(data, consent) == membership.Receipt(data.email)
    assert Application.objects.count() == 1
    membership.submit(replace(data, text="Another."), consent)
    assert mails()[2:] == [("already_applied", "Ilze@Adazi.lv")]
    assert membership.open_status(last_token("status")) == received
    assert history(received)[-1] == "submit_again"


def test_address_may_apply_again_after_a_decision(screening, data, consent, reviewer):
    membership.decline(screening, reviewer, "Not yet.")
    membership.submit(data, consent)
    assert list(Application.objects.order_by("pk").values_list("state", flat=True)) == [
        "declined",
        "unconfirmed",
    ]


def test_address_may_apply_again_on_the_day_it_withdrew(received, data, consent):
    membership.withdraw(received)
    membership.submit(replace(data, text="On second thoughts."), consent)
    assert mails()[-1] == ("confirm", data.email)
    assert membership.confirm(last_token("confirm")).state == "received"


def test_nobody_is_bombed_and_nothing_is_lost(data, consent, settings):
    for number in range(10):
        membership.submit(replace(data, text=f"Version {number}."), consent, network="n")
    assert (len(mails()), Application.objects.count()) == (settings.MAIL_LIMIT_ADDRESS, 1)
    assert membership.ask_for_link(data.email, network="n") == membership.Receipt(data.email)
    assert len(mails()) == settings.MAIL_LIMIT_ADDRESS
    Message.objects.update(created_at=timezone.now() - timedelta(days=2))
    membership.ask_for_link(data.email, network="n")
    assert membership.confirm(last_token("confirm")).state == "received"


def test_application_without_a_mail_is_confirmed_after_asking_again(data, consent, settings):
    settings.MAIL_LIMIT_NETWORK = 0
    membership.submit(data, consent, network="n")
    assert (mails(), Application.objects.count()) == ([], 1)
    settings.MAIL_LIMIT_NETWORK = 30
    membership.submit(data, consent, network="n")
    assert mails() == [("confirm_again", data.email)]


def test_unknown_address_is_answered_the_same_and_gets_no_mail(received):
    before = len(mails())
    assert membership.ask_for_link("nobody@example.org") == membership.Receipt("nobody@example.org")
    assert len(mails()) == before
    membership.ask_for_link("ilze@adazi.lv")
    assert mails()[before:] == [("new_link", "Ilze@Adazi.lv")]


def test_confirming_twice_is_harmless(received):
    token = last_token("confirm")
    before = Message.objects.count(), history(received)
    assert membership.confirm(token) == received
    assert membership.look_at_confirmation(token) == received
    assert before == (Message.objects.count(), history(received))


def test_rules_refuse_with_a_reason_unless_the_applicant_insists(data, consent):
    make_rule(name="Cities only", outcome="refused", countries=["LV"], reason="We are sorry: see …")
    with pytest.raises(NotEligibleError) as refused:
        membership.submit(data, consent)
    assert (refused.value.reason, Application.objects.count()) == ("We are sorry: see …", 0)
    membership.submit(data, consent, insists=True)
    assert Application.objects.get().category == ""


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"organisation_name": ""}, {"organisation_name"}),
        ({"country": "XX", "organisation_type": "village"}, {"country", "organisation_type"}),
        ({"email": "no address"}, {"email"}),
        ({"email": "a@b.example\r\nBcc: all@example.org"}, {"email"}),
        ({"text": "x" * 10_000_000}, {"text"}),
        ({"contact_name": "x" * 201, "phone": "1" * 41}, {"contact_name", "phone"}),
        ({"website": "javascript:alert(1)"}, {"website"}),
        (
            {"contact_name": "Win at https://evil.example", "organisation_name": "WWW.evil.example"},
            {
                "contact_name",
                "organisation_name",
            },
        ),
        ({"wishes": ["gold"], "spoken_languages": ["xx"]}, {"wishes", "spoken_languages"}),
        ({"needs": ["8c7b6b3e-0000-4000-8000-000000000000"]}, {"offers"}),
    ],
)
def test_what_does_not_fit_is_told_by_field_and_nothing_is_kept(data, consent, fields, wrong):
    with pytest.raises(ValidationError) as refused:
        membership.submit(replace(data, **fields), consent)
    assert set(refused.value.message_dict) == wrong
    assert (Application.objects.count(), mails()) == (0, [])


def test_names_put_nothing_into_the_head_of_a_mail(data, consent):
    nasty = "Town\r\nBcc: all@example.org\x00\u202e"
    membership.submit(replace(data, organisation_name=nasty, contact_name=nasty), consent)
    stored = Application.objects.get()
    assert (stored.organisation_name, stored.contact_name) == ("Town Bcc: all@example.org",) * 2
    assert Message.objects.get().subject.splitlines() == [
        "Prašome patvirtinti paraišką (Town Bcc: all@example.org)"
    ]


def test_mandate_may_be_required(data, consent):
    JoiningSettings.objects.update(mandate="required")
    with pytest.raises(ValidationError) as refused:
        membership.submit(data, consent)
    assert set(refused.value.message_dict) == {"files"}
    membership.submit(data, consent, files=[hold_file()])
    assert ApplicationFile.objects.get().application == Application.objects.get()


def test_file_that_is_held_no_more_is_asked_for_again(data, consent):
    token = hold_file()
    ApplicationFile.objects.update(sent_at=timezone.now() - timedelta(days=2))
    with pytest.raises(ValidationError) as refused:
        membership.submit(data, consent, files=[token])
    assert (set(refused.value.message_dict), Application.objects.count()) == ({"files"}, 0)


# --- Consent ---


def test_changed_text_leaves_what_was_agreed_to_as_it_was(submitted, data, consent):
    text = ConsentText.objects.get(purpose="application")
    text.heading = "I agree to something else"
    text.save()
    with pytest.raises(consents.ConsentChangedError):
        membership.submit(another(data, 1), consent)
    digest = consents.wording_now("application", "lt").digest
    membership.submit(another(data, 1), Consent(digest))
    old, new = (application.consent for application in Application.objects.order_by("pk"))
    assert [(version.number, version.heading) for version in (old, new)] == [
        (1, "I agree: application"),
        (2, "I agree to something else"),
    ]
    with pytest.raises(FrozenError):
        old.save()


def test_words_agreed_to_are_kept_once_and_by_language(submitted, data, consent):
    membership.submit(another(data, 1), consent)
    assert ConsentVersion.objects.filter(purpose="application").count() == 1
    english = ConsentText.objects.get(purpose="application")
    lithuanian = english.copy_for_translation(data.page.locale.__class__.objects.get(language_code="lt"))
    lithuanian.heading = "Sutinku"
    lithuanian.save()
    wording = consents.wording_now("application", "lt")
    assert (wording.heading, consents.wording_now("application", "uk").language) == ("Sutinku", "en")
    membership.submit(another(data, 2), Consent(wording.digest))
    version = Application.objects.latest("pk").consent
    assert (version.language, version.number, version.heading) == ("lt", 1, "Sutinku")


# --- Drafts ---


def test_draft_is_found_by_its_link_and_gone_when_it_is_sent(data, consent, join_page):
    typed = {"organisation_name": "Ādaži", "text": "Half\x00 a sentence"}
    membership.save_draft("ilze@adazi.lv", typed, page=join_page, language="lt")
    token = last_token("draft")
    draft = membership.open_draft(token)
    assert draft.data == {"organisation_name": "Ādaži", "text": "Half a sentence"}
    membership.change_draft(token, {"organisation_name": "Ādažu novads"})
    assert membership.open_draft(token).data == {"organisation_name": "Ādažu novads"}
    membership.submit(data, consent, draft=token)
    assert (Draft.objects.count(), ActionLink.objects.filter(purpose="draft").count()) == (0, 0)


def test_drafts_bomb_nobody_and_do_not_grow_without_end(join_page):
    for number in range(6):
        membership.save_draft(f"ilze+{number}@adazi.lv", {"a": 1}, page=join_page, language="lt")
    assert (Draft.objects.count(), len(mails())) == (3, 3)
    with pytest.raises(ValidationError, match="too much"):
        membership.save_draft("b@example.org", {"a": "x" * 200_000}, page=join_page, language="lt")
