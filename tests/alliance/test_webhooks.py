"""Other systems learn of state changes: signed, once for each id, and never through us into our own network."""

import hashlib
import hmac
import http.server
import json
import ssl
import threading
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from alliance import membership
from alliance.models import Webhook, WebhookAttempt, WebhookDelivery
from alliance.webhooks import delivering
from cms import calling
from cms.calling import Caller, RefusedError, is_public
from tests.alliance.conftest import last_token

pytestmark = [pytest.mark.django_db, pytest.mark.once]


class Receiver(http.server.BaseHTTPRequestHandler):
    """Keeps what it is sent, and answers as it is told."""

    answer = 200

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((dict(self.headers), body))
        self.send_response(self.server.answer)
        self.send_header("Location", "https://example.org/")
        self.end_headers()

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def receiver(certificate):
    """A server of another system, with https."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.got, server.answer = [], 200
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def caller(certificate):
    """Calls this machine, which no other caller does."""
    trusting = ssl.create_default_context(cafile=certificate[0])
    return Caller(may_call=lambda address: address in ("127.0.0.1", "::1"), context=trusting, ports=None)


@pytest.fixture
def webhook(receiver):
    """Told of what is decided."""
    return Webhook.objects.create(
        name="Register",
        url=f"https://localhost:{receiver.server_port}/in?from=tiltas",
        states=["approved", "member"],
    )


def test_message_is_signed_names_nobody_and_arrives_once(screening, reviewer, webhook, receiver, caller):
    Webhook.objects.create(name="Asleep", url="https://example.org/", is_active=False)
    membership.approve(screening, reviewer)
    assert delivering.deliver_due(caller) == (2, 0)
    assert delivering.deliver_due(caller) == (0, 0)
    headers, body = receiver.got[0]
    moment, digest = (part.partition("=")[2] for part in headers["Tiltas-Signature"].split(","))
    expected = hmac.new(webhook.secret.encode(), f"{moment}.".encode() + body, hashlib.sha256)
    assert digest == expected.hexdigest()
    told = json.loads(body)
    assert (told["type"], told["from"], told["to"], told["reference"], told["country"]) == (
        "application.approved",
        "screening",
        "approved",
        screening.reference,
        "LV",
    )
    assert headers["Tiltas-Delivery"] == told["id"]
    assert json.loads(receiver.got[1][1])["type"] == "member.member"
    assert not any(word in body.decode().casefold() for word in ("ilze", "adazi", "kalni"))


def test_only_states_that_are_wanted_are_told_and_never_the_unconfirmed(webhook, data, consent, reviewer):
    everything = Webhook.objects.create(name="All", url="https://example.org/")
    membership.submit(data, consent)
    assert WebhookDelivery.objects.count() == 0
    application = membership.confirm(last_token("confirm"))
    membership.take_up(application, reviewer)
    membership.note(application, reviewer, "Words.")
    told = WebhookDelivery.objects.order_by("pk").values_list("webhook", "payload__type")
    assert list(told) == [
        (everything.pk, "application.received"),
        (everything.pk, "application.screening"),
    ]


@pytest.mark.parametrize("answer", [500, 302, 404])
def test_what_does_not_arrive_is_tried_again_later_and_in_the_end_given_up(
    screening, reviewer, webhook, receiver, caller, answer
):
    webhook.states = ["declined"]
    webhook.save()
    membership.decline(screening, reviewer, "No.")
    receiver.answer = answer
    waits = []
    for _attempt in range(len(delivering.BACK_OFF) + 1):
        assert delivering.deliver_due(caller) == (0, 1)
        assert delivering.deliver_due(caller) == (0, 0)
        delivery = WebhookDelivery.objects.get()
        waits.append(delivery.next_try - timezone.now())
        WebhookDelivery.objects.update(next_try=timezone.now())
    assert waits[:3] == sorted(waits[:3])
    assert (delivery.state, delivery.attempts) == ("failed", 8)
    assert set(WebhookAttempt.objects.values_list("status", flat=True)) == {answer}
    assert len({headers["Tiltas-Delivery"] for headers, _body in receiver.got}) == 1
    receiver.answer = 200
    delivering.try_again(delivery)
    assert delivering.deliver_due(caller) == (1, 0)


def test_worker_that_was_killed_leaves_the_delivery_to_the_next(
    screening, reviewer, webhook, receiver, caller
):
    membership.approve(screening, reviewer)
    later = timezone.now() + timedelta(minutes=1)
    WebhookDelivery.objects.update(state="sending", claimed_until=later)
    assert delivering.deliver_due(caller) == (0, 0)
    WebhookDelivery.objects.update(claimed_until=timezone.now())
    assert delivering.deliver_due(caller) == (2, 0)


def test_certificate_of_another_host_is_not_trusted(screening, reviewer, webhook, receiver, caller):
    Webhook.objects.update(url=f"https://127.0.0.1:{receiver.server_port}/")
    membership.approve(screening, reviewer)
    assert delivering.deliver_due(caller) == (0, 2)
    assert "CERTIFICATE_VERIFY_FAILED" in WebhookAttempt.objects.first().reason
    assert receiver.got == []


def test_own_network_is_never_called(screening, reviewer, webhook, receiver, capsys):
    membership.approve(screening, reviewer)
    Webhook.objects.update(url="https://localhost/")
    call_command("send_webhooks")
    assert capsys.readouterr().out == "delivered: 0, not delivered: 2\n"
    assert set(WebhookDelivery.objects.values_list("state", flat=True)) == {"failed"}
    assert "not public" in WebhookAttempt.objects.first().reason


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/",
        "https://localhost:5432/",
        "https://localhost:99999/",
        "https://169.254.169.254/",
        "https:///x",
    ],
)
def test_such_an_address_is_refused_before_it_is_called(url):
    with pytest.raises(RefusedError):
        Caller().post(url, b"", {})


def test_host_with_one_private_address_among_public_ones_is_refused(monkeypatch):
    answers = [(None, None, None, "", (address, 443)) for address in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(calling.socket, "getaddrinfo", lambda *args, **kwargs: answers)
    with pytest.raises(RefusedError):
        Caller().resolve("example.org", 443)


def test_connection_that_ends_elsewhere_is_dropped(receiver, certificate):
    """What was looked up was public; what the connection stands with is not."""
    answers = iter([True, False])
    caller = Caller(may_call=lambda address: next(answers), ports=None)
    caller_of_one = Caller(may_call=caller.may_call, context=ssl.create_default_context(), ports=None)
    with pytest.raises(RefusedError, match="connection"):
        caller_of_one.post(f"https://127.0.0.1:{receiver.server_port}/", b"", {})
    assert receiver.got == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        *(
            (address, False)
            for address in (
                "10.0.0.1", "127.0.0.1", "0.0.0.0", "169.254.169.254", "192.168.1.1", "172.16.0.1", "100.64.0.1",  # noqa: S104
                "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1",
                "64:ff9b::a00:1", "2002:a00:1::", "ff02::1", "nonsense",
            )
        ),
    ],
)  # fmt: skip
def test_public_addresses_are_told_from_all_others(address, public):
    assert is_public(address) is public


@pytest.mark.parametrize("url", ["http://example.org/", "https://user:password@example.org/"])
def test_address_without_https_or_with_a_password_is_refused_at_once(url):
    with pytest.raises(ValidationError) as refused:
        Webhook(name="A", url=url).full_clean()
    assert set(refused.value.message_dict) == {"url"}
