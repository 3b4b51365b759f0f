"""A pytest plugin that writes what a pass came to, as JSON, to the file that $TILTAS_TALLY names."""

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass
class Tally:
    """What one pass of the suite came to."""

    passed: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    #: Each skipped or expectedly failing test and the reason given.
    skipped: list[tuple[str, str]] = field(default_factory=list)

    @classmethod
    def read(cls, path: Path) -> "Tally":
        """Return the tally in the file; an empty one when pytest ended before it wrote any."""
        return cls(**json.loads(path.read_text())) if path.exists() else cls()


def pytest_terminal_summary(terminalreporter) -> None:
    """Runs once, in the process that collects the results of all workers."""
    path = os.environ.get("TILTAS_TALLY")
    if not path:
        return
    stats = terminalreporter.stats
    failed = {
        report.nodeid: None for kind in ("failed", "error", "xpassed") for report in stats.get(kind, [])
    }
    # A test that passed and then failed in its tear-down counts once, as failed.
    passed = [report.nodeid for report in stats.get("passed", []) if report.nodeid not in failed]
    skipped = [
        (report.nodeid, _reason(report)) for kind in ("skipped", "xfailed") for report in stats.get(kind, [])
    ]
    Path(path).write_text(json.dumps(asdict(Tally(passed, list(failed), skipped))))


def _reason(report) -> str:
    if hasattr(report, "wasxfail"):
        return f"expected to fail: {report.wasxfail}"
    if isinstance(report.longrepr, tuple):
        return report.longrepr[2].removeprefix("Skipped: ")
    return str(report.longrepr)
