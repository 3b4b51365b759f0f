"""What a load found wrong, and what it did."""

from collections import Counter
from dataclasses import dataclass, field

CREATED, CHANGED, UNCHANGED = "created", "changed", "unchanged"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong in a package: file, line (from 1; 0 where there is none), field and reason."""

    file: str
    line: int
    field: str
    reason: str

    def __str__(self) -> str:
        line = f":{self.line}" if self.line else ""
        name = f" {self.field}:" if self.field else ""
        return f"{self.file}{line}:{name} {self.reason}"


class PackageError(Exception):
    """A package that cannot be loaded. `problems` says all that is wrong; nothing was changed."""

    def __init__(self, problems: list[Problem]):
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class Problems:
    """Collects problems, so that all of them are told at once."""

    def __init__(self):
        self.found: list[Problem] = []

    def add(self, place, reason: str) -> None:
        """Note that something is wrong at a place of the package (`cms.content.package.Place`)."""
        problem = Problem(place.file, place.line, place.field, str(reason))
        if problem not in self.found:
            self.found.append(problem)

    def stop_if_any(self) -> None:
        """Raise `PackageError` if anything was found."""
        if self.found:
            raise PackageError(sorted(self.found))


@dataclass
class Report:
    """What a load did: kind → created, changed or unchanged → how many."""

    counts: dict[str, Counter] = field(default_factory=dict)

    def count(self, kind: str, outcome: str) -> None:
        """Count one thing of a kind."""
        self.counts.setdefault(kind, Counter())[outcome] += 1

    def total(self, outcome: str) -> int:
        """Return how many things had an outcome, whatever their kind."""
        return sum(counts[outcome] for counts in self.counts.values())

    def lines(self) -> list[str]:
        """Return the report as lines of a table, with a sum at its end."""
        width = max([len(kind) for kind in self.counts] + [5])
        rows = [
            (kind, *(counts[name] for name in (CREATED, CHANGED, UNCHANGED)))
            for kind, counts in self.counts.items()
        ]
        rows.append(("Total", *(self.total(name) for name in (CREATED, CHANGED, UNCHANGED))))
        head = f"{'':{width}}  {CREATED:>9}  {CHANGED:>9}  {UNCHANGED:>9}"
        return [
            head,
            *(f"{kind:{width}}  {new:>9}  {other:>9}  {same:>9}" for kind, new, other, same in rows),
        ]
