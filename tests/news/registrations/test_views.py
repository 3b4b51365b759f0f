"""What whoever registers meets: the event's page, the form, its links; each works without a script or a cookie."""

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.utils import timezone

from cms.defences import turned_away
from news.models import Registration
from news.registrations.registering import cancel
from tests.news.registrations.conftest import DAY, guest, last_token, mails, publish, states
from tests.translation.languages import translated

pytestmark = pytest.mark.django_db


@pytest.fixture
def send(client, event, stamp):
    """A function that sends the form, with some fields otherwise."""

    def send(language="en", **fields):
        sent = {"name": "Ona", "email": "ona@example.org", "consent": "on", "stamp": stamp, **fields}
        return client.post(address(event, language), {name: value for name, value in sent.items() if value})

    return send


def address(event, language="en") -> str:
    return f"/{language}/_registration/{event.translation_key}/"


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def words(part) -> str:
    return " ".join(part.get_text(" ").split())


def heading(response) -> str:
    return words(soup(response).h1)


def told_on_page(client, event) -> str:
    """Return what the page of the event says of registration; empty where it has no part about it."""
    found = soup(client.get(event.url)).find("section", {"aria-labelledby": "registration"})
    return words(found) if found else ""


def buttons(client, event) -> list[str]:
    links = soup(client.get(event.url)).main.select(".page-header a.button")
    return [words(link) for link in links if "_registration" in link["href"]]


def test_way_from_the_page_to_a_place_and_back(client, event, send):
    assert buttons(client, event) == ["Register"]
    form = soup(client.get(address(event)))
    assert [words(label) for label in form.select("main form label")][:4] == [
        "Your name", "E-mail address", "Organisation (optional)", "Question to the organisers (optional)",
    ]  # fmt: skip
    receipt = send()
    assert (receipt.status_code, receipt.cookies) == (200, {})
    assert "ona@example.org" in words(soup(receipt).main)
    confirm = f"/en/_registration/confirm/{last_token('confirm')}/"
    assert heading(client.get(confirm)) == "Confirm your registration"
    assert states() == {"Ona": "unconfirmed"}
    assert [heading(client.post(confirm)) for _time in range(2)] == ["You have a place"] * 2
    own = f"/en/_registration/own/{last_token('own')}/"
    page = client.get(own)
    assert heading(page) == "You have a place"
    assert page.headers["Cache-Control"] == "private, no-store"
    assert soup(page).main.find("a", href="https://meet.example.org/forum") is not None
    assert [heading(client.post(own)) for _time in range(2)] == ["Your registration is cancelled"] * 2
    assert states() == {"Ona": "cancelled"}


def test_page_says_how_many_places_are_left(client, event):
    assert "2 places left" in told_on_page(client, event)
    guest(event, "a")
    assert "1 place left" in told_on_page(client, event)
    guest(event, "b")
    assert "There is a waiting list" in told_on_page(client, event)
    assert buttons(client, event) == ["Join the waiting list"]
    publish(event, has_waiting_list=False)
    assert "All places are taken." in told_on_page(client, event)
    assert buttons(client, event) == []


def test_page_opens_and_closes_registration_at_its_minute(client, event):
    opens, closes = timezone.now() + DAY, timezone.now() + 2 * DAY
    publish(event, registration_opens_at=opens, registration_closes_at=closes)
    assert "Registration opens:" in told_on_page(client, event)
    assert buttons(client, event) == []
    with time_machine.travel(opens, tick=False):
        assert "Registration is open until:" in told_on_page(client, event)
        assert buttons(client, event) == ["Register"]
    with time_machine.travel(closes, tick=False):
        assert told_on_page(client, event) == "Registration Registration is closed"
        assert client.get(address(event)).status_code == 410
    with time_machine.travel(event.end_at + DAY, tick=False):
        assert told_on_page(client, event) == ""


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"name": ""}, ["Write your name."]),
        ({"name": "\u200b\u200d\ufeff"}, ["Write your name."]),
        ({"email": "ona"}, ["This is no e-mail address: it looks like name@example.org."]),
        ({"consent": ""}, ["Tick the box if you agree. Without it we may not handle what you send."]),
        ({"name": "Win at www.example.org"}, ["Write the name without a web address."]),
        ({"name": "x" * 201}, ["This is too long: 201 characters, of 200 at most."]),
        ({"subject": "Buy"}, ["This field is a trap for programs. Empty it and send again."]),
        ({"stamp": "bad"}, ["Nothing is lost: please press the button once more."]),
        ({"proof": "bad"}, ["Nothing is lost: please press the button once more."]),
    ],
)
def test_form_comes_back_with_what_is_wrong_and_what_was_typed(send, fields, wrong):
    page = soup(send(organisation="Town of Ona", **fields))
    assert [words(item) for item in page.select(".error-summary li")] == wrong
    assert page.find(id="id_organisation")["value"] == "Town of Ona"
    assert page.title.get_text().split()[0] == "Error:"
    assert (Registration.objects.count(), mails()) == (0, [])


