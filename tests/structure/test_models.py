"""What holds for every model and migration of our own: big keys, nothing pending, one linear line an app."""

from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.db.migrations.loader import MigrationLoader

from tests.harness.tree import OWN_PACKAGES, ROOT


def own_apps() -> list:
    """Return the configurations of the project's own apps."""
    return [config for config in apps.get_app_configs() if config.name.split(".")[0] in OWN_PACKAGES]


def branches(migrations: dict[str, set[str]]) -> list[str]:
    """Return the migrations at which an app's line is not a line; each name has the names it builds on."""
    children = {
        name: [child for child, parents in migrations.items() if name in parents] for name in migrations
    }
    merges = [name for name, parents in migrations.items() if len(parents) > 1]
    forks = [name for name, following in children.items() if len(following) > 1]
    starts = [name for name, parents in migrations.items() if not parents]
    return sorted({*merges, *forks, *starts[1:]})


@pytest.mark.once
def test_own_apps_lie_in_this_tree():
    configs = own_apps()
    assert {config.name.split(".")[0] for config in configs} == set(OWN_PACKAGES)
    assert [config.name for config in configs if not Path(config.path).is_relative_to(ROOT)] == []


@pytest.mark.once
def test_every_key_is_a_big_integer():
    small = [
        model._meta.label
        for config in own_apps()
        for model in config.get_models(include_auto_created=True)
        if not model._meta.proxy
        # A page's key is the link to Wagtail's own row.
        and not model._meta.pk.remote_field
        and not isinstance(model._meta.pk, models.BigAutoField)
    ]
    assert small == []


@pytest.mark.django_db
def test_no_migration_is_pending():
    output = StringIO()
    try:
        call_command("makemigrations", check_changes=True, dry_run=True, stdout=output, no_color=True)
    except SystemExit:
        pytest.fail(f"Run “manage.py makemigrations”:\n{output.getvalue()}")


@pytest.mark.once
@pytest.mark.django_db  # importing wagtail-localize's first migration asks the database (1.14)
def test_migrations_are_one_line_an_app():
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    found = {}
    for config in own_apps():
        names = {name for label, name in loader.disk_migrations if label == config.label}
        found[config.label] = branches(
            {
                name: {
                    parent
                    for label, parent in loader.disk_migrations[config.label, name].dependencies
                    if label == config.label and parent in names
                }
                for name in names
            }
        )
    assert {label: wrong for label, wrong in found.items() if wrong} == {}


@pytest.mark.once
@pytest.mark.parametrize(
    ("migrations", "expected"),
    [
        ({"1": set(), "2": {"1"}, "3": {"2"}}, []),
        ({"1": set(), "2": {"1"}, "3": {"1"}}, ["1"]),
        ({"1": set(), "2": {"1"}, "3": {"1"}, "4": {"2", "3"}}, ["1", "4"]),
    ],
)
def test_a_branch_is_seen(migrations, expected):
    assert branches(migrations) == expected
