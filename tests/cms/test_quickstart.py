"""The start of the demo site: what it makes, and that a second start makes nothing."""

import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import check_password

from cms import quickstart
from tests.factories import make_site
from tests.fixtures.demo import ROOT, environment_of

pytestmark = pytest.mark.once

STEPS = ("Database", "Demo content", "Demo accounts", "Static files")


def rows_of(database: Path) -> dict[str, list]:
    with closing(sqlite3.connect(database)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        return {
            name: connection.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608
            for (name,) in tables.fetchall()
        }


@pytest.fixture
def second(demo_data, tmp_path) -> Path:
    """A copy of the demo site's data folder; others are using the first one."""
    copy = tmp_path / "demo"
    shutil.copytree(demo_data, copy, ignore=shutil.ignore_patterns("db.sqlite3*", "lock"))
    with (
        closing(sqlite3.connect(demo_data / "db.sqlite3")) as source,
        closing(sqlite3.connect(copy / "db.sqlite3")) as target,
    ):
        source.backup(target)
    return copy


def start(data_dir: Path) -> list[str]:
    done = subprocess.run(
        [sys.executable, "manage.py", "quickstart", "--no-serve"],
        cwd=ROOT,
        env=environment_of(data_dir, port=0),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()[: len(STEPS)]


def test_second_start_changes_nothing(second):
    before = rows_of(second / "db.sqlite3")
    assert start(second) == [f"{step}: there already" for step in STEPS]
    assert rows_of(second / "db.sqlite3") == before


def test_pending_migration_is_never_skipped(second):
    with closing(sqlite3.connect(second / "db.sqlite3")) as database:
        database.execute("DROP TABLE django_session")
        database.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
        database.commit()
    assert start(second)[0] == "Database: done"
    assert rows_of(second / "db.sqlite3")["django_session"] == []


def test_words_of_its_documents_are_known(demo_data):
    with closing(sqlite3.connect(demo_data / "db.sqlite3")) as database:
        states = database.execute("SELECT state FROM search_documenttext").fetchall()
    assert set(states) == {("read",)}


@pytest.mark.django_db
def test_accounts_share_the_password():
    make_site("en", "lt", "lv", "uk")
    assert quickstart.make_demo_accounts("first") == list(quickstart.DEMO_ACCOUNTS)
    users = get_user_model().objects.all()
    assert all(check_password("first", user.password) for user in users)
    assert {user.username for user in users if user.is_superuser} == {"admin"}
    assert quickstart.make_demo_accounts("second", renew=True) == list(quickstart.DEMO_ACCOUNTS)
    assert all(check_password("second", user.password) for user in users.all())


@pytest.mark.django_db
def test_accounts_keep_a_password_that_was_not_given():
    make_site("en", "lt", "lv", "uk")
    quickstart.make_demo_accounts("first")
    quickstart.make_demo_accounts("another")
    assert all(check_password("first", user.password) for user in get_user_model().objects.all())


def test_mails_of_the_demo_go_out(demo_site):
    """A worker runs beside the server: what stands in the outbox is sent within seconds."""
    written = """INSERT INTO mail_message (key, kind, recipient, language, subject, text, html, "values", is_secret,
        sender, reply_to, message_id, network, state, attempts, next_try, failure, created_at,
        unsubscribe_url)
        VALUES ('demo', 'system', 'ona@example.org', 'en', 'Hello', 'Hello', '', '{}', 0,
        '', '', '<demo@example.org>', '', 'queued', 0, '2026-01-01 00:00:00', '', '2026-01-01 00:00:00', '')"""
    state = "SELECT state FROM mail_message WHERE key = 'demo'"
    deadline = time.monotonic() + 20
    with closing(sqlite3.connect(demo_site.data_dir / "db.sqlite3", timeout=20)) as database:
        database.execute("DELETE FROM mail_message WHERE key = 'demo'")
        database.execute(written)
        database.commit()
        while (found := database.execute(state).fetchone()[0]) != "sent":
            assert time.monotonic() < deadline, found
            time.sleep(0.2)
