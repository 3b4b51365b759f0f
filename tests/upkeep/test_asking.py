"""Whatever another site does when a link is looked at: it is told clearly, in time, and nothing of ours is reached."""

import ssl
import time
from dataclasses import replace

import pytest

from cms.upkeep.asking import Finding, ask, make_caller
from tests.upkeep.odd_server import serving

pytestmark = pytest.mark.once


@pytest.fixture
def caller(own_network):
    """What the worker calls with, where this machine's network is named; in a hurry."""
    return replace(make_caller(), deadline=0.4)


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("/ok", ""),
        ("/ok?q=žemė", ""),
        ("/moved", ""),
        ("/moved-in-utf-8", ""),
        ("/only-get", ""),
        ("/endless-body", ""),
        ("/nowhere-to-go", ""),
        ("/gone", "gone"),
        ("/error", "error"),
        ("/closed", "closed"),
        ("/loop", "circles"),
        ("/deep/1", "circles"),
        ("/slow", "silent"),
        ("/nothing", "silent"),
        ("/many-headers", "garbled"),
        ("/long-header", "garbled"),
        ("/garbage", "garbled"),
        ("/into-nonsense", "garbled"),
        ("/into-our-network", "private"),
        ("/into-the-cloud", "private"),
        ("/into-a-file", "address"),
        ("/" + "x" * 5000, "address"),
        ("/a b\x00c\r\nHost: x", "gone"),
    ],
)
def test_each_answer_has_its_problem_in_time(odd, caller, path, problem):
    begun = time.monotonic()
    assert ask(odd.url(path), caller, longest=2).problem == problem
    assert time.monotonic() - begun < 4
    assert len(odd.asked) <= 12
    assert not any(line.startswith("Host: x") for _method, _path, headers in odd.asked for line in headers)


def test_who_asks_is_said_and_no_cookie_is_sent(odd, caller):
    assert ask(odd.url("/moved"), caller) == Finding()
    assert [method for method, _path, _headers in odd.asked] == ["HEAD", "HEAD"]
    for _method, _path, headers in odd.asked:
        assert "User-Agent: Tiltas link check (+http://127.0.0.1:8000/)" in headers
        assert not any(header.casefold().startswith(("cookie", "referer")) for header in headers)


def test_busy_site_is_left_alone_for_as_long_as_it_asks(odd, caller):
    finding = ask(odd.url("/busy"), caller)
    assert (finding.problem, finding.has_failed, finding.wait.total_seconds()) == ("closed", False, 120)
    assert len(odd.asked) == 1


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("http://nothing.invalid/", "host"),
        ("https://žemė.invalid/", "host"),
        ("http://" + "ž" * 80 + ".lt/", "address"),
        ("http://a..b/", "address"),
        ("http://[x/", "address"),
        ("https://", "address"),
        ("http://example.org:99999/", "address"),
        ("gopher://example.org/", "address"),
    ],
)
def test_address_that_leads_nowhere_is_told(caller, url, problem):
    assert ask(url, caller).problem == problem


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0x7f.1", "2130706433"])
def test_own_machine_is_not_asked_where_its_network_is_not_named(odd, settings, host):
    settings.LINK_CHECK_NETWORKS = []
    caller = replace(make_caller(), ports=None)
    assert ask(odd.url("/ok", host=host), caller).problem == "private"
    assert odd.asked == []


def test_port_that_is_no_web_server_is_left_to_people(settings):
    settings.LINK_CHECK_NETWORKS = []
    finding = ask("http://example.org:25/", make_caller())
    assert (finding.problem, finding.has_failed) == ("closed", False)


def test_bad_certificates_are_told(caller, certificate):
    with serving(certificate) as secured:
        trusting = replace(caller, context=ssl.create_default_context(cafile=certificate[0]))
        url = secured.url("/ok", scheme="https", host="localhost")
        assert ask(url, caller).problem == "tls"
        assert ask(secured.url("/ok", scheme="https"), trusting).problem == "tls"
        assert ask(url, trusting) == Finding()
