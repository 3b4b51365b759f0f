"""Two commands at once, and one that is killed in the middle: a set is public once and whole, or not at all."""

import os
import sys
import time
from subprocess import PIPE, Popen

import pytest
from django.core.management import call_command
from django.db import connection
from wagtail.models import PageLogEntry, Revision

from cms.releases.models import ReleaseSet
from cms.releases.planning import plan
from tests.harness.tree import ROOT
from tests.releases.conftest import (
    live_pages,
    log_of,
    make_due,
    make_editor,
    make_home,
    make_release_set,
    make_statement,
)
from tests.releases.slow.apps import marker
from tests.translation.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def due(db) -> ReleaseSet:
    """A set whose moment has come."""
    statement, editor = make_statement(make_home()), make_editor()
    release_set = make_release_set(statement, editor)
    plan(release_set, editor)
    make_due(release_set)
    return release_set


def environment() -> dict[str, str]:
    """Return the variables with which another process works on this test's database and stops in the middle."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        url = f"sqlite:///{name}"
    else:
        url = f"{os.environ['DATABASE_URL'].rsplit('/', 1)[0]}/{name}"
    return os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.releases.slow.settings"}


def wait_for_the_middle(process: Popen) -> None:
    """Wait until some pages are published and others are not."""
    deadline = time.monotonic() + 120
    while not marker().exists():
        assert process.poll() is None, process.stderr.read().decode()[-2000:]
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_killed_release_has_not_happened_and_the_next_run_makes_up_for_it(due):
    before = Revision.objects.count(), PageLogEntry.objects.count()
    marker().unlink(missing_ok=True)
    process = Popen(
        [sys.executable, "manage.py", "release_due"], cwd=ROOT, env=environment(), stdout=PIPE, stderr=PIPE
    )
    try:
        wait_for_the_middle(process)
        assert live_pages(due) == [False] * 12
    finally:
        process.kill()
        process.communicate()
        marker().unlink(missing_ok=True)
    assert process.returncode == -9
    assert live_pages(due) == [False] * 12
    assert (Revision.objects.count(), PageLogEntry.objects.count()) == before
    assert (ReleaseSet.objects.get().state, log_of(due)[-1]) == ("planned", "plan")
    call_command("release_due")
    assert live_pages(due) == [True] * 12
    assert log_of(due) == ["create", "add", "plan", "release"]


@pytest.mark.postgres
def test_two_commands_at_once_release_once(due):
    assert at_once(*[lambda: call_command("release_due")] * 3) == [None] * 3
    assert live_pages(due) == [True] * 12
    assert log_of(due) == ["create", "add", "plan", "release"]
    published = PageLogEntry.objects.filter(action="wagtail.publish", page__in=due.members.values("page"))
    assert published.count() == 12
