"""What every test gets (the language reset, files of its own) and the rules for leaving tests out."""

import os
import shutil
from itertools import groupby

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.db import connection
from django.utils import translation

from cms import sitestate
from tests.harness.places import places_in

pytest_plugins = [
    "tests.fixtures.certificates",
    "tests.fixtures.demo",
    "tests.fixtures.browser",
    "tests.fixtures.database",
]


@pytest.fixture(autouse=True)
def reset_globals():
    """Leave no language active and nothing cached: both outlive the test, and its rows do not."""
    yield
    translation.deactivate()
    for each in caches.all(initialized_only=True):
        each.clear()
    ContentType.objects.clear_cache()


@pytest.fixture(autouse=True)
def reset_site_state():
    """Forget what a worker keeps of the site: tests roll the database back behind its back."""
    sitestate.forget()
    yield
    sitestate.forget()


@pytest.fixture(autouse=True)
def own_files(request, settings, tmp_path):
    """Keep what a test uploads in a folder of its own, with a copy of what its module's rows have there."""
    if "shared_rows" in request.fixturenames:
        shutil.copytree(request.getfixturevalue("shared_rows").folder, tmp_path, dirs_exist_ok=True)
    for name, value in places_in(tmp_path).items():
        setattr(settings, name, value)


def pytest_collection_modifyitems(config, items):
    """Leave out what another pass runs, say why PostgreSQL's tests cannot run, put the browser last.

    Within a module, those first that ask for fewer of the rows it shares: a test sees none it has not asked for.

    The browser last, because Playwright's event loop stays in the thread once it has started. First those that
    need the demo site's data, so that it is there when the browser comes and nobody waits for it.
    """
    left_out = os.environ.get("TILTAS_LEAVE_OUT")
    if left_out:
        config.hook.pytest_deselected(items=[item for item in items if item.get_closest_marker(left_out)])
        items[:] = [item for item in items if not item.get_closest_marker(left_out)]
    if connection.vendor != "postgresql":
        for item in items:
            if item.get_closest_marker("postgres"):
                item.add_marker(pytest.mark.skip(reason="needs PostgreSQL; this pass runs on SQLite"))
    items[:] = [
        item
        for _path, group in groupby(items, key=lambda item: item.path)
        for item in sorted(group, key=lambda item: sum(name.startswith("made") for name in item.fixturenames))
    ]
    items.sort(
        key=lambda item: (
            item.get_closest_marker("browser") is not None,
            "demo_data" not in item.fixturenames,
        )
    )
