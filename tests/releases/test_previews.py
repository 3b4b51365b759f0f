"""The address for people without an account: what it shows, what it keeps, and when it dies."""

import datetime as dt
import re

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone, translation
from wagtail.models import Page, PageLogEntry, Revision

from cms.releases import planning
from cms.releases.addresses import page_address, set_address
from cms.releases.links import make_link, revoke, token_of
from cms.releases.models import ReleaseComment, ReleaseLink
from cms.releases.releasing import release_now
from cms.slugs import is_reserved
from home.models import StandardPage
from tests.factories import make_image, make_page
from tests.releases.conftest import CODES
from tests.releases.test_releasing import forget_title
from tests.translation.languages import version

pytestmark = pytest.mark.django_db

NOT_COMPLETE = "This page is not complete yet. As it is, it does not go live."
COMMENT = {"name": "Ona", "text": "The second paragraph is wrong."}


def gettext_in(language: str, text: str) -> str:
    with translation.override(language):
        return translation.gettext(text)


def soup(response, status: int = 200) -> BeautifulSoup:
    """Return the markup of an answer with this status."""
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


def main_of(response) -> str:
    """Return what stands in the main part of a page, with addresses of previews left out."""
    main = soup(response).main
    for share in main.find_all(class_="share"):  # of which a preview has none
        share.decompose()
    for anchor in main.find_all("a"):
        del anchor["href"]
    return re.sub(r"\s*\n\s*", "\n", str(main))


def everything() -> tuple:
    """Return what a preview must not change."""
    return (
        list(Page.objects.order_by("pk").values_list("pk", "live", "latest_revision", "url_path")),
        Revision.objects.count(),
        PageLogEntry.objects.count(),
    )


def test_previews_show_exactly_what_goes_live(release_set, statement, link, editor, client):
    """Each page in each language: facts, texts, links between the pages, dates."""
    first = statement[0]
    first.related_pages = [("page", statement[2])]
    first.save_revision()
    before = everything()
    pages = planning.pages_of(release_set)
    previews = {page.pk: main_of(client.get(page_address(link, page))) for page in pages}
    assert everything() == before
    assert "Questions" in previews[first.pk]
    done = release_now(release_set, editor)
    assert done.state == "released"
    for page in planning.pages_of(release_set):
        assert main_of(client.get(page.url)) == previews[page.pk]


def test_preview_shows_pictures(home, editor, client):
    page = make_page(
        StandardPage, home, title="Bridge", live=False, image=make_image(), image_alt="A blue field."
    )
    alone = planning.create(editor, "Bridge")
    planning.add_pages(alone, [page], editor)
    link = make_link(alone, editor, "Press", timezone.now() + dt.timedelta(days=1))
    picture = soup(client.get(page_address(link, page))).main.find("img", alt="A blue field.")
    assert client.get(picture["src"]).status_code == 200


def test_band_and_links_stay_within_the_preview(statement, link, client):
    lithuanian = version(statement[1], "lt")
    page = soup(client.get(page_address(link, lithuanian)))
    band = page.find("section", class_="embargo")
    assert page.html["lang"] == "lt"
    assert [anchor["href"] for anchor in band.find_all("a")] == [
        set_address(link).replace("/en/", "/lt/"),
        "#comments",
    ]
    above = version(statement[0], "lt")
    assert page.main.find("a", href=page_address(link, above)) is not None
    switcher = page.header.find_all("a", hreflang=True)
    assert {anchor["href"] for anchor in switcher} >= {
        page_address(link, version(statement[1], code)) for code in CODES
    }


def test_whoever_looks_before_poisons_nothing_for_visitors(statement, link, client):
    """What a preview read of the site is not what the next visitor gets."""
    client.get(page_address(link, statement[0]))
    assert client.get("/en/").status_code == 200
    assert client.get("/en/statement/").status_code == 404


