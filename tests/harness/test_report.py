"""The report and its exit code: nothing that failed, broke or could not run looks like success."""

from io import StringIO

import pytest

from tests.harness import postgres
from tests.harness.report import Pass, Report
from tests.harness.tally import Tally

pytestmark = pytest.mark.once

GOOD = Pass("SQLite 3", Tally(passed=["a", "b"]), code=0, seconds=1)
SKIPPED = Pass("SQLite 3", Tally(passed=["a"], skipped=[("b", "no reason")]), code=0, seconds=1)
FAILED = Pass("PostgreSQL 15", Tally(passed=["a"], failed=["b"]), code=1, seconds=1)
BROKEN = Pass("PostgreSQL 15", Tally(), code=3, seconds=1)
NOTHING = Pass("SQLite 3", Tally(), code=5, seconds=1)


@pytest.mark.parametrize(
    ("passes", "missing", "strict", "expected"),
    [
        ([GOOD], [], True, 0),
        ([GOOD, FAILED], [], False, 1),
        ([GOOD, BROKEN], [], False, 1),
        ([NOTHING], [], False, 1),
        ([GOOD, NOTHING], [], False, 0),
        ([GOOD], ["no browser"], False, 0),
        ([GOOD], ["no browser"], True, 1),
        ([SKIPPED], [], False, 0),
        ([SKIPPED], [], True, 1),
        # What one pass skips and another runs has run.
        ([SKIPPED, GOOD], [], True, 0),
    ],
)
def test_exit_code(passes, missing, strict, expected):
    assert Report(strict=strict, passes=passes, missing=missing).exit_code == expected


def test_last_line_is_the_sum_alone_and_every_skip_has_its_reason():
    out = StringIO()
    Report(strict=False, passes=[SKIPPED, FAILED], missing=["no browser"]).write(out)
    lines = out.getvalue().splitlines()
    assert lines[-1] == "2 passed, 1 failed, 1 skipped"
    assert lines[lines.index("=== Could not run") + 1] == "  no browser"
    assert lines[lines.index("=== Skipped") + 1] == "  b (SQLite 3): no reason"
    assert lines[lines.index("=== Failed") + 1] == "  PostgreSQL 15: b"


def test_machine_without_postgresql_is_told_from_one_with_it(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(postgres, "PLACES", (f"{tmp_path}/*/bin",))
    assert postgres.find_binaries() is None
    for version in ("9.6.24", "15.18"):
        binaries = tmp_path / version / "bin"
        binaries.mkdir(parents=True)
        for name in ("postgres", "initdb"):
            (binaries / name).write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version} (Debian)'\n")
            (binaries / name).chmod(0o755)
    assert postgres.find_binaries() == tmp_path / "15.18" / "bin"
