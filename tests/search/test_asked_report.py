"""The report of what people look for: added up, rare words left out, with a way to recommend something."""

import csv
import datetime as dt
import io

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from cms.users.roles import EDITORS, REVIEWERS, translators
from search.models import Asked
from tests.translation.conftest import home, made_home, sign_in_as  # noqa: F401 - fixtures

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def ask(words: str, times: int, found: int = 5, age: int = 0, language: str = "en") -> None:
    day = timezone.localdate() - dt.timedelta(days=age)
    Asked.objects.create(day=day, language=language, words=words, times=times, found=found)


def page_of(client, **asked: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(reverse("asked"), asked).content, "html.parser")


def rows(client, **asked: str) -> list[list[str]]:
    found = page_of(client, **asked).select("table.listing tbody tr")
    return [[" ".join(cell.get_text(" ").split()) for cell in row.find_all("td")] for row in found]


def test_days_are_added_up_and_the_last_one_tells_what_is_found(home, sign_in_as):  # noqa: F811
    ask("bridge", 2, found=0, age=0)
    ask("bridge", 40, found=7, age=3)
    ask("bridge", 90, found=8, age=40)
    ask("tiltas", 50, found=1, language="lt")
    client = sign_in_as(translators("lt"))
    assert rows(client) == [["tiltas", "lietuvių", "50", "1"], ["bridge", "English", "42", "0"]]
    assert rows(client, days="90") == [["bridge", "English", "132", "0"], ["tiltas", "lietuvių", "50", "1"]]
    assert rows(client, language="lt") == [["tiltas", "lietuvių", "50", "1"]]
    assert rows(client, result="nothing") == [["bridge", "English", "42", "0"]]
    assert len(rows(client, days="17")) == 2


def test_what_was_asked_once_or_twice_is_summed_up_and_not_told(home, sign_in_as):  # noqa: F811
    ask("common", 2)
    ask("common", 1, age=2)
    ask("ona onaitė", 2)
    ask("jonas jonaitis", 1)
    ask("jonas jonaitis", 9, age=60)
    client = sign_in_as(EDITORS)
    shown = page_of(client)
    text = " ".join(shown.get_text(" ").split())
    assert "2 searches that were made once or twice each are not listed" in text
    assert "times in all: 3" in text
    assert "onaitė" not in text
    assert "jonaitis" not in text
    exported = b"".join(client.get(reverse("asked"), {"export": "csv"})).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(exported))) == [
        ["Words", "Language", "Times", "Found the last time"],
        ["common", "English", "3", "5"],
    ]


def test_words_that_a_spreadsheet_would_run_are_exported_as_text(home, sign_in_as):  # noqa: F811
    ask('=hyperlink("https://example.org")', 3)
    client = sign_in_as(EDITORS)
    exported = b"".join(client.get(reverse("asked"), {"export": "csv"})).decode()
    assert "'=hyperlink" in exported
    assert b"".join(client.get(reverse("asked"), {"export": "xlsx"}))[:2] == b"PK"


def test_editors_are_led_to_recommend_something(home, sign_in_as):  # noqa: F811
    ask("city & council", 3)
    links = [link["href"] for link in page_of(sign_in_as(EDITORS)).select("table.listing tbody a")]
    assert links == [reverse("wagtailsearchpromotions:add") + "?words=city+%26+council"]
    assert page_of(sign_in_as(translators("lt"))).select("table.listing tbody a") == []


@pytest.mark.parametrize("number", [1, 3])
def test_any_number_of_rows_takes_as_many_queries(home, sign_in_as, number, django_assert_num_queries):  # noqa: F811
    for each in range(number):
        ask(f"bridge {each}", 3)
    client = sign_in_as(EDITORS)
    rows(client)
    with django_assert_num_queries(15):
        assert len(rows(client)) == number


def test_the_list_is_paged(home, sign_in_as):  # noqa: F811
    for number in range(55):
        ask(f"words {number}", 3)
    client = sign_in_as(EDITORS)
    assert (len(rows(client)), len(rows(client, p="2"))) == (50, 5)


def test_the_report_is_for_those_who_work_on_pages(home, sign_in_as):  # noqa: F811
    assert sign_in_as(REVIEWERS).get(reverse("asked")).status_code == 302
    client = sign_in_as(EDITORS)
    assert rows(client) == []
    menu = client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("asked") in menu
    assert reverse("wagtailsearchpromotions:search_terms") not in menu
    assert client.get(reverse("wagtailsearchpromotions:search_terms"))["Location"] == reverse("asked")
