"""The report of documents that are found by their titles alone: who sees it, and that it says why."""

import csv
import io

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission

from cms.users.roles import EDITORS, REVIEWERS
from search.models import DocumentText
from tests.factories import make_document
from tests.translation.conftest import home, made_home, sign_in_as  # noqa: F401 - fixtures

pytestmark = [pytest.mark.django_db, pytest.mark.once]

REPORT = "unread_documents"


def fail(title: str, problem: str = "wordless", **fields) -> DocumentText:
    document = make_document(title=title, **fields)
    return DocumentText.objects.create(document=document, state="failed", problem=problem)


def rows(client, **asked: str) -> list[list[str]]:
    shown = BeautifulSoup(client.get(reverse(REPORT), asked).content, "html.parser")
    return [
        [cell.get_text(" ", strip=True) for cell in row.find_all("td")][:2]
        for row in shown.select("table.listing tbody tr")
    ]


def test_documents_are_named_with_the_reason(home, sign_in_as):  # noqa: F811
    client = sign_in_as(EDITORS)
    fail("Old scan")
    fail("Secret plan", "encrypted")
    DocumentText.objects.create(document=make_document(title="Well"), state="read", text="words")
    DocumentText.objects.create(document=make_document(title="Later"), problem="missing")
    secret, scan = (
        ["Secret plan", "It is protected by a password."],
        ["Old scan", dict(DocumentText._meta.get_field("problem").choices)["wordless"]],
    )
    assert rows(client) == [secret, scan]
    assert rows(client, q="scan") == [scan]
    exported = b"".join(client.get(reverse(REPORT), {"export": "csv"})).decode("utf-8-sig")
    assert [row[:2] for row in csv.reader(io.StringIO(exported))] == [
        ["Document", "What is wrong"],
        secret,
        scan,
    ]


def test_it_is_for_those_who_change_documents(home, sign_in_as):  # noqa: F811
    fail("Old scan")
    assert sign_in_as(REVIEWERS).get(reverse(REPORT)).status_code == 302
    editor = sign_in_as(EDITORS)
    assert editor.get(reverse(REPORT)).status_code == 200
    GroupCollectionPermission.objects.filter(group__name=EDITORS).update(
        collection=Collection.get_first_root_node().add_child(name="Theirs")
    )
    assert rows(editor) == []


@pytest.mark.parametrize("count", [1, 3])
def test_it_asks_as_often_for_any_number(home, sign_in_as, count, django_assert_num_queries):  # noqa: F811
    client = sign_in_as(EDITORS)
    for number in range(count):
        fail(f"Scan {number}")
    client.get(reverse(REPORT))
    with django_assert_num_queries(12):
        assert len(rows(client)) == count
