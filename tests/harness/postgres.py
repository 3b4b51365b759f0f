"""A throwaway PostgreSQL server: own data folder, own socket, own password, never run as root."""

import ctypes
import os
import pwd
import re
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

from tests.harness.scratch import make_scratch_folder

#: Where distributions put server binaries that are not on PATH.
PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
)
USER = "tiltas"
#: Speed over safety: what is in this server is thrown away in any case.
OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "60",
    "timezone": "UTC",
}
START_SECONDS = 30
STOP_SECONDS = 15
_SET_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of Linux's prctl(2)


class ServerError(RuntimeError):
    """The server could not be made or started; the message holds its own words."""


def find_binaries() -> Path | None:
    """Return the folder of the newest PostgreSQL server binaries on this machine, or None."""
    folders = {
        Path(found).resolve().parent for name in ("postgres", "initdb") if (found := shutil.which(name))
    }
    if config := shutil.which("pg_config"):
        folders.add(Path(_output([config, "--bindir"]).strip()))
    for pattern in PLACES:
        folders.update(Path("/").glob(pattern.lstrip("/")))
    complete = [
        folder for folder in folders if (folder / "postgres").exists() and (folder / "initdb").exists()
    ]
    return max(complete, key=lambda folder: [int(part) for part in version(folder).split(".")], default=None)


def version(binaries: Path) -> str:
    """Return the server's version, such as `15.18`; `0` if it does not tell."""
    found = re.search(r"\d+(\.\d+)*", _output([binaries / "postgres", "--version"]))
    return found.group() if found else "0"


@contextmanager
def running_server(binaries: Path) -> Iterator[str]:
    """Start a server, give its address as a DATABASE_URL, and stop and remove it however the block ends.

    Raises ServerError when it cannot be made or does not answer within START_SECONDS.
    """
    owner = _owner()
    folder = make_scratch_folder("tiltas-postgres-")
    server = None
    try:
        password = secrets.token_urlsafe(24)
        (folder / "password").write_text(password)
        if owner:
            for path in (folder, folder / "password"):
                os.chown(path, owner.pw_uid, owner.pw_gid)
        _make_cluster(binaries, folder, owner)
        options = {**OPTIONS, "unix_socket_directories": str(folder), "unix_socket_permissions": "0700"}
        arguments = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                [binaries / "postgres", "-D", folder / "data", *arguments],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C in the terminal reaches us; we then stop the server in order
                **_as_owner(folder, owner, preexec_fn=_die_with_parent),
            )
        _wait_until_ready(server, folder, password)
        yield f"postgres://{USER}:{password}@{quote(str(folder), safe='')}/{USER}"
    finally:
        if server:
            _stop(server)
        shutil.rmtree(folder, ignore_errors=True)


def _owner() -> pwd.struct_passwd | None:
    """Return the unprivileged account the server must run as, or None when we are unprivileged ourselves."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise ServerError(
        "PostgreSQL refuses to run as root, and there is neither a postgres nor a nobody account."
    )


def _as_owner(folder: Path, owner: pwd.struct_passwd | None, **options) -> dict:
    """Return Popen's arguments to run in the folder under the owner's account, with a clean environment."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    options |= {"cwd": folder, "env": {**environment, "HOME": str(folder)}}
    if owner:
        options |= {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
    return options


def _make_cluster(binaries: Path, folder: Path, owner: pwd.struct_passwd | None) -> None:
    """Create the data folder with a UTF-8 locale, so that upper and lower case work in every language."""
    command = [binaries / "initdb", "-D", "data", "-U", USER, "--auth=scram-sha-256", "--pwfile=password"]
    command += ["--encoding=UTF8", "--no-sync", "--no-instructions"]
    said = ""
    for locale in (["--locale=C.UTF-8"], ["--locale=en_US.UTF-8"], []):
        made = subprocess.run(
            [*command, *locale], capture_output=True, text=True, check=False, **_as_owner(folder, owner)
        )
        if made.returncode == 0:
            return
        said += made.stdout + made.stderr
        shutil.rmtree(folder / "data", ignore_errors=True)
    raise ServerError(f"initdb of {binaries} failed:\n{said}")


def _wait_until_ready(server: subprocess.Popen, folder: Path, password: str) -> None:
    """Return once the server takes connections and has our database; raise ServerError if it never does."""
    address = {"host": str(folder), "user": USER, "password": password}
    until = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < until:
        try:
            with psycopg.connect(**address, dbname="postgres", autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {USER}")
                return
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise ServerError(f"PostgreSQL did not start:\n{(folder / 'log').read_text(errors='replace')[-2000:]}")


def _stop(server: subprocess.Popen) -> None:
    """Stop the server: in order, then at once, then by force."""
    for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        if server.poll() is not None:
            return
        server.send_signal(how)
        try:
            server.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            continue


def _die_with_parent() -> None:
    """Run in the child before it becomes the server: on Linux, stop it when we are killed outright."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, signal.SIGINT)


def _output(command: list) -> str:
    """Return what a command prints, nothing if it cannot be run."""
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=30).stdout
    except OSError:
        return ""
