"""A migrated database as a template: every worker, and every test that commits, starts from a copy of it.

Running all migrations takes half a minute and a copy a fraction of a second, so one process migrates and the
others wait; the runner starts one for each database (`python -m tests.harness.database`). A copy also holds what
migrations put into it (root page, locale), which Django's own way of cleaning up after a test that commits,
emptying every table, loses.
"""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection, connections


class Template:
    """The template of the default database; `folder` is shared by all workers of a run.

    `mark` tells templates apart in a folder that outlives the run; it changes with the migrations.
    """

    def __init__(self, folder: Path, mark: str = "run"):
        self.folder = folder
        self.is_file = connection.vendor == "sqlite"
        name = f"template-{mark}.sqlite3"
        self.name = str(folder / name) if self.is_file else f"{connection.settings_dict['NAME']}_template"
        self.copy = connection.creation._get_test_db_name()
        self._ready = folder / f"{name if self.is_file else 'template-postgresql'}.ready"

    def make(self) -> None:
        """Create the database and run every migration in it, unless another worker has."""
        with self._locked():
            if self._ready.exists():
                return
            own = connection.settings_dict
            names = own["NAME"], own["TEST"]["NAME"]
            own["TEST"]["NAME"] = self.name
            try:
                connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            finally:
                connections.close_all()
                own["NAME"], own["TEST"]["NAME"] = names
            self._ready.touch()

    def restore(self) -> None:
        """Put this worker's copy into the template's state, whoever still has it open."""
        connections.close_all()
        connection.settings_dict["NAME"] = self.copy
        if self.is_file:
            with closing(sqlite3.connect(self.name)) as source, closing(sqlite3.connect(self.copy)) as target:
                source.backup(target)
        else:
            self.drop()
            self._execute(f"CREATE DATABASE {self._quote(self.copy)} TEMPLATE {self._quote(self.name)}")

    def drop(self) -> None:
        """Remove this worker's copy; a file goes with its folder."""
        connections.close_all()
        if not self.is_file:
            self._execute(f"DROP DATABASE IF EXISTS {self._quote(self.copy)} WITH (FORCE)")

    def forget(self) -> None:
        """Remove the template itself, when the last worker is done."""
        if not self.is_file and self._ready.exists():
            self._execute(f"DROP DATABASE IF EXISTS {self._quote(self.name)} WITH (FORCE)")
            self._ready.unlink()

    def _execute(self, statement: str) -> None:
        with connection._nodb_cursor() as cursor:
            cursor.execute(statement)

    def _quote(self, name: str) -> str:
        return connection.ops.quote_name(name)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with (self.folder / f"template-{connection.vendor}.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


def main() -> None:
    """Make the template of $DATABASE_URL in $TILTAS_TEST_DATA."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    Template(Path(os.environ["TILTAS_TEST_DATA"])).make()


if __name__ == "__main__":
    main()