def test_whoever_sends_too_late_is_told_so_and_loses_nothing(client, event, send):
    guest(event, "jonas")
    guest(event, "rita")
    publish(event, has_waiting_list=False)
    assert told_on_page(client, event) == "Registration All places are taken."
    page = soup(send(question="Is there a ramp?"))
    assert "All places are taken. Try again later: somebody may cancel." in words(page.main)
    assert page.textarea.string.strip() == "Is there a ramp?"
    assert "Ona" not in states()


def test_who_was_sent_no_mail_for_the_limits_gets_one_when_she_asks_again(event, send, settings):
    settings.MAIL_LIMIT_NETWORK = 0
    send()
    assert mails() == []
    settings.MAIL_LIMIT_NETWORK = 30
    send()
    send()
    assert mails() == [("confirm", "ona@example.org")]


def test_known_address_gets_the_same_page(send):
    first = send()
    again = send(name="Ona Again")
    assert words(soup(first).main) == words(soup(again).main)


def test_few_forms_come_without_a_proof(send, settings):
    settings.UNPROVED_LIMIT_ALL = 1
    assert heading(send()) == "One step is left: look into your mailbox"
    refused = send(email="jonas@example.org")
    assert "press the button once more in an hour" in words(soup(refused).select_one(".error-summary"))
    assert turned_away.numbers_by_defence() == {"unproved": 1}


def test_form_is_there_in_the_languages_of_the_event_alone(client, event):
    assert client.get(address(event, "lt")).status_code == 404
    translated(event, "lt")
    page = soup(client.get(address(event, "lt")))
    assert words(page.h1) == "lt: Forum"
    switcher = page.select("nav .language-switcher a, nav details a[hreflang]")
    assert {link["hreflang"] for link in switcher} >= {"en"}


def test_private_or_unknown_event_has_no_form(client, event):
    assert client.get(f"/en/_registration/{'0' * 8}-0000-4000-8000-{'0' * 12}/").status_code == 404
    publish(event, takes_registrations=False)
    assert client.get(address(event)).status_code == 404
    event.unpublish()
    assert client.get(address(event)).status_code == 404


def test_who_waits_learns_how_many_wait_longer(client, event):
    for name in "abcd":
        guest(event, name)
    page = client.get(f"/en/_registration/own/{last_token('own')}/")
    assert heading(page) == "You are on the waiting list"
    assert "1 person waits longer than you." in words(soup(page).main)
    cancel(Registration.objects.get(name="a"))
    assert "You are next." in words(soup(client.get(page.wsgi_request.path)).main)


def test_link_that_does_not_work_says_so_and_leads_to_the_events(client, event):
    events = event.get_parent()
    for path in ("own/1.a.b/", "confirm/x/"):
        response = client.get(f"/en/_registration/{path}")
        assert response.status_code == 404
        assert soup(response).main.find("a", string=events.title)["href"] == events.url


def test_link_to_confirm_tells_when_the_event_is_called_off(client, event, send):
    send()
    publish(event, status="cancelled", status_reason="Snow.")
    page = client.post(f"/en/_registration/confirm/{last_token('confirm')}/")
    assert "The event is over or does not take place." in words(soup(page).main)
    assert states() == {"Ona": "unconfirmed"}


def test_feed_names_the_window_and_no_number_that_would_grow_old(client, event):
    feed = client.get(f"{event.get_parent().url}feed.json").json()
    [entry] = feed["items"]
    assert "Registration is open" in entry["content_html"]
    assert "places left" not in entry["content_html"]
