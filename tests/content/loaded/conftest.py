"""The loaded site, shared by the tests of this folder: each rolls back to it."""

import pytest
from django.db import transaction
from django.test import override_settings

from cms.content.loader import load
from tests.content.conftest import PACKAGE
from tests.harness.places import places_in


@pytest.fixture(scope="package")
def loaded_once(django_db_setup, django_db_blocker, tmp_path_factory):
    """Load the fixture package in a transaction that ends with the last test of this folder."""
    folder = tmp_path_factory.mktemp("loaded")
    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        with override_settings(**places_in(folder)):
            report = load(PACKAGE)
    yield folder, report
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)


@pytest.fixture
def loaded(loaded_once, db, own_files, settings):
    """Return the report of loading the fixture package; the site and its files are there."""
    folder, report = loaded_once
    for name, value in places_in(folder).items():
        setattr(settings, name, value)
    return report
