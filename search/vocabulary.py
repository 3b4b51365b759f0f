"""What the words of a question are found by: their stems, longer words they are part of, words one letter away.

The index's own words are asked, so that `ukmerge` finds the stem of Ukmergė without knowing how it is spelt, and
nothing is suggested that stands nowhere.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from django.db.models import Max, Q, QuerySet

from search.analysis import Token, tokens
from search.matching import STEM, Clause
from search.models import Entry, Term
from search.questions import Part, Question

#: A shorter word is not looked for inside longer ones, nor forgiven a letter.
_SHORTEST_PART: Final = 5
_SHORTEST_FORGIVEN: Final = 4
#: From so many letters on, a second wrong letter is forgiven.
_LONG: Final = 9
#: How many longer words are taken, and how many are looked through for one that is a letter away.
_MOST_LONGER: Final = 30
_MOST_NEIGHBOURS: Final = 2_000


@dataclass
class Words:
    """A question in the words of one language's index."""

    language: str
    clauses: list[Clause] = field(default_factory=list)
    unwanted: list[Clause] = field(default_factory=list)
    #: words that were typed and stand nowhere, in this language
    unknown: list[str] = field(default_factory=list)


def in_words(question: Question, language: str, *, with_longer: bool = True) -> Words:
    """Return a question in the words of a language; three queries, one `with_longer` words left out."""
    wanted = [(part, list(tokens(part.text, language))) for part in question.parts]
    known = _Known(language, [token for part, found in wanted for token in found])
    total = Entry.objects.aggregate(last=Max("pk"))["last"] or 1
    longer = _longer(language, wanted) if with_longer else {}
    words = Words(language)
    for part, found in wanted:
        if part.is_phrase and len(found) > 1:
            clauses = [Clause(phrase=tuple(token.form for token in found), weight=2.0 * len(found))]
        else:
            clauses = [_clause(token, part, known, longer, total) for token in found]
            words.unknown += _unknown(part, found, known, longer)
        (words.unwanted if part.is_unwanted else words.clauses).extend(clauses)
    return words


def neighbours(word: str, language: str) -> list[str]:
    """Return the forms of words that are a letter or two from a word that stands nowhere, the likeliest first.

    A word with one mistake in it keeps its first half or its second: only words that share one of them are looked at.
    """
    token = next(iter(tokens(word, language)), None)
    if token is None or len(token.form) < _SHORTEST_FORGIVEN or token.form.isdigit():
        return []
    form, most = token.form, 2 if len(token.form) >= _LONG else 1
    found = {}
    for other, entries in _sharing_a_half(form, language, most):
        distance = distance_of(form, other, most)
        if distance <= most:
            likeness = (distance, form[0] != other[0], -entries)
            found[other] = min(found.get(other, likeness), likeness)
    return sorted(found, key=lambda other: (*found[other], other))[:5]


def distance_of(one: str, other: str, most: int) -> int:
    """Return how many letters are wrong, missing, too many or swapped; `most + 1` where it is more than `most`.

    Optimal string alignment distance (Damerau 1964, in its restricted form).
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before, row = [], list(range(len(other) + 1))
    for i, left in enumerate(one, start=1):
        last, before, row = before, row, [i]
        for j, right in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def completions(beginning: str, language: str, most: int) -> list[str]:
    """Return forms that begin with what is being typed, the most frequent first; one query."""
    token = next(iter(tokens(beginning, language)), None)
    if token is None:
        return []
    terms = Term.objects.filter(_begins("form", token.form), language=language, entries__gt=0)
    rows = terms.order_by("-entries", "form").values_list("form", flat=True)[: 2 * most]
    return list(dict.fromkeys(rows))[:most]


def _clause(token: Token, part: Part, known: "_Known", longer: dict, total: int) -> Clause:
    stems = {token.stem, *known.stems[token.form]}
    near = (token.form, *(STEM + stem for stem in sorted(stems)))
    entries = max(known.entries[stem] for stem in stems)
    weight = math.log1p(total / max(1, entries))
    if part.is_phrase:
        return Clause(near=(token.form,), weight=weight)
    far = () if part.is_unwanted else tuple(form for form in longer.get(token.form, ()) if form not in near)
    return Clause(near=near, far=far, weight=weight)


def _unknown(part: Part, found: list[Token], known: "_Known", longer: dict) -> list[str]:
    if part.is_unwanted:
        return []
    return [
        part.text[token.start : token.end]
        for token in found
        if not (known.stems[token.form] or known.entries[token.stem] or longer.get(token.form))
    ]


class _Known:
    """What the index knows of words and of their stems; one query."""

    def __init__(self, language: str, found: list[Token]) -> None:
        #: by form
        self.stems: defaultdict[str, set[str]] = defaultdict(set)
        #: by stem: how many entries have one of its forms, at most
        self.entries: Counter[str] = Counter()
        forms, stems = {token.form for token in found}, {token.stem for token in found}
        terms = _terms(language).filter(Q(form__in=forms) | Q(stem__in=stems))
        for form, stem, entries in terms.values_list("form", "stem", "entries"):
            self.entries[stem] += entries
            if form in forms:
                self.stems[form].add(stem)


def _longer(language: str, wanted: list[tuple[Part, list[Token]]]) -> dict[str, list[str]]:
    """Return words that begin or end with a word, by its form; two queries."""
    roots = {}
    for part, found in wanted:
        if part.is_phrase or part.is_unwanted:
            continue
        for token in found:
            is_root = token.form.startswith(token.stem) and len(token.stem) >= _SHORTEST_PART
            if len(token.form) >= _SHORTEST_PART and not token.form.isdigit():
                roots[token.form] = token.stem if is_root else token.form
    if not roots:
        return {}
    found = defaultdict(list)
    for field_name in ("form", "backwards"):
        condition = Q()
        for form, root in roots.items():
            condition |= _begins(field_name, root if field_name == "form" else form[::-1])
        rows = _terms(language).filter(condition).order_by("-entries")
        for other in rows.values_list("form", flat=True)[: _MOST_LONGER * len(roots)]:
            for form, root in roots.items():
                begins = other.startswith(root) if field_name == "form" else other.endswith(form)
                if begins and len(found[form]) < 2 * _MOST_LONGER:
                    found[form].append(other)
    return {form: list(dict.fromkeys(others)) for form, others in found.items()}


def _sharing_a_half(form: str, language: str, most: int) -> Iterable[tuple[str, int]]:
    half = max(2, (len(form) - most + 1) // 2)
    for name, beginning in (("form", form[:half]), ("backwards", form[::-1][:half])):
        rows = _terms(language).filter(_begins(name, beginning)).order_by("-entries")
        yield from rows.values_list("form", "entries")[:_MOST_NEIGHBOURS]


def _terms(language: str) -> QuerySet:
    return Term.objects.filter(language=language, entries__gt=0)


def _begins(name: str, beginning: str) -> Q:
    """Return the condition that a column of small letters and digits begins so, as an index answers it.

    What follows the last word that begins so is made of letters and digits too: where other signs stand is told by
    each database's own order.
    """
    condition = Q(**{f"{name}__gte": beginning})
    rest = beginning.rstrip("z")
    if rest:
        following = "a" if rest[-1] == "9" else chr(ord(rest[-1]) + 1)
        condition &= Q(**{f"{name}__lt": rest[:-1] + following})
    return condition
