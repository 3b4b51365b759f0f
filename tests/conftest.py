"""What every test gets (the language reset, files of its own) and the rules for leaving tests out."""

import os

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.db import connection
from django.utils import translation

from cms import sitestate

pytest_plugins = ["tests.fixtures.demo", "tests.fixtures.browser", "tests.fixtures.database"]


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
def own_files(settings, tmp_path):
    """Keep what a test uploads in a folder of its own."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.PRIVATE_ROOT = tmp_path / "private"
    storages = {alias: dict(storage) for alias, storage in settings.STORAGES.items()}
    options = storages["default"]["OPTIONS"]
    # of the type that the settings give it: what breaks there breaks here
    storages["default"]["OPTIONS"] = options | {"location": type(options["location"])(settings.PRIVATE_ROOT)}
    settings.STORAGES = storages


def pytest_collection_modifyitems(config, items):
    """Leave out what another pass runs, say why PostgreSQL's tests cannot run, put the browser last.

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
    items.sort(
        key=lambda item: (
            item.get_closest_marker("browser") is not None,
            "demo_data" not in item.fixturenames,
        )
    )
