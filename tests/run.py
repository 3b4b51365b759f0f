"""Runs the whole suite on SQLite and then on a throwaway PostgreSQL server, and says what it ran on.

    .venv/bin/python -m tests.run [--database sqlite|postgres|all] [--install-browser] [arguments for pytest]

With CI=true whatever it could not run is a failure. The last line is the sum of both passes.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from cms.paper import can_print
from tests.harness import browser, postgres
from tests.harness.report import Pass, Report
from tests.harness.scratch import make_scratch_folder
from tests.harness.tally import Tally
from tests.harness.validator import fetch_validator, find_validator

ROOT = Path(__file__).resolve().parent.parent
#: How long pytest may take to end in order after Ctrl-C.
END_SECONDS = 20


def main(arguments: list[str]) -> int:
    """Run what was asked for and return the exit code: 0 only if something ran and nothing failed."""
    parser = argparse.ArgumentParser(
        prog="tests.run", description=__doc__.splitlines()[0], epilog="Everything else is handed to pytest."
    )
    parser.add_argument("--database", choices=("sqlite", "postgres", "all"), default="all")
    parser.add_argument(
        "--install-browser", action="store_true", help="install Debian's Chromium if there is none"
    )
    options, for_pytest = parser.parse_known_args(arguments)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, frame: sys.exit(128 + number))

    report = Report(strict=os.environ.get("CI") == "true")
    with ExitStack() as stack:
        data = make_scratch_folder("tiltas-tests-")
        stack.callback(shutil.rmtree, data, ignore_errors=True)
        _prepare_browser(report, install=options.install_browser or report.strict)
        _prepare_validator(report)
        if not can_print():
            report.missing.append(
                "The tests of agendas as PDF: this machine has no Pango; on Debian, install "
                "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0."
            )
        on_sqlite = options.database in ("sqlite", "all")
        binaries = _prepare_postgres(report) if options.database in ("postgres", "all") else None
        if on_sqlite:
            stack.enter_context(_template_in_the_making(_sqlite_url(data), data))
        url = _start_postgres(report, binaries, data, stack) if binaries else ""
        if on_sqlite:
            report.passes.append(_run_on_sqlite(data, for_pytest, leave_out="postgres" if url else ""))
        if url:
            name = f"PostgreSQL {postgres.version(binaries)}"
            report.passes.append(_run_pytest(name, url, data, for_pytest, "once" if on_sqlite else ""))
    report.write(sys.stdout)
    return report.exit_code


def _prepare_browser(report: Report, install: bool) -> None:
    """Find a browser and hand its path to the tests; note in the report when there is none."""
    chromium = browser.find_chromium()
    refused = browser.install_chromium() if install and not chromium else ""
    chromium = chromium or browser.find_chromium()
    if chromium:
        os.environ["TILTAS_CHROMIUM"] = chromium
        report.browser = f"{browser.version(chromium)} ({chromium})"
    else:
        reason = refused or "install chromium, or name one in CHROMIUM, or run with --install-browser"
        report.missing.append(f"The browser tests: no Chromium was found; {reason}.")


def _prepare_validator(report: Report) -> None:
    """Find the HTML validator, or fetch it; note in the report when there is none."""
    refused = "" if find_validator() else fetch_validator(install=report.strict)
    if refused:
        report.missing.append(f"The HTML validator: {refused}, or name a vnu.jar in VNU_JAR.")


def _prepare_postgres(report: Report) -> Path | None:
    binaries = postgres.find_binaries()
    if binaries is None:
        report.missing.append(
            "The tests on PostgreSQL: no server binaries (postgres, initdb) were found on PATH, "
            "where pg_config points or in the usual folders; install your system's postgresql package."
        )
    return binaries


def _sqlite_url(data: Path) -> str:
    return f"sqlite:///{data}/db.sqlite3"


def _run_on_sqlite(data: Path, for_pytest: list[str], leave_out: str) -> Pass:
    import sqlite3

    return _run_pytest(f"SQLite {sqlite3.sqlite_version}", _sqlite_url(data), data, for_pytest, leave_out)


def _start_postgres(report: Report, binaries: Path, data: Path, stack: ExitStack) -> str:
    """Start the server and the making of its template; return its address, nothing where it does not start."""
    try:
        url = stack.enter_context(postgres.running_server(binaries))
    except postgres.ServerError as error:
        report.missing.append(f"The tests on PostgreSQL: {error}")
        report.passes.append(Pass("PostgreSQL", Tally(), code=1, seconds=0))
        return ""
    stack.enter_context(_template_in_the_making(url, data))
    return url


@contextmanager
def _template_in_the_making(url: str, data: Path) -> Iterator[None]:
    """Run all migrations in a process of their own, while pytest collects or runs on the other database."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.harness.database"], cwd=ROOT, env=_environment(url, data)
    )
    try:
        yield
    finally:
        child.terminate()
        child.wait()


def _environment(url: str, data: Path) -> dict[str, str]:
    return os.environ | {"DATABASE_URL": url, "TILTAS_TEST_DATA": str(data), "PYTHONPATH": str(ROOT)}


def _run_pytest(name: str, url: str, data: Path, for_pytest: list[str], leave_out: str) -> Pass:
    """Run pytest on one database, its output streaming; leave out the tests with that marker."""
    tally = data / f"{name.split()[0]}.json"
    environment = _environment(url, data) | {"TILTAS_TALLY": str(tally), "TILTAS_LEAVE_OUT": leave_out}
    command = [sys.executable, "-m", "pytest", "-p", "tests.harness.tally", "-n", str(os.cpu_count() or 1)]
    command += ["--dist", "worksteal", "--durations", "8", "--durations-min", "1"]
    command += ["--basetemp", str(data / "pytest"), *for_pytest]
    sys.stdout.write(f"\n=== {name}\n")
    sys.stdout.flush()
    started = time.monotonic()
    child = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        code = child.wait()
    except BaseException as error:
        if not isinstance(error, KeyboardInterrupt):  # the terminal has sent Ctrl-C to the child as well
            child.send_signal(signal.SIGINT)
        try:
            child.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
        raise
    return Pass(name, Tally.read(tally), code, time.monotonic() - started)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("Interrupted: the database server is stopped and its folder removed.")
