"""Links give rights to whoever has them, for as long as the database says, and to nobody else."""

import datetime as dt

import pytest
import time_machine
from django.db.models.functions import Now
from django.utils import timezone

from alliance import links, membership
from alliance.membership import AddressTakenError
from alliance.models import ActionLink, Application
from cms import tokens
from tests.alliance.conftest import another, last_token, mails

pytestmark = pytest.mark.django_db


def test_only_the_hash_of_a_token_is_stored(submitted):
    token = last_token("confirm")
    row = ActionLink.objects.values().get()
    assert token not in map(str, row.values())
    assert row["token_hash"] == tokens.hash_of(token)


@pytest.mark.parametrize("days", [-1, 1])
def test_clock_of_the_server_that_asks_does_not_matter(submitted, days):
    token = last_token("confirm")
    with time_machine.travel(timezone.now() + dt.timedelta(days=days), tick=True):
        assert links.find_link(token, "confirm").application == submitted
    ActionLink.objects.update(expires_at=Now() - dt.timedelta(seconds=1))
    with (
        time_machine.travel(timezone.now() + dt.timedelta(days=days), tick=True),
        pytest.raises(tokens.ExpiredLinkError),
    ):
        membership.confirm(token)
    submitted.refresh_from_db()
    assert submitted.state == "unconfirmed"


def test_link_lasts_48_hours(submitted):
    assert ActionLink.objects.filter(
        expires_at__gt=Now() + dt.timedelta(hours=47, minutes=59),
        expires_at__lte=Now() + dt.timedelta(hours=48),
    ).exists()


@pytest.mark.parametrize(
    "change",
    [lambda token: token[:-1], lambda token: token + "A", lambda token: token.swapcase(), lambda _: "\ud800"],
)
def test_tampered_token_leads_nowhere(submitted, change):
    with pytest.raises(tokens.UnknownLinkError):
        membership.confirm(change(last_token("confirm")))


def test_link_of_one_purpose_serves_no_other(received):
    confirming, status = last_token("confirm"), last_token("status")
    with pytest.raises(tokens.UnknownLinkError):
        membership.open_status(confirming)
    with pytest.raises(tokens.UnknownLinkError):
        membership.confirm(status)


def test_link_to_what_was_purged_leads_nowhere(submitted):
    token = last_token("confirm")
    membership.purge_unconfirmed(timezone.now() + dt.timedelta(days=8))
    with pytest.raises(tokens.UnknownLinkError):
        membership.confirm(token)


def test_used_link_still_tells_after_its_time(received):
    token = last_token("confirm")
    ActionLink.objects.filter(purpose="confirm").update(expires_at=Now() - dt.timedelta(days=1))
    assert membership.confirm(token) == received


def test_new_link_ends_all_before(received):
    old = last_token("status")
    membership.rotate_link(received)
    new = last_token("status")
    assert membership.open_status(new) == received
    with pytest.raises(tokens.UnknownLinkError):
        membership.open_status(old)
    assert mails()[-1] == ("new_link", "Ilze@Adazi.lv")


def test_new_address_is_proved_before_anything_is_sent_there(received):
    old_status = last_token("status")
    contact = {"name": "Juris Bērziņš", "role": "Mayor", "phone": ""}
    assert membership.change_contact(received, email="juris@adazi.lv", **contact)
    received.refresh_from_db()
    assert (received.email, received.contact_name) == ("Ilze@Adazi.lv", "Juris Bērziņš")
    token = last_token("address")
    assert membership.look_at_address(token).email == "juris@adazi.lv"
    changed = membership.confirm_address(token)
    assert membership.confirm_address(token) == changed
    assert (changed.email, changed.email_normalised) == ("juris@adazi.lv",) * 2
    assert mails()[2:] == [
        ("new_address", "juris@adazi.lv"),
        ("address_changed", "Ilze@Adazi.lv"),
        ("new_link", "juris@adazi.lv"),
    ]
    with pytest.raises(tokens.UnknownLinkError):
        membership.open_status(old_status)
    assert not membership.change_contact(received, email="JURIS@adazi.lv", **contact)


def test_new_address_that_has_an_application_is_refused(received, data, consent):
    membership.submit(another(data, 1), consent)
    membership.change_contact(received, name="A", role="", phone="", email="desk@town1.example")
    with pytest.raises(AddressTakenError):
        membership.confirm_address(last_token("address"))
    assert Application.objects.get(pk=received.pk).email == "Ilze@Adazi.lv"
