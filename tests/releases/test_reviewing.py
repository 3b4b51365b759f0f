"""What reviewers without an account may say of a preview, what it tells them, and what is kept of their address."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from cms.releases import links, planning
from cms.releases.addresses import page_address, set_address
from cms.releases.links import add_comment, token_of
from cms.releases.models import ReleaseComment
from cms.releases.releasing import release_now
from home.models import StandardPage
from tests.releases.conftest import log_of
from tests.releases.test_previews import COMMENT, soup

pytestmark = pytest.mark.django_db


def test_comment_is_kept_without_cookie_or_token(statement, link, release_set):
    outsider = Client(enforce_csrf_checks=True)
    url = page_address(link, statement[0])
    response = outsider.post(url, COMMENT)
    assert (response.status_code, response["Location"]) == (302, f"{url}?kept#comments")
    comment = ReleaseComment.objects.get()
    assert (comment.link, comment.page_id, comment.name, comment.text) == (
        link,
        statement[0].pk,
        "Ona",
        "The second paragraph is wrong.",
    )
    page = soup(outsider.get(response["Location"]))
    assert page.find(class_="notice--success") is not None
    comments = page.find(class_="embargo-comments__list")
    assert [item.strong.get_text() for item in comments.find_all("li")] == ["Ona"]
    assert (dict(outsider.cookies), log_of(release_set)[-1]) == ({}, "comment")


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"name": "", "text": "Kept."}, ["id_name"]),
        ({"name": "Ona", "text": "  "}, ["id_text"]),
        ({"name": "o" * 101, "text": "t" * 5001}, ["id_name", "id_text"]),
        ({"name": "Ona", "text": "\0"}, ["id_text"]),
        ({}, ["id_name", "id_text"]),
    ],
)
def test_refused_comment_is_told_at_its_field_and_not_lost(statement, link, client, sent, wrong):
    page = soup(client.post(page_address(link, statement[0]), sent))
    assert [anchor["href"] for anchor in page.find(class_="error-summary").find_all("a")] == [
        f"#{name}" for name in wrong
    ]
    assert [field["id"] for field in page.find_all(attrs={"aria-invalid": "true"})] == wrong
    assert page.find(id="id_name").get("value", "") == sent.get("name", "")
    assert page.find(id="id_text").get_text().strip() == sent.get("text", "").strip()
    assert ReleaseComment.objects.count() == 0


def test_browser_knows_what_a_comment_needs(statement, link, client):
    page = soup(client.get(page_address(link, statement[0])))
    fields = [page.find(id=name) for name in ("id_name", "id_text")]
    assert [(field.has_attr("required"), field["maxlength"]) for field in fields] == [
        (True, "100"),
        (True, "5000"),
    ]


def test_one_link_leaves_so_many_comments(statement, link, client, monkeypatch):
    monkeypatch.setattr(links, "MOST_COMMENTS", 1)
    for _round in range(2):
        response = client.post(page_address(link, statement[0]), COMMENT)
    assert soup(response).find(id="id_text").get_text().strip() == COMMENT["text"]
    assert ReleaseComment.objects.count() == 1
    with pytest.raises(ValidationError):
        add_comment(link, statement[0], **COMMENT)


def test_one_link_leaves_so_many_comments_a_minute(statement, link, client, monkeypatch):
    monkeypatch.setattr(links, "MOST_A_MINUTE", 1)
    for _round in range(2):
        response = client.post(page_address(link, statement[0]), COMMENT)
    assert "Those were many comments in one minute" in soup(response).find(class_="error-summary").get_text()
    ReleaseComment.objects.update(created_at=timezone.now() - dt.timedelta(minutes=2))
    assert client.post(page_address(link, statement[0]), COMMENT).status_code == 302


def test_moment_is_announced_only_when_it_is_planned(statement, release_set, link, editor, client):
    moment = dt.datetime(2030, 3, 11, 8, tzinfo=dt.UTC)
    planning.change(release_set, editor, title="Statement", moment=moment, when_incomplete="block")
    urls = (set_address(link), page_address(link, statement[0]))
    for url in urls:
        assert "11 March 2030" not in client.get(url).content.decode()
    planning.plan(release_set, editor)
    for url in urls:
        assert "11 March 2030, 10:00, Vilnius (UTC+2)" in client.get(url).content.decode()


def test_page_with_a_time_of_its_own_is_not_called_incomplete(statement, link, client):
    third = statement[2]
    third.go_live_at = timezone.now() + dt.timedelta(days=1)
    third.save_revision()
    listed = soup(client.get(set_address(link))).main.find("h2", lang="en").find_next("ul").find_all("li")
    assert listed[2].get_text(" ", strip=True) == "Questions Stays out"
    page = soup(client.get(page_address(link, third)))
    assert "does not go live with the others" in page.find("section", class_="embargo").get_text()
    assert page.find(class_="share") is None


def test_secret_of_an_address_gets_into_no_log(statement, link, client, caplog):
    token = token_of(link)
    with caplog.at_level("WARNING"):
        client.get(f"{set_address(link)}199/")
        client.put(set_address(link))
    assert [record.getMessage() for record in caplog.records] == [
        "Not Found: /en/_preview/***/199/",
        "Method Not Allowed (PUT): /en/_preview/***/",
    ]
    assert token not in caplog.text


def test_after_the_release_it_leads_to_the_public_pages(release_set, statement, link, editor, client):
    release_now(release_set, editor)
    page = StandardPage.objects.get(pk=statement[0].pk)
    assert client.get(page_address(link, page))["Location"] == page.url
    refused = soup(client.post(page_address(link, page), COMMENT), 409)
    assert "comments are closed" in refused.find(class_="notice--warning").get_text()
    assert refused.blockquote.get_text(strip=True) == COMMENT["text"]
    assert ReleaseComment.objects.count() == 0
    listed = soup(client.get(set_address(link))).main.select(".link-list a")
    assert (len(listed), listed[0]["href"]) == (12, page.url)
