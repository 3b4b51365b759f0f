"""What an entry must have to be found, in the index's own words."""

from dataclasses import dataclass
from itertools import combinations
from typing import Final

#: Stands before a stem, so that no word as written is taken for one.
STEM: Final = "."
#: Stands before a mark.
MARK: Final = "#"
#: What it counts beside its stem that a word stands as it was typed, and what longer words count.
_AS_TYPED: Final = 0.25
_FAR: Final = 0.2


@dataclass(frozen=True)
class Clause:
    """One word that was typed, with all that it is found by; or the words of a phrase."""

    #: the word itself, its stems, as it is kept in the index
    near: tuple[str, ...] = ()
    #: longer words that it begins or ends
    far: tuple[str, ...] = ()
    #: words that follow each other
    phrase: tuple[str, ...] = ()
    #: how much it tells: the rarer, the more
    weight: float = 1.0
    #: a small word that stands nearly everywhere: nothing is missed where it is missing
    is_small: bool = False
    #: in how many entries of the language it stands, about; 0: not known
    entries: int = 0

    def __bool__(self) -> bool:
        return bool(self.near or self.phrase)

    def weighed(self) -> list[tuple["Clause", float]]:
        """Return what it is found by in parts, with how much each counts."""
        parts = [(Clause(near=self.near[1:] or self.near, phrase=self.phrase), 1.0)]
        if self.near[1:]:
            parts.append((Clause(near=self.near[:1]), _AS_TYPED))
        if self.far:
            parts.append((Clause(near=self.far), _FAR))
        return parts


@dataclass(frozen=True)
class Wanted:
    """What an entry of one language must have."""

    language: str
    clauses: tuple[Clause, ...]
    unwanted: tuple[Clause, ...] = ()

    @property
    def mark(self) -> str:
        """What entries of the language are marked with."""
        return f"language:{self.language}"

    def ways(self, least: int) -> list[tuple[Clause, ...]]:
        """Return the sets of clauses each of which is enough: all of them, or any `least` of them, if it is not 0."""
        needed = tuple(clause for clause in self.clauses if not clause.is_small) or self.clauses
        if not least:
            return [needed]
        if len(needed) == 1:
            needed = self.clauses
        return list(combinations(needed, max(1, min(least, len(needed) - 1))))


@dataclass(frozen=True)
class Match:
    """What an entry must have: that of one of the languages, and each of the marks."""

    either: tuple[Wanted, ...]
    marks: tuple[str, ...] = ()
    #: so many of the clauses are enough; 0: all are needed
    least: int = 0
    #: only titles, summaries and headings are looked at
    in_head: bool = False
    #: only entries with a day in one of these years, if any are named
    years: tuple[int, ...] = ()

    @property
    def entries(self) -> int:
        """How many entries it matches, at most, as far as it is known of its words."""
        return sum(
            max(min(clause.entries for clause in way) for way in wanted.ways(self.least))
            for wanted in self.either
        )

    def words(self) -> list[Clause]:
        """Return clauses to weigh by: those at one place of the question, in all languages, as one."""
        most = max((len(wanted.clauses) for wanted in self.either), default=0)
        return [
            _together([wanted.clauses[place] for wanted in self.either if place < len(wanted.clauses)])
            for place in range(most)
        ]


@dataclass(frozen=True)
class Analysed:
    """The words of an entry as the index keeps them: a line with its weight, A to D, is pairs of form and stem."""

    lines: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    marks: tuple[str, ...]


def _together(clauses: list[Clause]) -> Clause:
    near = dict.fromkeys(lexeme for clause in clauses for lexeme in clause.near)
    far = dict.fromkeys(lexeme for clause in clauses for lexeme in clause.far)
    return Clause(tuple(near), tuple(far), clauses[0].phrase, max(clause.weight for clause in clauses))
