"""What every test gets (the language reset, files of its own) and the rules for leaving tests out."""

import os

import pytest
from django.db import connection
from django.utils import translation

pytest_plugins = ["tests.fixtures.browser"]


@pytest.fixture(autouse=True)
def reset_language():
    """Leave the active language as it was found: it is a global of the thread."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Keep what a test uploads in a folder of its own."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.PRIVATE_ROOT = tmp_path / "private"
    storages = {alias: dict(storage) for alias, storage in settings.STORAGES.items()}
    storages["default"]["OPTIONS"] = {
        **storages["default"].get("OPTIONS", {}),
        "location": settings.PRIVATE_ROOT,
    }
    settings.STORAGES = storages


def pytest_collection_modifyitems(config, items):
    """Leave out what another pass runs, say why PostgreSQL's tests cannot run, put the browser last.

    The browser last, because Playwright's event loop stays in the thread once it has started.
    """
    left_out = os.environ.get("TILTAS_LEAVE_OUT")
    if left_out:
        config.hook.pytest_deselected(items=[item for item in items if item.get_closest_marker(left_out)])
        items[:] = [item for item in items if not item.get_closest_marker(left_out)]
    if connection.vendor != "postgresql":
        for item in items:
            if item.get_closest_marker("postgres"):
                item.add_marker(pytest.mark.skip(reason="needs PostgreSQL; this pass runs on SQLite"))
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