def test_list_tells_pages_by_language_and_what_is_not_complete(statement, link, client):
    forget_title(statement[2], "uk")
    page = soup(client.get(set_address(link)))
    found = {
        heading["lang"]: [item.get_text(" ", strip=True) for item in heading.find_next("ul").find_all("li")]
        for heading in page.main.find_all("h2")
    }
    assert found == {
        "en": ["Statement", "Signatures", "Questions"],
        "lt": ["lt: Statement", "lt: Signatures", "lt: Questions"],
        "lv": ["lv: Statement", "lv: Signatures", "lv: Questions"],
        "uk": ["uk: Statement", "uk: Signatures", "Questions Not complete yet"],
    }


def test_incomplete_page_is_shown_and_told_to_be_so(statement, link, client):
    forget_title(statement[2], "uk")
    page = soup(client.get(page_address(link, version(statement[2], "uk"))))
    assert page.find("section", class_="embargo").p.find_next("p").get_text(strip=True) == gettext_in(
        "uk", NOT_COMPLETE
    )
    assert page.find(class_="lead").get_text(strip=True) == "uk: What you may ask."


@pytest.mark.parametrize("number", [None, 0])
def test_answers_leave_no_trace(statement, link, client, number):
    url = set_address(link) if number is None else page_address(link, statement[number])
    response = client.get(url)
    assert {
        name: response.headers.get(name) for name in ("Cache-Control", "X-Robots-Tag", "Referrer-Policy")
    } == {
        "Cache-Control": "private, no-store",
        "X-Robots-Tag": "noindex",
        "Referrer-Policy": "no-referrer",
    }
    assert "script-src 'self';" in response.headers["Content-Security-Policy"] + ";"
    assert (dict(response.cookies), "Cookie" in response.headers.get("Vary", "")) == ({}, False)


def kill(link, how: str, editor) -> str:
    """Let an address die, or spoil it; return its token."""
    token = token_of(link)
    if how == "revoked":
        revoke(link, editor)
    elif how == "expired":
        ReleaseLink.objects.filter(pk=link.pk).update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    elif how == "cancelled":
        planning.cancel(link.release_set, editor)
    elif how == "deleted":
        link.delete()
    elif how == "of another secret":
        ReleaseLink.objects.filter(pk=link.pk).update(secret="x" * 32)
    else:
        token = {"tampered": token[:-1] + ("A" if token[-1] != "A" else "B"), "no token": "x"}[how]
    return token


@pytest.mark.parametrize(
    ("how", "status"),
    [
        ("revoked", 410),
        ("expired", 410),
        ("cancelled", 410),
        ("deleted", 404),
        ("of another secret", 404),
        ("tampered", 404),
        ("no token", 404),
    ],
)
def test_dead_address_tells_nothing(statement, link, editor, client, how, status):
    token = kill(link, how, editor)
    told = set()
    for url in (f"/lt/_preview/{token}/", f"/lt/_preview/{token}/{statement[0].pk}/"):
        for response in (client.get(url), client.post(url, COMMENT)):
            page = soup(response, status)
            told.add(str(page.main))
            assert "Statement" not in response.content.decode()
            assert response.headers["Cache-Control"] == "private, no-store"
    assert len(told) == 1
    assert ReleaseComment.objects.count() == 0


def test_page_of_another_set_is_not_shown(link, home, client):
    other = make_page(StandardPage, home, title="Secret", live=False)
    assert "Secret" not in str(soup(client.get(page_address(link, other)), 404))


def test_use_of_a_link_is_noted(link, client):
    assert ReleaseLink.objects.get().last_used_at is None
    client.get(set_address(link))
    assert timezone.now() - ReleaseLink.objects.get().last_used_at < dt.timedelta(minutes=1)


def test_address_of_previews_is_reserved(home):
    assert is_reserved("_preview", home)


def test_number_of_queries_of_the_list_does_not_grow(
    release_set, statement, link, client, editor, django_assert_num_queries
):
    small = planning.create(editor, "Small")
    planning.add_pages(small, [statement[0]], editor)
    one = make_link(small, editor, "Press", timezone.now() + dt.timedelta(days=1))
    for each in (one, link):
        client.get(set_address(each))
        with django_assert_num_queries(10):
            client.get(set_address(each))
