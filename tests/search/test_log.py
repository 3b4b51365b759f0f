"""What people look for is counted, and nothing of who they are."""

import datetime as dt
import logging

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from search import log
from search.models import Asked
from search.questions import ask
from tests.factories import make_site

pytestmark = pytest.mark.django_db


def counted() -> list[tuple]:
    return list(Asked.objects.order_by("pk").values_list("language", "words", "times", "found"))


def test_the_same_words_are_counted_together_a_day_and_language():
    for typed, found in (("Night  Train", 3), ("night train ", 4), ("NIGHT TRAIN", 0)):
        log.note(ask(typed), "en", found)
    log.note(ask("night train"), "lt", 1)
    assert counted() == [("en", "night train", 3, 0), ("lt", "night train", 1, 1)]
    assert set(Asked.objects.values_list("day", flat=True)) == {timezone.localdate()}


def test_counting_takes_one_statement_and_keeps_a_row_of_five_columns():
    names = {field.name for field in Asked._meta.fields}
    assert names == {"id", "day", "language", "words", "times", "found"}
    with connection.execute_wrapper(
        lambda execute, sql, *rest: statements.append(sql) or execute(sql, *rest)
    ):
        statements = []
        log.note(ask("bridge"), "en", 1)
    assert len([sql for sql in statements if "search_asked" in sql]) == 1


@pytest.mark.parametrize("typed", ["", "   ", "-", "???", "-never", "\x00"])
def test_what_asks_for_nothing_is_not_counted(typed):
    log.note(ask(typed), "en", 0)
    assert counted() == []


def test_long_questions_are_cut():
    log.note(ask("İ" * 10_000), "en", 0)
    [words] = Asked.objects.values_list("words", flat=True)
    assert len(words) <= 200


@pytest.mark.parametrize(
    "words",
    [
        "ona@example.org",
        "ona (at) example @ org",
        "+370 612 34567",
        "0611-23-45-67",
        "38001011234",
        "lt12 1000 0111 0100 1000",
        "192.168.17.4",
        "2001:db8:85a3::8a2e:370:7334",
        "https://example.org/?user=ona",
        "www.example.org",
        "gedimino g. 12-5",
        "hauptstraße 7",
        "вулиця шевченка 14",
        "10 downing street",
    ],
)
def test_what_looks_personal_is_not_kept(words):
    assert log.is_personal(words)
    log.note(ask(words), "en", 0)
    assert counted() == []


@pytest.mark.parametrize(
    "words",
    [
        "programme 2021-2027",
        "regulation 2024/1689",
        "night trains 2026",
        "street lights",
        "agenda 12:30",
        "горішні плавні",
        "budget 100 000",
        "covid-19",
    ],
)
def test_years_numbers_and_streets_alone_are_no_persons(words):
    assert not log.is_personal(words)


def test_only_so_many_different_words_are_counted_a_day(monkeypatch):
    monkeypatch.setattr(log, "MOST_A_DAY", 2)
    for typed in ("one", "two", "three", "one"):
        log.note(ask(typed), "en", 1)
    log.note(ask("three"), "lt", 1)
    assert counted() == [("en", "one", 2, 1), ("en", "two", 1, 1), ("lt", "three", 1, 1)]


def test_a_locked_database_keeps_nobody_from_searching(caplog):
    def locked(execute, sql, *rest):
        if "search_asked" in sql:
            raise OperationalError("database is locked")
        return execute(sql, *rest)

    caplog.set_level(logging.DEBUG, "search.log")
    with connection.execute_wrapper(locked):
        log.note(ask("bridge"), "en", 1)
    assert counted() == []
    assert [record.message for record in caplog.records] == ["a search was not counted: database is locked"]


def test_the_search_page_counts_plain_questions_and_sets_no_cookie(client):
    make_site("en", "lt")
    for query in ("?q=Bridge", "?q=bridge&sort=date", "?q=bridge&language=lt", "?q=bridge&year=2026", "?q="):
        response = client.get(f"/en/search/{query}")
        assert response.status_code == 200
        assert not response.cookies
    assert counted() == [("en", "bridge", 1, 0)]


@pytest.mark.once  # it is about SQLite
@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_sqlite_is_waited_for_as_long_as_before_afterwards():
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA busy_timeout").fetchone()
        log.note(ask("bridge"), "en", 1)
        assert cursor.execute("PRAGMA busy_timeout").fetchone() == before


def test_counts_are_forgotten_after_four_hundred_days():
    today = timezone.localdate()
    for age in (0, 400, 401, 1000):
        Asked.objects.create(day=today - dt.timedelta(days=age), language="en", words=str(age), times=1)
    assert log.tidy_log() == 2
    assert set(Asked.objects.values_list("words", flat=True)) == {"0", "400"}
