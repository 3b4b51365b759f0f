"""What the suite says at its end: what it ran on, what it could not run and why, and the sum in one line."""

import platform
from collections import defaultdict
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import TextIO

from tests.harness.tally import Tally

#: pytest's exit code when it found no test; a narrow -k may leave one database without any.
NOTHING_COLLECTED = 5


@dataclass
class Pass:
    """One run of the suite on one database."""

    database: str
    tally: Tally
    code: int
    seconds: float

    @property
    def is_broken(self) -> bool:
        """Whether pytest failed in a way that no failed test accounts for."""
        return self.code not in (0, NOTHING_COLLECTED) and not self.tally.failed

    def __str__(self) -> str:
        tally = self.tally
        counts = f"{len(tally.passed)} passed, {len(tally.failed)} failed, {len(tally.skipped)} skipped"
        broken = f"; pytest ended with code {self.code}" if self.is_broken else ""
        return f"{self.database}: {counts} in {self.seconds:.0f} s{broken}"


@dataclass
class Report:
    """The whole run. With `strict` whatever could not run is a failure."""

    strict: bool
    passes: list[Pass] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    browser: str = "no browser"

    @property
    def exit_code(self) -> int:
        """0 if at least one test ran, none failed and, when strict, none was left out."""
        ran = self.passed + self.failed
        could_not = bool(self.missing or self._never_ran()) if self.strict else False
        broken = any(each.is_broken for each in self.passes)
        return int(bool(not ran or self.failed or could_not or broken))

    @property
    def passed(self) -> int:
        return sum(len(each.tally.passed) for each in self.passes)

    @property
    def failed(self) -> int:
        return sum(len(each.tally.failed) for each in self.passes)

    @property
    def skipped(self) -> int:
        return sum(len(each.tally.skipped) for each in self.passes)

    def write(self, out: TextIO) -> None:
        """Write the report; its last line is the closing line and stands alone."""
        for line in self._lines():
            out.write(f"{line}\n")
        out.flush()

    def _lines(self) -> list[str]:
        versions = (
            f"Python {platform.python_version()}, Django {version('django')}, Wagtail {version('wagtail')}"
        )
        lines = ["", "=== Ran on", f"  {versions}, {self.browser}"]
        lines += [f"  {each}" for each in self.passes]
        if self.missing:
            lines += ["=== Could not run" + (" (a failure, as CI=true)" if self.strict else "")]
            lines += [f"  {each}" for each in self.missing]
        if self.skipped:
            lines += ["=== Skipped"]
            for (test, reason), databases in self._skips().items():
                lines.append(f"  {test} ({', '.join(databases)}): {reason}")
        never = self._never_ran()
        if never and self.strict:
            lines += [
                f"=== A failure, as CI=true: {len(never)} tests ran on no database",
                *(f"  {test}" for test in never),
            ]
        failed = [f"  {each.database}: {test}" for each in self.passes for test in each.tally.failed]
        if failed:
            lines += ["=== Failed", *failed]
        return [*lines, "", f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"]

    def _skips(self) -> dict[tuple[str, str], list[str]]:
        found = defaultdict(list)
        for each in self.passes:
            for test, reason in each.tally.skipped:
                found[test, reason].append(each.database)
        return found

    def _never_ran(self) -> list[str]:
        """Return the tests that were skipped and that no pass has run."""
        ran = {test for each in self.passes for test in each.tally.passed + each.tally.failed}
        return sorted({test for each in self.passes for test, _ in each.tally.skipped} - ran)
