"""Sharing on a Mastodon server of one's own: one form, no way to anywhere else."""

from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup

from cms.sharing import host_name
from news.models import ArticlePage
from tests.factories import make_page, make_site

OWN = "http://testserver/en/"


@pytest.mark.once
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("mastodon.social", "mastodon.social"),
        (" https://Mastodon.Social/ ", "mastodon.social"),
        ("@olha@social.example.org", "social.example.org"),
        ("пошта.укр", "xn--80a1acn3a.xn--j1amh"),
    ],
)
def test_server_is_understood(typed, expected):
    assert host_name(typed) == expected


@pytest.mark.once
@pytest.mark.parametrize(
    "typed",
    [
        "", "mastodon", "localhost", "127.0.0.1", "[::1]", "mastodon.social:8080", "mastodon.social/login",
        "http://mastodon.social", "javascript:alert(1)", "a@b@mastodon.social", "evil.org?x=mastodon.social",
        "evil.org#.social", "evil.org\\.social", "mastodon .social", "-x.org", "x-.org", "a..org", ".org", "x.org.",
        "mastodon.social\n.evil.org", "x" * 64 + ".org", "a." * 130 + "org", "//evil.org", "%65vil.org",
    ],
)  # fmt: skip
def test_what_is_no_server_is_refused(typed):
    with pytest.raises(ValueError):
        host_name(typed)


def ask(client, **parameters):
    return client.get("/en/share/mastodon/", {"text": "Bridges & trust", "url": OWN, **parameters})


@pytest.mark.django_db
def test_visitor_is_sent_to_her_server_with_title_and_address(client):
    make_site()
    response = ask(client, server="mastodon.social")
    delay, _, target = response["Refresh"].partition("; url=")
    parts = urlsplit(target)
    assert (delay, parts.scheme, parts.netloc, parts.path) == ("0", "https", "mastodon.social", "/share")
    assert parse_qs(parts.query) == {"text": [f"Bridges & trust {OWN}"]}
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one("main a.button")["href"] == target
    assert page.select_one('meta[name="robots"]')["content"] == "noindex"


@pytest.mark.django_db
def test_what_is_no_server_is_asked_for_again(client):
    make_site("en", "lt")
    response = client.get("/lt/share/mastodon/", {"text": "Tiltai", "url": OWN, "server": "evil.org/x"})
    page = BeautifulSoup(response.content, "html.parser")
    field = page.select_one("main input[name=server]")
    assert (response.status_code, "Refresh" in response, page.html["lang"]) == (200, False, "lt")
    assert (field["value"], field["aria-invalid"]) == ("evil.org/x", "true")
    assert {hidden["name"]: hidden["value"] for hidden in page.select("main input[type=hidden]")} == {
        "text": "Tiltai",
        "url": OWN,
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    "url",
    [
        "", "/en/", "https://evil.org/", "//testserver/", "http://testserver.evil.org/", "http://testserver@evil.org/",
        "https://testserver/", "javascript:alert(1)", "http://testserver/\\evil", "http://testserver/ x",
    ],
)  # fmt: skip
def test_only_addresses_of_this_site_are_shared(client, url):
    make_site()
    assert ask(client, url=url, server="mastodon.social").status_code == 400


@pytest.mark.django_db
def test_page_offers_it_without_script(client):
    make_site()
    page = make_page(ArticlePage, title="Bridges & trust")
    form = BeautifulSoup(client.get(page.url).content, "html.parser").select_one(".share details form")
    fields = {field["name"]: field.get("value", "") for field in form.select("input")}
    assert (form["action"], fields) == (
        "/en/share/mastodon/",
        {"server": "", "text": "Bridges & trust", "url": f"http://testserver{page.url}"},
    )
